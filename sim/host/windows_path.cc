#include "sim/host/windows_path.h"

#include "sim/host/upper_case.h"

namespace etalon::sim {
namespace {

constexpr size_t kLongestPart = 255;

bool IsSlash(char16_t c) { return c == u'\\' || c == u'/'; }

bool IsLetter(char16_t c) { return UpperCase(c) >= u'A' && UpperCase(c) <= u'Z'; }

bool IsLegal(std::u16string_view part) {
  if (part.size() > kLongestPart) return false;
  for (char16_t c : part) {
    if (c < 0x20 || std::u16string_view(u"<>:\"|?*").find(c) != std::u16string_view::npos) {
      return false;
    }
  }
  return true;
}

// Adds one part; false when it is not legal.
bool Add(std::u16string_view part, std::vector<std::u16string>* parts) {
  if (part.empty() || part == u".") return true;
  if (part == u"..") {
    if (!parts->empty()) parts->pop_back();
    return true;
  }
  while (!part.empty() && (part.back() == u'.' || part.back() == u' ')) part.remove_suffix(1);
  if (part.empty() || !IsLegal(part)) return false;
  parts->emplace_back(part);
  return true;
}

// Takes what leads `name` to a drive's root or current folder off its front.
WindowsPath ReadRoot(std::u16string_view* name) {
  WindowsPath path;
  const auto starts = [name](std::u16string_view with) { return name->substr(0, 4) == with; };
  if (starts(u"\\\\?\\") || starts(u"\\\\.\\")) name->remove_prefix(4);
  if (name->size() >= 2 && IsSlash((*name)[0]) && IsSlash((*name)[1])) {
    path.drive = 0;
    return path;
  }
  if (name->size() >= 2 && IsLetter((*name)[0]) && (*name)[1] == u':') {
    path.drive = UpperCase((*name)[0]);
    name->remove_prefix(2);
  }
  if (name->empty() || !IsSlash((*name)[0])) path.parts.emplace_back(u"etalon");
  return path;
}

}  // namespace

std::u16string WindowsPath::Text() const {
  std::u16string text = drive == 0 ? u"\\" : std::u16string{drive, u':'};
  for (const std::u16string& part : parts) text.append(u"\\").append(part);
  if (parts.empty()) text += u'\\';
  return text;
}

std::optional<WindowsPath> ReadWindowsPath(std::u16string_view name) {
  if (name.empty()) return std::nullopt;
  WindowsPath path = ReadRoot(&name);
  size_t start = 0;
  for (size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && !IsSlash(name[i])) continue;
    if (!Add(name.substr(start, i - start), &path.parts)) return std::nullopt;
    start = i + 1;
  }
  return path;
}

}  // namespace etalon::sim
