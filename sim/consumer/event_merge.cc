#include "sim/consumer/event_merge.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace etalon::sim {

bool BufferMerge::TieGoesTo(const Open& a, const Open& b) {
  const BufferInfo& x = a.reader.info();
  const BufferInfo& y = b.reader.info();
  return std::tie(x.cpu, x.offset, x.sequence) < std::tie(y.cpu, y.offset, y.sequence);
}

void BufferMerge::Add(HeldBytes buffer, const BufferInfo& info) {
  auto open = std::make_unique<Open>(std::move(buffer), info, defects_);
  const int64_t stamp = open->reader.order_stamp();
  heap_.push_back({stamp, std::move(open)});
  SiftUp(heap_.size() - 1);
}

void BufferMerge::SiftUp(size_t at) {
  while (at > 0) {
    const size_t parent = (at - 1) / 2;
    if (!Before(heap_[at], heap_[parent])) return;
    std::swap(heap_[at], heap_[parent]);
    at = parent;
  }
}

void BufferMerge::SiftDown() {
  size_t at = 0;
  for (;;) {
    size_t first = 2 * at + 1;
    if (first >= heap_.size()) return;
    if (first + 1 < heap_.size() && Before(heap_[first + 1], heap_[first])) ++first;
    if (!Before(heap_[first], heap_[at])) return;
    std::swap(heap_[at], heap_[first]);
    at = first;
  }
}

Step BufferMerge::Next(DeliveredEvent* event, BufferInfo* finished, int64_t due) {
  while (!heap_.empty()) {
    BufferReader& reader = heap_.front().open->reader;
    if (!reader.at_event()) {
      *finished = reader.info();
      ended_ = std::move(heap_.front().open);
      if (heap_.size() > 1) heap_.front() = std::move(heap_.back());
      heap_.pop_back();
      SiftDown();
      return Step::kBufferEnd;
    }
    const bool good = reader.Read(event);
    reader.Next();
    heap_.front().stamp = reader.order_stamp();
    SiftDown();
    if (good) return Step::kEvent;
    if (heap_.front().stamp > due) break;
  }
  return Step::kNone;
}

FileEvents::FileEvents(LogFileReader& reader) : reader_(reader), merge_(&reader.defects()) {}

void FileEvents::LoadDue() {
  const std::vector<LogFileReader::Buffer>& buffers = reader_.buffers();
  while (next_buffer_ < buffers.size() &&
         (merge_.empty() || buffers[next_buffer_].first_stamp <= merge_.next_stamp())) {
    const LogFileReader::Buffer& buffer = buffers[next_buffer_++];
    HeldBytes held = reader_.Load(buffer);
    if (held.bytes.size() < kBufferHeaderBytes) {
      reader_.LeaveOut(buffer.info.offset, buffer.info.compressed()
                                               ? "compressed buffer: cannot be expanded"
                                               : "the buffer cannot be read");
      continue;
    }
    merge_.Add(std::move(held), buffer.info);
    if (next_buffer_ == 1) return;  // the header event precedes everything
  }
}

Step FileEvents::Next(DeliveredEvent* event, BufferInfo* finished) {
  const std::vector<LogFileReader::Buffer>& buffers = reader_.buffers();
  Step step = Step::kNone;
  do {
    LoadDue();
    const bool more = next_buffer_ < buffers.size();
    step = merge_.Next(event, finished, more ? buffers[next_buffer_].first_stamp : INT64_MAX);
  } while (step == Step::kNone && next_buffer_ < buffers.size());
  if (step == Step::kEvent) SetTimes(reader_.time_base(), event);
  return step;
}

Ticks FileEvents::next_time() {
  LoadDue();
  return merge_.empty() ? kForever : reader_.time_base().TimeOf(merge_.next_stamp());
}

FilesEvents::FilesEvents(const std::vector<LogFileReader*>& readers) {
  for (LogFileReader* reader : readers) {
    streams_.push_back(std::make_unique<Stream>(*reader));
    streams_.back()->start = reader->time_base().TimeOf(reader->header().stamp);
  }
}

Ticks FilesEvents::NextTime(Stream& stream) const {
  return stream.started ? stream.events.next_time() : stream.start;
}

Step FilesEvents::Next(DeliveredEvent* event, BufferInfo* finished, size_t* file) {
  for (;;) {
    size_t first = streams_.size();
    Ticks first_time = 0;
    for (size_t i = 0; i < streams_.size(); ++i) {
      if (streams_[i]->done) continue;
      const Ticks time = streams_.size() == 1 ? 0 : NextTime(*streams_[i]);
      if (first == streams_.size() || time < first_time) {
        first = i;
        first_time = time;
      }
    }
    if (first == streams_.size()) return Step::kNone;
    Stream& stream = *streams_[first];
    stream.started = true;
    *file = first;
    const Step step = stream.events.Next(event, finished);
    if (step != Step::kNone) return step;
    stream.done = true;
  }
}

}  // namespace etalon::sim
