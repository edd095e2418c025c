#include "sim/host/state_writer.h"

namespace etalon::sim {
namespace {

std::string Hexadecimal(uint64_t number, int digits) {
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    text += "0123456789abcdef"[number >> shift & 15];
  }
  return text;
}

}  // namespace

StateWriter StateWriter::In(std::string_view part) const {
  return StateWriter(lines_, prefix_ + std::string(part) + "/");
}

StateWriter StateWriter::In(std::string_view kind, std::u16string_view name) const {
  return In(std::string(kind) + "/" + ToAscii(name));
}

StateWriter StateWriter::In(std::string_view kind, uint64_t number) const {
  return In(std::string(kind) + "/" + std::to_string(number));
}

void StateWriter::Number(std::string_view name, uint64_t value) const {
  Text(name, std::to_string(value));
}

void StateWriter::Text(std::string_view name, std::string_view value) const {
  lines_[prefix_ + std::string(name)] = value;
}

void StateWriter::Text(std::string_view name, std::u16string_view value) const {
  Text(name, ToAscii(value));
}

void StateWriter::Bytes(std::string_view name, const uint8_t* bytes, uint64_t size) const {
  Text(name, std::to_string(size) + " bytes, " + Hexadecimal(HashOf(bytes, size), 16));
}

std::string ToAscii(std::u16string_view text) {
  std::string ascii;
  for (const char16_t c : text) {
    if (c >= u' ' && c <= u'~') {
      ascii += static_cast<char>(c);
    } else {
      ascii += "\\x" + Hexadecimal(c, 4);
    }
  }
  return ascii;
}

std::string ToText(const GUID& guid) {
  std::string text = "{" + Hexadecimal(guid.Data1, 8) + "-" + Hexadecimal(guid.Data2, 4) + "-" +
                     Hexadecimal(guid.Data3, 4) + "-";
  for (int i = 0; i < 8; ++i) text += Hexadecimal(guid.Data4[i], 2) + (i == 1 ? "-" : "");
  return text + "}";
}

uint64_t HashOf(const uint8_t* bytes, uint64_t size, uint64_t so_far) {
  for (uint64_t i = 0; i < size; ++i) so_far = (so_far ^ bytes[i]) * 0x100000001b3u;
  return so_far;
}

}  // namespace etalon::sim
