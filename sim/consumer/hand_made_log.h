// Log files made byte by byte, for tests: independent of what the sessions' own writer does.
#ifndef ETALON_SIM_CONSUMER_HAND_MADE_LOG_H_
#define ETALON_SIM_CONSUMER_HAND_MADE_LOG_H_

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "sim/include/guiddef.h"

namespace etalon::sim::hand_made {

using Bytes = std::vector<uint8_t>;

// Appends `value` as it lies in memory.
template <typename T>
Bytes& Put(Bytes& bytes, const T& value) {
  const size_t at = bytes.size();
  bytes.resize(at + sizeof(T));
  std::memcpy(&bytes[at], &value, sizeof(T));
  return bytes;
}

inline Bytes& PutBytes(Bytes& bytes, const Bytes& more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
  return bytes;
}

inline constexpr GUID kClass = {0x11111111, 0x2222, 0x3333, {4, 4, 5, 5, 5, 5, 5, 5}};
inline constexpr GUID kParentClass = {0xAAAAAAAA, 0xBBBB, 0xCCCC, {1, 2, 3, 4, 5, 6, 7, 8}};
inline constexpr uint32_t kThread = 0x1934;
inline constexpr uint32_t kProcess = 0x1DDC;

// The first 0x30 bytes of FULL and INSTANCE; `size` is that of the whole event.
inline Bytes ClassicStart(uint16_t size, uint8_t form, int64_t stamp, uint8_t type) {
  Bytes event;
  Put(event, size);
  Put<uint8_t>(event, form);
  Put<uint8_t>(event, 0xC0);
  Put<uint8_t>(event, type);
  Put<uint8_t>(event, 4);   // level
  Put<uint16_t>(event, 2);  // version
  Put(event, kThread);
  Put(event, kProcess);
  Put(event, stamp);
  Put(event, kClass);
  Put<uint32_t>(event, 7);  // kernel time
  Put<uint32_t>(event, 9);  // user time
  return event;
}

inline Bytes Classic(int64_t stamp, uint8_t type, const Bytes& payload = {}) {
  Bytes event = ClassicStart(static_cast<uint16_t>(0x30 + payload.size()), 0x14, stamp, type);
  return PutBytes(event, payload);
}

inline Bytes Instance(int64_t stamp, uint32_t id, uint32_t parent_id, const Bytes& payload) {
  Bytes event = ClassicStart(static_cast<uint16_t>(0x48 + payload.size()), 0x0B, stamp, 12);
  Put(event, id);
  Put(event, parent_id);
  Put(event, kParentClass);
  return PutBytes(event, payload);
}

// `parts_and_arguments` is what follows the eight bytes of the header.
inline Bytes Message(uint16_t number, uint16_t flags, const Bytes& parts_and_arguments) {
  Bytes event;
  Put<uint16_t>(event, static_cast<uint16_t>(8 + parts_and_arguments.size()));
  Put<uint8_t>(event, 0);
  Put<uint8_t>(event, 0x90);
  Put(event, number);
  Put(event, flags);
  return PutBytes(event, parts_and_arguments);
}

// An EventWrite event; `items_and_payload` with `flags` 1 begins with extended items.
inline Bytes Modern(int64_t stamp, uint16_t flags, const Bytes& items_and_payload) {
  Bytes event;
  Put<uint16_t>(event, static_cast<uint16_t>(0x50 + items_and_payload.size()));
  Put<uint8_t>(event, 0x13);
  Put<uint8_t>(event, 0xC0);
  Put(event, flags);
  Put<uint16_t>(event, 0);
  Put(event, kThread);
  Put(event, kProcess);
  Put(event, stamp);
  Put(event, kClass);
  Put<uint16_t>(event, 501);  // id
  Put<uint8_t>(event, 3);     // version
  Put<uint8_t>(event, 11);    // channel
  Put<uint8_t>(event, 5);     // level
  Put<uint8_t>(event, 1);     // opcode
  Put<uint16_t>(event, 77);   // task
  Put<uint64_t>(event, 0x8000000000000010);
  Put<uint32_t>(event, 7);
  Put<uint32_t>(event, 9);
  Put(event, kParentClass);  // activity
  return PutBytes(event, items_and_payload);
}

// A SYSTEM64 event of group 00.
inline Bytes System(int64_t stamp, uint8_t group, uint8_t type, const Bytes& payload) {
  Bytes event;
  Put<uint16_t>(event, 2);
  Put<uint8_t>(event, 2);
  Put<uint8_t>(event, 0xC0);
  Put<uint16_t>(event, static_cast<uint16_t>(0x20 + payload.size()));
  Put(event, type);
  Put(event, group);
  Put(event, kThread);
  Put(event, kProcess);
  Put(event, stamp);
  Put<uint32_t>(event, 7);
  Put<uint32_t>(event, 9);
  return PutBytes(event, payload);
}

inline constexpr uint32_t kBufferBytes = 0x1000;

// A buffer with these events, 8-aligned with garbage between them; the Windows 10 form.
inline Bytes Buffer(uint16_t cpu, int64_t flush_stamp, const std::vector<Bytes>& events,
                    uint16_t type = 0) {
  Bytes body;
  for (const Bytes& event : events) {
    PutBytes(body, event);
    while (body.size() % 8 != 0) body.push_back(0xAB);
  }
  const uint32_t valid = static_cast<uint32_t>(0x48 + body.size());
  Bytes buffer;
  Put(buffer, kBufferBytes);
  Put(buffer, valid);
  Put(buffer, valid);
  Put<uint32_t>(buffer, 0);
  Put(buffer, flush_stamp);
  Put<uint64_t>(buffer, 0);
  Put<uint64_t>(buffer, 0xFFFFFA8012345678);  // stale pointer
  Put(buffer, cpu);
  Put<uint16_t>(buffer, 20);  // logger id
  Put<uint32_t>(buffer, 3);
  Put(buffer, valid);
  Put<uint16_t>(buffer, 0x20);
  Put(buffer, type);
  buffer.resize(0x48, 0xEE);
  PutBytes(buffer, body);
  buffer.resize(kBufferBytes, 0xFF);
  return buffer;
}

inline constexpr int64_t kHeaderStamp = 1000;
inline constexpr int64_t kStartTime = 130000000000000000;

// The payload of a header event: 64-bit form, performance counter at 10 MHz.
inline Bytes HeaderPayload(uint32_t mode, uint32_t clock = 1, int64_t frequency = 10'000'000) {
  Bytes payload(280, 0);
  const auto store = [&payload](size_t at, auto value) {
    std::memcpy(&payload[at], &value, sizeof(value));
  };
  store(0x00, kBufferBytes);
  store(0x04, uint32_t{0x0501000A});  // 10.0.1.5
  store(0x0C, uint32_t{4});
  store(0x20, mode);
  store(0x24, uint32_t{1});
  store(0x2C, uint32_t{8});
  store(0x34, uint32_t{2000});
  store(0x100, frequency);
  store(0x108, kStartTime);
  store(0x110, clock);
  for (const char16_t unit : std::u16string(u"made\0by hand\0", 13)) Put(payload, unit);
  return payload;
}

inline Bytes HeaderBuffer(const Bytes& payload) {
  return Buffer(0, 0, {System(kHeaderStamp, 0, 0, payload)}, 4);
}

// The same buffer as a compressed file has it, though it is not any shorter: as many bytes as they
// are, 32 at a time.
inline Bytes Compressed(const Bytes& buffer) {
  uint32_t valid = 0;
  std::memcpy(&valid, &buffer[0x30], 4);
  Bytes stored(buffer.begin(), buffer.begin() + 0x48);
  for (uint32_t at = 0x48; at < valid; at += 32) {
    const uint32_t end = at + 32 < valid ? at + 32 : valid;
    const uint32_t count = end - at;
    Put<uint32_t>(stored, count == 32 ? 0 : (1u << (32 - count)) - 1);  // ones: nothing follows
    stored.insert(stored.end(), buffer.begin() + at, buffer.begin() + end);
  }
  const uint32_t size = static_cast<uint32_t>(stored.size());
  std::memcpy(&stored[0x00], &size, 4);
  std::memcpy(&stored[0x04], &valid, 4);  // SavedOffset
  stored[0x34] |= 0x40;
  return stored;
}

inline constexpr uint32_t kCompressedMode = 0x04000000;

// A file with these buffers behind its header buffer.
inline Bytes LogFile(const std::vector<Bytes>& buffers, uint32_t mode = 1) {
  Bytes file = HeaderBuffer(HeaderPayload(mode));
  for (const Bytes& buffer : buffers) PutBytes(file, buffer);
  return file;
}

}  // namespace etalon::sim::hand_made

#endif  // ETALON_SIM_CONSUMER_HAND_MADE_LOG_H_
