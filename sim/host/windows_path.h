// File names as Windows reads them.
#ifndef ETALON_SIM_HOST_WINDOWS_PATH_H_
#define ETALON_SIM_HOST_WINDOWS_PATH_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etalon::sim {

// A full name: a drive and the parts below its root, as they were spelt.
struct WindowsPath {
  char16_t drive = u'C';  // upper case; 0: a network name, for which there is no drive
  std::vector<std::u16string> parts;

  std::u16string Text() const;  // C:\etalon\a.etl
};

// Reads `name`: '/' equals '\', "." and ".." go away, so do dots and blanks at the end of a part,
// and the prefix \\?\. Relative names belong to \etalon of the drive, which is C: if none is named.
// None: no file can have this name (it is empty, or has a character such as '<').
std::optional<WindowsPath> ReadWindowsPath(std::u16string_view name);

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_WINDOWS_PATH_H_
