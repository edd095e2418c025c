// The registry of the simulated computer, as far as ETW looks into it.
#ifndef ETALON_SIM_SYSTEM_REGISTRY_H_
#define ETALON_SIM_SYSTEM_REGISTRY_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace etalon::sim {

// Keys below HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\WMI, by path ("" is that key
// itself, "Autologger\etalon" one of its descendants). Keys and values are found without regard to
// case. It outlives restarts of the computer. Under the machine's lock.
class Registry {
 public:
  using Bytes = std::vector<uint8_t>;
  using Value = std::variant<uint64_t, std::u16string, Bytes>;  // DWORD or QWORD, SZ, BINARY

  // Makes the key, and those above it, when they are missing.
  void Set(std::u16string_view key, std::u16string_view value, Value data);

  // None: no such value, or one of another type.
  std::optional<uint64_t> Number(std::u16string_view key, std::u16string_view value) const;
  std::optional<std::u16string> Text(std::u16string_view key, std::u16string_view value) const;
  std::optional<Bytes> Binary(std::u16string_view key, std::u16string_view value) const;

  // The names of the keys right below, as they were spelt first, in the order of their capitals.
  std::vector<std::u16string> Below(std::u16string_view key) const;

 private:
  struct Key {
    std::u16string path;                     // as it was spelt first
    std::map<std::u16string, Value> values;  // by name in capitals
  };

  const Value* Find(std::u16string_view key, std::u16string_view value) const;

  std::map<std::u16string, Key> keys_;  // by path in capitals
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_REGISTRY_H_
