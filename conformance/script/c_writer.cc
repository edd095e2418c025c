#include "conformance/script/c_writer.h"

#include <cstdio>

#include "conformance/clauses/error_names.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

constexpr uint32_t kMostErrorCode = 20000;
constexpr size_t kBytesInALine = 24;

std::string Hex(uint64_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(number));
  return text;
}

// Can stand in a string literal as it is.
bool IsPlain(char16_t c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '?'; }

template <typename Text>
std::string Array(const char* type, const Text& text, uint64_t mask) {
  std::string array = std::string("(const ") + type + "[]){";
  for (const auto c : text) array += Hex(static_cast<uint64_t>(c) & mask) + ", ";
  return array + "0}";
}

std::string EscapedPlain(const std::u16string& text, const char* prefix, bool* plain) {
  std::string literal = std::string(prefix) + '"';
  *plain = true;
  for (const char16_t c : text) {
    if (c == '\\') {
      literal += "\\\\";
    } else {
      *plain = *plain && IsPlain(c);
      literal += static_cast<char>(c);
    }
  }
  return literal + '"';
}

}  // namespace

std::string CErrorNames() {
  std::string text = "\nstatic inline const char* ErrorName(ULONG64 code) {\n  switch (code) {\n";
  for (uint32_t code = 0; code < kMostErrorCode; ++code) {
    const std::string_view name = ErrorName(code);
    if (name.empty()) continue;
    text += "    case " + std::to_string(code) + ": return \"" + std::string(name) + "\";\n";
  }
  return text + "    default: return \"error\";\n  }\n}\n";
}

std::string CNumber(uint64_t number) {
  const char* const suffix = number > UINT32_MAX ? "ull" : "u";
  return (number < 65536 ? std::to_string(number) : Hex(number)) + suffix;
}

std::string CWide(const std::u16string& text) {
  bool plain = false;
  const std::string literal = EscapedPlain(text, "L", &plain);
  return plain ? literal : Array("WCHAR", text, 0xFFFF);
}

std::string CAnsi(const std::u16string& text) {
  bool plain = false;
  const std::string literal = EscapedPlain(text, "", &plain);
  return plain ? literal : Array("char", Utf16ToAnsi(text), 0xFF);
}

std::string CText(const std::u16string& text, bool ansi) {
  return ansi ? CAnsi(text) : CWide(text);
}

std::string CQuoted(const std::string& text) {
  std::string literal = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return literal + '"';
}

std::string CBytes(const Bytes& bytes, uint32_t fill) {
  if (bytes.empty() && fill == 0) return "\"\"";
  std::string array = "(const BYTE[]){";
  for (size_t i = 0; i < bytes.size() + fill; ++i) {
    if (i != 0) array += i % kBytesInALine == 0 ? ",\n        " : ", ";
    array += std::to_string(i < bytes.size() ? bytes[i] : static_cast<uint8_t>(i - bytes.size()));
  }
  return array + '}';
}

std::string CGuid(const Guid& guid) {
  std::string text =
      "&(const GUID){" + Hex(guid.data1) + ", " + Hex(guid.data2) + ", " + Hex(guid.data3) + ", {";
  for (size_t i = 0; i < guid.data4.size(); ++i) text += (i == 0 ? "" : ", ") + Hex(guid.data4[i]);
  return text + "}}";
}

std::string CHandle(const Handle& handle) {
  if (handle.symbol.empty()) return CNumber(handle.literal);
  return "handles[" + handle.symbol.substr(1) + "]";
}

std::string CPlace(Place place) {
  switch (place) {
    case Place::kBlock:
      return "AT_BLOCK";
    case Place::kNull:
      return "AT_NULL";
    case Place::kUnmapped:
      return "AT_UNMAPPED";
    case Place::kMisaligned:
      return "AT_MISALIGNED";
    case Place::kReadOnly:
      return "AT_READ_ONLY";
  }
  return "";
}

std::string CAt(const std::string& block, const std::string& bytes, Place place) {
  if (place == Place::kBlock) return block;
  if (place == Place::kNull) return "NULL";
  return "At(" + block + ", " + bytes + ", " + CPlace(place) + ")";
}

}  // namespace etalon
