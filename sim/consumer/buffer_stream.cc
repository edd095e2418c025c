#include "sim/consumer/buffer_stream.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {
namespace {

bool IsWhole(const BufferInfo& info, std::span<const uint8_t> buffer) {
  return info.valid >= kBufferHeaderBytes && info.valid <= buffer.size() && !info.compressed();
}

}  // namespace

BufferStream::Answer BufferStream::Add(std::span<const uint8_t> buffer) {
  if (buffer.size() < kBufferHeaderBytes) return Answer::kMalformed;
  const BufferInfo info = ParseBufferHead(buffer, 0);
  if (!IsWhole(info, buffer)) return Answer::kMalformed;
  if (!has_header_) {
    Defect defect;
    const auto reader = LogFileReader::Open(std::make_unique<MemoryBytes>(buffer), &defect);
    if (reader == nullptr) return Answer::kNoHeader;
    header_ = reader->header();
    has_header_ = true;
  } else {
    const auto last = last_flush_.find(info.cpu);
    if (last != last_flush_.end() && info.flush_stamp < last->second) return Answer::kTooEarly;
    last_flush_[info.cpu] = info.flush_stamp;
  }
  queue_.push_back(buffer);
  return Answer::kTaken;
}

std::span<const uint8_t> BufferStream::Take() {
  const std::span<const uint8_t> first = queue_.front();
  queue_.pop_front();
  taken_.push_back(first);
  ++taken_count_;
  return first;
}

void BufferStream::GiveBack(std::span<const uint8_t> buffer) const {
  completion_(reinterpret_cast<const ETW_BUFFER_HEADER*>(buffer.data()), context_);
}

void BufferStream::Complete(Lock& lock, const void* buffer) {
  std::span<const uint8_t> done;
  {
    std::lock_guard<Lock> hold(lock);
    const auto at = std::find_if(taken_.begin(), taken_.end(),
                                 [&](const auto& taken) { return taken.data() == buffer; });
    if (at == taken_.end()) return;
    done = *at;
    taken_.erase(at);
  }
  GiveBack(done);
}

void BufferStream::CompleteTaken(Lock& lock, const BufferReferences& references) {
  std::vector<std::span<const uint8_t>> done;
  {
    std::lock_guard<Lock> hold(lock);
    for (const auto& taken : taken_) {
      if (!references.Has(taken.data())) done.push_back(taken);
    }
    std::erase_if(taken_, [&](const auto& taken) { return !references.Has(taken.data()); });
  }
  for (const auto& buffer : done) GiveBack(buffer);
}

void BufferStream::CompleteQueued(Lock& lock) {
  std::deque<std::span<const uint8_t>> done;
  {
    std::lock_guard<Lock> hold(lock);
    done.swap(queue_);
  }
  for (const auto& buffer : done) GiveBack(buffer);
}

}  // namespace etalon::sim
