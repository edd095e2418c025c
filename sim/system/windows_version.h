// Versions of Windows: what a machine is, and what a clause's `since` and `until` speak of.
#ifndef ETALON_SIM_SYSTEM_WINDOWS_VERSION_H_
#define ETALON_SIM_SYSTEM_WINDOWS_VERSION_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etalon {

// "6.1" or "10.0.14393": two numbers and a build, 0 where none is told. Ordered by age.
class WindowsVersion {
 public:
  static constexpr uint32_t kLastBuild = 0xFFFF;

  // Older than all.
  constexpr WindowsVersion() = default;
  // The first two numbers are below 256, the build is at most kLastBuild.
  constexpr WindowsVersion(uint32_t first, uint32_t second, uint32_t build = 0)
      : packed_(first << 24 | second << 16 | build) {}

  constexpr uint32_t first() const { return packed_ >> 24; }
  constexpr uint32_t second() const { return packed_ >> 16 & 0xFF; }
  constexpr uint32_t build() const { return packed_ & 0xFFFF; }

  // The last build of this version where none is told, so that "up to 6.1" has all of 6.1.
  constexpr WindowsVersion Last() const {
    return build() == 0 ? WindowsVersion(first(), second(), kLastBuild) : *this;
  }

  friend constexpr auto operator<=>(const WindowsVersion&, const WindowsVersion&) = default;

 private:
  uint32_t packed_ = 0;
};

inline constexpr WindowsVersion kWindows2000(5, 0);
inline constexpr WindowsVersion kWindowsXp(5, 1);
inline constexpr WindowsVersion kServer2003(5, 2);
inline constexpr WindowsVersion kVista(6, 0);
inline constexpr WindowsVersion kWindows7(6, 1);
inline constexpr WindowsVersion kWindows8(6, 2);
inline constexpr WindowsVersion kWindows8_1(6, 3);
inline constexpr WindowsVersion kWindows10(10, 0, 10240);
inline constexpr WindowsVersion kWindows10_1607(10, 0, 14393);
inline constexpr WindowsVersion kWindows10_1703(10, 0, 15063);
inline constexpr WindowsVersion kWindows10_1709(10, 0, 16299);
inline constexpr WindowsVersion kWindows10_1903(10, 0, 18362);
inline constexpr WindowsVersion kWindows10_21H2(10, 0, 19044);
inline constexpr WindowsVersion kServer23H2(10, 0, 25398);
inline constexpr WindowsVersion kNewest(10, 0, 26100);
inline constexpr WindowsVersion kLastOfAll(0xFF, 0xFF, WindowsVersion::kLastBuild);

// Those that a Machine can be, oldest first. Of the first two little more is known than the
// clauses that hold on them alone; otherwise they are as Server 2003.
inline constexpr WindowsVersion kSimulatedWindows[] = {
    kWindows2000, kWindowsXp, kServer2003, kWindows7, kWindows10_1607, kNewest};

// "6.1", "10.0.14393"
inline std::string ToString(WindowsVersion version) {
  std::string text = std::to_string(version.first()) + "." + std::to_string(version.second());
  if (version.build() != 0) text += "." + std::to_string(version.build());
  return text;
}

// The number at the front of `text`, which is taken off; none when there is none up to `most`.
constexpr std::optional<uint32_t> TakeVersionNumber(std::string_view* text, uint32_t most) {
  uint32_t number = 0;
  size_t digits = 0;
  for (; digits < text->size() && (*text)[digits] >= '0' && (*text)[digits] <= '9'; ++digits) {
    number = number * 10 + static_cast<uint32_t>((*text)[digits] - '0');
    if (number > most) return std::nullopt;
  }
  if (digits == 0) return std::nullopt;
  text->remove_prefix(digits);
  return number;
}

// Of "6.1", "10.0.14393" or "newest"; none for any other text.
constexpr std::optional<WindowsVersion> ParseWindowsVersion(std::string_view text) {
  if (text == "newest") return kNewest;
  const std::optional<uint32_t> first = TakeVersionNumber(&text, 0xFF);
  if (!first || !text.starts_with('.')) return std::nullopt;
  text.remove_prefix(1);
  const std::optional<uint32_t> second = TakeVersionNumber(&text, 0xFF);
  if (!second) return std::nullopt;
  if (text.empty()) return WindowsVersion(*first, *second);
  if (!text.starts_with('.')) return std::nullopt;
  text.remove_prefix(1);
  const std::optional<uint32_t> build = TakeVersionNumber(&text, WindowsVersion::kLastBuild);
  if (!build || !text.empty()) return std::nullopt;
  return WindowsVersion(*first, *second, *build);
}

// The same where it is one that a Machine can be.
constexpr std::optional<WindowsVersion> ParseSimulatedWindows(std::string_view text) {
  const std::optional<WindowsVersion> version = ParseWindowsVersion(text);
  for (const WindowsVersion simulated : kSimulatedWindows) {
    if (version == simulated) return simulated;
  }
  return std::nullopt;
}

// "5.0, 5.1, 5.2, 6.1, 10.0.14393 or newest"
inline std::string SimulatedWindowsList() {
  std::string list;
  for (const WindowsVersion version : kSimulatedWindows) {
    if (version == kNewest) return list + " or newest";
    list += (list.empty() ? "" : ", ") + ToString(version);
  }
  return list;
}

}  // namespace etalon

#endif  // ETALON_SIM_SYSTEM_WINDOWS_VERSION_H_
