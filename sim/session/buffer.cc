#include "sim/session/buffer.h"

#include <new>
#include <utility>

#include "sim/session/little_endian.h"

namespace etalon::sim {

bool Buffer::Prepare(uint32_t size, uint16_t cpu) {
  if (capacity_ != size) {
    std::unique_ptr<uint8_t[]> memory(new (std::nothrow) uint8_t[size]);
    if (memory == nullptr) return false;
    memory_ = std::move(memory);
    capacity_ = size;
  }
  size_ = size;
  used_ = kBufferHeaderBytes;
  events_ = 0;
  cpu_ = cpu;
  seal_ = {};
  return true;
}

void Buffer::Discard() {
  Clear();
  memory_.reset();
  capacity_ = 0;
}

std::span<const uint8_t> Buffer::Complete(uint16_t logger_id, BufferForm form) {
  const BufferHeader header = {seal_, size_, used_, sequence_, cpu_, logger_id, form};
  StoreBufferHeader(header, memory_.get());
  std::memset(memory_.get() + used_, kFillerByte, room());
  return {memory_.get(), size_};
}

void StoreBufferHeader(const BufferHeader& header, uint8_t* out) {
  const BufferSeal& seal = header.seal;
  const bool is_first = seal.type == kBufferTypeHeader;
  const bool has_index = header.form == BufferForm::kProcessorIndex;
  // A buffer that was flushed part full claims to be past its end by its whole size, one that
  // became full by the event that did not fit; only the header buffer tells its true offset here
  // too.
  uint32_t current = header.offset + (seal.overflow != 0 ? seal.overflow : header.size);
  if (is_first) current = header.offset;
  std::memset(out, 0, kBufferHeaderBytes);
  Store<uint32_t>(out + buffer_field::kBufferSize, header.size);
  Store<uint32_t>(out + buffer_field::kSavedOffset, is_first && !has_index ? 0 : header.offset);
  Store<uint32_t>(out + buffer_field::kCurrentOffset, current);
  Store<uint64_t>(out + buffer_field::kTimeStamp, static_cast<uint64_t>(seal.stamp));
  Store<uint64_t>(out + buffer_field::kSequenceNumber, header.sequence);
  Store<uint16_t>(out + buffer_field::kProcessorIndex, header.cpu);
  if (!has_index) out[buffer_field::kAlignment] = kBufferAlignment;
  Store<uint16_t>(out + buffer_field::kLoggerId, header.logger_id);
  Store<uint32_t>(out + buffer_field::kState, kBufferStateFlush);
  Store<uint32_t>(out + buffer_field::kOffset, header.offset);
  const uint16_t index_flag = has_index ? kBufferFlagProcessorIndex : 0;
  Store<uint16_t>(out + buffer_field::kBufferFlag, static_cast<uint16_t>(seal.flags | index_flag));
  Store<uint16_t>(out + buffer_field::kBufferType, seal.type);
}

}  // namespace etalon::sim
