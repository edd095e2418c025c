#include "sim/session/buffer_pool.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace etalon::sim {

namespace {

// Memory that a stopped session keeps for its next start.
constexpr uint64_t kKeptBytes = 1 << 20;

}  // namespace

BufferPool::BufferPool(Faults& faults, Memory& memory, bool concurrent)
    : faults_(faults), memory_(memory), lock_(concurrent) {}

bool BufferPool::Start(uint32_t buffer_bytes, uint32_t minimum, uint32_t maximum) {
  std::lock_guard<Lock> hold(lock_);
  const uint64_t bytes = uint64_t{minimum} * buffer_bytes;
  if (!memory_.Take(bytes)) return false;
  for (uint32_t i = 0; i < minimum; ++i) {
    if (!faults_.ShouldFail(Fault::kBufferMemory)) continue;
    memory_.Give(bytes);
    return false;
  }
  taken_bytes_ = bytes;
  buffer_bytes_ = buffer_bytes;
  maximum_ = maximum;
  number_ = minimum;
  in_use_ = 0;
  sequence_ = 0;
  overwritten_events_ = 0;
  return true;
}

bool BufferPool::has_memory() const {
  std::lock_guard<Lock> hold(lock_);
  return taken_bytes_ != 0;
}

void BufferPool::Stop() {
  std::lock_guard<Lock> hold(lock_);
  memory_.Give(std::exchange(taken_bytes_, 0));
  in_use_ = 0;
  for (const Buffer* buffer : queue_) overwritten_events_ += buffer->events();
  queue_.clear();
  free_.clear();
  uint64_t kept = 0;
  for (const auto& buffer : buffers_) {
    kept += buffer_bytes_;
    if (kept > kKeptBytes) buffer->Discard();
    free_.push_back(buffer.get());
  }
}

void BufferPool::SetMaximum(uint32_t maximum) {
  std::lock_guard<Lock> hold(lock_);
  maximum_ = maximum;
}

bool BufferPool::Grow(WriteResult* why) {
  *why = WriteResult::kNoBuffer;
  if (number_ >= maximum_) return false;
  *why = WriteResult::kNoMemory;
  if (faults_.ShouldFail(Fault::kBufferMemory)) return false;
  if (!memory_.Take(buffer_bytes_)) return false;
  taken_bytes_ += buffer_bytes_;
  ++number_;
  return true;
}

Buffer* BufferPool::Take(bool evict, uint32_t lent, WriteResult* why) {
  std::lock_guard<Lock> hold(lock_);
  Buffer* buffer = nullptr;
  if (evict && !HasFree(lent)) {
    *why = WriteResult::kNoBuffer;
    if (queue_.empty()) return nullptr;
    buffer = queue_.front();
    queue_.pop_front();
    overwritten_events_ += buffer->events();
  } else {
    while (!HasFree(lent)) {
      if (!Grow(why)) return nullptr;
    }
    ++in_use_;
    if (free_.empty()) {
      buffers_.push_back(std::make_unique<Buffer>());
      free_.push_back(buffers_.back().get());
    }
    buffer = free_.back();
    free_.pop_back();
  }
  buffer->Clear();
  return buffer;
}

void BufferPool::Release(Buffer* buffer) {
  std::lock_guard<Lock> hold(lock_);
  --in_use_;
  free_.push_back(buffer);
}

void BufferPool::Queue(Buffer* buffer) {
  std::lock_guard<Lock> hold(lock_);
  buffer->set_sequence(++sequence_);
  queue_.push_back(buffer);
}

Buffer* BufferPool::Next() {
  std::lock_guard<Lock> hold(lock_);
  if (queue_.empty()) return nullptr;
  Buffer* const buffer = queue_.front();
  queue_.pop_front();
  return buffer;
}

bool BufferPool::HasQueued() const {
  std::lock_guard<Lock> hold(lock_);
  return !queue_.empty();
}

void BufferPool::FlagLastQueued(uint16_t flags) {
  std::lock_guard<Lock> hold(lock_);
  if (!queue_.empty()) queue_.back()->AddFlags(flags);
}

void BufferPool::VisitQueued(const std::function<void(Buffer&)>& visit) {
  std::lock_guard<Lock> hold(lock_);
  for (Buffer* buffer : queue_) visit(*buffer);
}

uint32_t BufferPool::number() const {
  std::lock_guard<Lock> hold(lock_);
  return number_;
}

uint32_t BufferPool::free(uint32_t lent) const {
  std::lock_guard<Lock> hold(lock_);
  return number_ - std::min(number_, in_use_ + lent);
}

uint64_t BufferPool::last_sequence() const {
  std::lock_guard<Lock> hold(lock_);
  return sequence_;
}

uint64_t BufferPool::queued_events() const {
  std::lock_guard<Lock> hold(lock_);
  uint64_t events = 0;
  for (const Buffer* buffer : queue_) events += buffer->events();
  return events;
}

uint64_t BufferPool::overwritten_events() const {
  std::lock_guard<Lock> hold(lock_);
  return overwritten_events_;
}

void BufferPool::Describe(const StateWriter& out) const {
  std::lock_guard<Lock> hold(lock_);
  out.Number("NumberOfBuffers", number_);
  out.Number("FreeBuffers", number_ - in_use_);
  out.Number("QueuedBuffers", queue_.size());
  out.Number("LastSequence", sequence_);
}

}  // namespace etalon::sim
