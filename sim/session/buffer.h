// One event buffer: room that writers fill from the front, and what its header will say.
#ifndef ETALON_SIM_SESSION_BUFFER_H_
#define ETALON_SIM_SESSION_BUFFER_H_

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>

#include "sim/session/log_file_format.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

// How a buffer header says which processor its events are of.
enum class BufferForm : uint8_t {
  kProcessorNumber,  // up to Windows 7: 8 bits, with the alignment of events beside them
  kProcessorIndex,   // since Windows 8: 16 bits
};

inline BufferForm BufferFormOf(WindowsVersion windows) {
  return windows < kWindows8 ? BufferForm::kProcessorNumber : BufferForm::kProcessorIndex;
}

// What sealing a buffer writes down for its header.
struct BufferSeal {
  int64_t stamp = 0;      // when, by the session's clock
  uint32_t overflow = 0;  // aligned bytes of the event that did not fit; 0: flushed part full
  uint16_t flags = 0;     // kBufferFlag...; kBufferFlagProcessorIndex comes by itself
  uint16_t type = kBufferTypeGeneric;
};

// Memory is had by Prepare and kept until Discard, so that a buffer that no event ever touched
// costs nothing. Who holds the buffer may change it: one cell, the pool, or the sink.
class Buffer {
 public:
  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  // Makes it empty, `size` bytes in all, for events of processor `cpu`. False: no memory, nothing
  // has changed.
  bool Prepare(uint32_t size, uint16_t cpu);
  void Clear() { size_ = used_ = events_ = 0; }  // has no room until Prepare; keeps its memory
  void Discard();                                // Clear, and gives the memory back

  uint32_t size() const { return size_; }          // bytes, the header included
  uint32_t offset() const { return used_; }        // end of the valid bytes
  uint32_t room() const { return size_ - used_; }  // bytes of events that still fit
  bool empty() const { return used_ <= kBufferHeaderBytes; }
  uint32_t events() const { return events_; }
  uint16_t cpu() const { return cpu_; }
  uint64_t sequence() const { return sequence_; }

  // Where the next event goes: AlignEvent(its size) bytes are there, if room() said so. The last
  // eight of them are zero, which makes the padding zero whatever the event's size.
  uint8_t* Reserve(uint32_t aligned_size) {
    uint8_t* const at = memory_.get() + used_;
    std::memset(at + aligned_size - 8, 0, 8);
    return at;
  }
  // That event is there now.
  void Extend(uint32_t aligned_size) {
    used_ += aligned_size;
    ++events_;
  }

  // No more events: what the header is to say. The pool gives the number when it queues the buffer.
  void Seal(const BufferSeal& seal) { seal_ = seal; }
  void AddFlags(uint16_t flags) { seal_.flags |= flags; }
  void set_sequence(uint64_t sequence) { sequence_ = sequence; }

  // Writes header and filler, and returns the buffer as it stands in a log file: size() bytes.
  std::span<const uint8_t> Complete(uint16_t logger_id, BufferForm form);

 private:
  std::unique_ptr<uint8_t[]> memory_;
  uint32_t size_ = 0;
  uint32_t used_ = 0;
  uint32_t capacity_ = 0;  // bytes of memory_
  uint16_t cpu_ = 0;
  uint64_t sequence_ = 0;
  uint32_t events_ = 0;  // not beside used_: the compiler would add to both in one vector
  BufferSeal seal_;
};

// All that a buffer header tells.
struct BufferHeader {
  BufferSeal seal;
  uint32_t size = 0;    // of the buffer
  uint32_t offset = 0;  // of these are valid
  uint64_t sequence = 0;
  uint16_t cpu = 0;
  uint16_t logger_id = 0;
  BufferForm form = BufferForm::kProcessorIndex;
};

// Writes kBufferHeaderBytes.
void StoreBufferHeader(const BufferHeader& header, uint8_t* out);

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_BUFFER_H_
