// What a machine is in, as text: to be compared before and after, and read when it differs.
#ifndef ETALON_SIM_HOST_STATE_WRITER_H_
#define ETALON_SIM_HOST_STATE_WRITER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "sim/include/evntrace.h"

namespace etalon::sim {

// "session/etalon/EventsLost" -> "1".
using StateLines = std::map<std::string, std::string>;

// Every part of a machine that a failing call must leave alone writes itself down with one of these
// (its Describe). What is not state: the time, and what a test has armed (faults).
class StateWriter {
 public:
  explicit StateWriter(StateLines& lines, std::string prefix = "")
      : lines_(lines), prefix_(std::move(prefix)) {}

  // For what belongs to `part`: names get "part/" in front.
  StateWriter In(std::string_view part) const;
  StateWriter In(std::string_view kind, std::u16string_view name) const;  // "kind/name/"
  StateWriter In(std::string_view kind, uint64_t number) const;

  void Number(std::string_view name, uint64_t value) const;
  void Text(std::string_view name, std::string_view value) const;
  void Text(std::string_view name, std::u16string_view value) const;
  // Contents: how many bytes, and a hash of them.
  void Bytes(std::string_view name, const uint8_t* bytes, uint64_t size) const;

 private:
  StateLines& lines_;
  const std::string prefix_;
};

// ASCII as it is, all else as \x1234.
std::string ToAscii(std::u16string_view text);

// "{e7a10000-0001-4000-8000-000000000001}"
std::string ToText(const GUID& guid);

// Of contents (FNV-1a); chunks may be chained.
uint64_t HashOf(const uint8_t* bytes, uint64_t size, uint64_t so_far = 0xcbf29ce484222325u);

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_STATE_WRITER_H_
