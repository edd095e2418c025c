// Log files with heap events, made event by event: for tests and measurements, independent of what
// sessions write.
#ifndef ETALON_CONFORMANCE_HEAP_HEAP_LOG_H_
#define ETALON_CONFORMANCE_HEAP_HEAP_LOG_H_

#include <cstdint>
#include <cstring>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "sim/consumer/hand_made_log.h"

namespace etalon::heap {

using sim::hand_made::Bytes;
using sim::hand_made::Put;
using sim::hand_made::PutBytes;

struct HeapLogOptions {
  uint32_t buffer_bytes = sim::hand_made::kBufferBytes;
  int64_t ends_after_ms = 0;  // as the header tells; 0: it does not
  uint32_t events_lost = 0;
};

// Who writes an event.
struct Writer {
  uint32_t process = 1234;
  uint32_t thread = 1;
  uint32_t bits = 64;
  uint16_t cpu = 0;
};

// Events get SYSTEM headers, as kernel events have them. Stamps are 100 ns since the start; each
// event takes one. Finish() writes what is left.
class HeapLog {
 public:
  HeapLog(std::ostream& out, const HeapLogOptions& options) : out_(out), options_(options) {
    Bytes payload = sim::hand_made::HeaderPayload(1);
    const auto store = [&payload](size_t at, auto value) {
      std::memcpy(&payload[at], &value, sizeof(value));
    };
    store(0x00, options.buffer_bytes);
    if (options.ends_after_ms != 0) {
      store(0x10, sim::hand_made::kStartTime + options.ends_after_ms * kTicksPerMs);
    }
    store(0x30, options.events_lost);
    const Bytes header = sim::hand_made::System(sim::hand_made::kHeaderStamp, 0, 0, payload);
    WriteBuffer(0, header, 4);
  }

  Writer writer;  // of the events that follow

  void Wait(int64_t ms) { now_ += ms * kTicksPerMs; }
  int64_t last_stamp() const { return last_stamp_; }

  void Create(uint64_t heap) { Heap(0x20, Pointers({heap}, 0)); }
  void Allocate(uint64_t heap, uint64_t address, uint64_t size) {
    Heap(0x21, Pointers({heap, size, address}, 3));
  }
  void Reallocate(uint64_t heap, uint64_t to, uint64_t from, uint64_t size, uint64_t old_size) {
    Heap(0x22, Pointers({heap, to, from, size, old_size}, 3));
  }
  void Destroy(uint64_t heap) {
    Bytes payload = Pointers({heap}, 0);
    payload.resize(payload.size() - 4);
    Heap(0x23, payload);
  }
  void Free(uint64_t heap, uint64_t address) { Heap(0x24, Pointers({heap, address}, 3)); }
  void FreeOfNoBlock(uint64_t heap, uint64_t address) {
    Heap(0x24, Pointers({heap, address}, 5));
  }
  void Extend(uint64_t heap, uint64_t committed, uint64_t reserved) {
    Heap(0x25, Pointers({heap, 0x1000, heap + 0x1000, 0x800, committed, reserved}, 1));
  }

  // Of the event before it; the innermost address first.
  void Stack(const std::vector<uint64_t>& addresses) { StackOf(last_stamp_, addresses); }
  void StackOf(int64_t stamp, const std::vector<uint64_t>& addresses) {
    Bytes payload;
    Put(payload, stamp);
    Put(payload, writer.process);
    Put(payload, writer.thread);
    for (const uint64_t address : addresses) PutPointer(payload, address);
    Event(0x18, 32, 2, payload);
  }

  // Types 1 start, 2 end, 3 and 4 rundown; version 3.
  void Process(uint8_t type, uint32_t id, uint32_t exit_code, const std::string& name) {
    Bytes payload = Pointers({0xFFFFE000}, id);
    Put<uint32_t>(payload, 4);  // parent
    Put<uint32_t>(payload, 1);  // session
    Put(payload, exit_code);
    PutPointer(payload, 0x1000);
    Put<uint32_t>(payload, 0);  // no user
    for (const char letter : name + '\0') Put(payload, letter);
    Put<uint16_t>(payload, 0);  // no command line
    Event(0x03, type, 3, payload);
  }

  // Types 10 load, 2 unload, 3 and 4 rundown; version 2.
  void Image(uint8_t type, uint32_t process, uint64_t base, uint64_t size,
             const std::u16string& path) {
    Bytes payload = Pointers({base, size}, process);
    for (int i = 0; i < 3; ++i) Put<uint32_t>(payload, 0);
    PutPointer(payload, base);
    for (int i = 0; i < 4; ++i) Put<uint32_t>(payload, 0);
    for (const char16_t unit : path + u'\0') Put(payload, unit);
    Event(0x14, type, 2, payload);
  }

  void Heap(uint8_t type, const Bytes& payload) { Event(0x10, type, 2, payload); }

  void Event(uint8_t group, uint8_t type, uint16_t version, const Bytes& payload) {
    last_stamp_ = ++now_;
    const size_t size = kSystemBytes + payload.size();
    Bytes& buffer = RoomFor(size);
    Put(buffer, version);
    Put<uint8_t>(buffer, writer.bits == 64 ? 2 : 1);
    Put<uint8_t>(buffer, 0xC0);
    Put<uint16_t>(buffer, static_cast<uint16_t>(size));
    Put(buffer, type);
    Put(buffer, group);
    Put(buffer, writer.thread);
    Put(buffer, writer.process);
    Put(buffer, now_);
    Put<uint64_t>(buffer, 0);  // processor times
    PutBytes(buffer, payload);
    buffer.resize((buffer.size() + 7) / 8 * 8);
  }

  // A heap event whose header names neither thread nor process.
  void AsPerfInfo(uint8_t type, const Bytes& payload) {
    last_stamp_ = ++now_;
    Bytes& buffer = RoomFor(kPerfInfoBytes + payload.size());
    Put<uint16_t>(buffer, 2);
    Put<uint8_t>(buffer, writer.bits == 64 ? 0x11 : 0x10);
    Put<uint8_t>(buffer, 0xC0);
    Put<uint16_t>(buffer, static_cast<uint16_t>(kPerfInfoBytes + payload.size()));
    Put(buffer, type);
    Put<uint8_t>(buffer, 0x10);
    Put(buffer, now_);
    PutBytes(buffer, payload);
    buffer.resize((buffer.size() + 7) / 8 * 8);
  }

  void Finish() {
    for (const auto& [cpu, buffer] : buffers_) WriteBuffer(cpu, buffer, 0);
    buffers_.clear();
  }

  // Members of the size that the writer's pointers have, then one of 32 bits.
  Bytes Pointers(const std::vector<uint64_t>& pointers, uint32_t last) const {
    Bytes payload;
    for (const uint64_t pointer : pointers) PutPointer(payload, pointer);
    return Put(payload, last);
  }

 private:
  static constexpr int64_t kTicksPerMs = 10'000;
  static constexpr size_t kHeadBytes = 0x48;  // of a buffer
  static constexpr size_t kSystemBytes = 0x20;
  static constexpr size_t kPerfInfoBytes = 0x10;

  // The writer's buffer, written out before if it has no room for an event of `size` bytes.
  Bytes& RoomFor(size_t size) {
    Bytes& buffer = buffers_[writer.cpu];
    if (kHeadBytes + buffer.size() + size + 8 > options_.buffer_bytes) {
      WriteBuffer(writer.cpu, buffer, 0);
      buffer.clear();
    }
    return buffer;
  }

  void PutPointer(Bytes& bytes, uint64_t value) const {
    if (writer.bits == 64) {
      Put(bytes, value);
    } else {
      Put(bytes, static_cast<uint32_t>(value));
    }
  }

  void WriteBuffer(uint16_t cpu, const Bytes& events, uint16_t type) {
    const uint32_t valid = static_cast<uint32_t>(kHeadBytes + events.size());
    Bytes buffer;
    Put(buffer, options_.buffer_bytes);
    Put(buffer, valid);
    Put(buffer, valid);
    Put<uint32_t>(buffer, 0);
    Put(buffer, now_);
    Put<uint64_t>(buffer, 0);
    Put<uint64_t>(buffer, 0);
    Put(buffer, cpu);
    Put<uint16_t>(buffer, 20);  // logger id
    Put<uint32_t>(buffer, 3);
    Put(buffer, valid);
    Put<uint16_t>(buffer, 0x20);
    Put(buffer, type);
    buffer.resize(kHeadBytes);
    PutBytes(buffer, events);
    buffer.resize(options_.buffer_bytes, 0xFF);
    out_.write(reinterpret_cast<const char*>(buffer.data()),
               static_cast<std::streamsize>(buffer.size()));
  }

  std::ostream& out_;
  const HeapLogOptions options_;
  std::map<uint16_t, Bytes> buffers_;  // by processor: what is not written yet
  int64_t now_ = sim::hand_made::kHeaderStamp;
  int64_t last_stamp_ = 0;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_HEAP_LOG_H_
