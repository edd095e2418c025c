// The wire format of Protocol Buffers, as far as writing goes.
#ifndef ETALON_CONFORMANCE_HEAP_PROTO_MESSAGE_H_
#define ETALON_CONFORMANCE_HEAP_PROTO_MESSAGE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace etalon::heap {

// A message under construction: fields are appended by their numbers.
class ProtoMessage {
 public:
  // For all integers, enumerations and bool; negative numbers as two's complement in 64 bits.
  ProtoMessage& Add(uint32_t field, uint64_t value) {
    Varint(field << 3 | kVarint);
    Varint(value);
    return *this;
  }

  ProtoMessage& Add(uint32_t field, std::string_view text) {
    Varint(field << 3 | kLengthDelimited);
    Varint(text.size());
    bytes_ += text;
    return *this;
  }

  ProtoMessage& Add(uint32_t field, const ProtoMessage& message) {
    return Add(field, std::string_view(message.bytes_));
  }

  // `fields` are whole fields of this message.
  ProtoMessage& Append(std::string_view fields) {
    bytes_ += fields;
    return *this;
  }

  const std::string& bytes() const { return bytes_; }

 private:
  static constexpr uint32_t kVarint = 0;
  static constexpr uint32_t kLengthDelimited = 2;

  void Varint(uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }

  std::string bytes_;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_PROTO_MESSAGE_H_
