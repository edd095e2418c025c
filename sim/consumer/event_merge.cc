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

bool BufferMerge::TieGoesTo(size_t a, size_t b) const {
  if (open_[a] == nullptr || open_[b] == nullptr) return open_[b] == nullptr;
  return TieGoesTo(*open_[a], *open_[b]);
}

void BufferMerge::SetStamp(size_t place, int64_t stamp) {
  stamps_.Change(place, stamp, [this](size_t a, size_t b) { return TieGoesTo(a, b); });
}

void BufferMerge::Grow() {
  const size_t before = open_.size();
  open_.resize(std::max<size_t>(1, 2 * before));
  stamps_.Grow(open_.size(), [this](size_t a, size_t b) { return TieGoesTo(a, b); });
  for (size_t place = open_.size(); place > before; --place) vacant_.push_back(place - 1);
}

void BufferMerge::Add(HeldBytes buffer, const BufferInfo& info) {
  if (vacant_.empty()) Grow();
  const size_t place = vacant_.back();
  vacant_.pop_back();
  open_[place] = std::make_unique<Open>(std::move(buffer), info, defects_);
  SetStamp(place, open_[place]->reader.order_stamp());
}

Step BufferMerge::Next(DeliveredEvent* event, BufferInfo* finished, int64_t due) {
  while (!empty()) {
    const size_t first = stamps_.winner();
    BufferReader& reader = open_[first]->reader;
    if (!reader.at_event()) {
      *finished = reader.info();
      ended_ = std::move(open_[first]);
      vacant_.push_back(first);
      SetStamp(first, StampTournament::kNothing);
      return Step::kBufferEnd;
    }
    const bool good = reader.Read(event);
    reader.Next();
    SetStamp(first, reader.order_stamp());
    if (good) return Step::kEvent;
    if (next_stamp() > due) break;
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
    if (next_buffer_ == 1) break;  // the header event precedes everything
  }
  due_ = next_buffer_ < buffers.size() ? buffers[next_buffer_].first_stamp : INT64_MAX;
}

Step FileEvents::Next(DeliveredEvent* event, BufferInfo* finished) {
  Step step = Step::kNone;
  do {
    if (merge_.empty() || due_ <= merge_.next_stamp()) LoadDue();
    step = merge_.Next(event, finished, due_);
  } while (step == Step::kNone && next_buffer_ < reader_.buffers().size());
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

size_t FilesEvents::First() const {
  size_t first = streams_.size();
  Ticks first_time = 0;
  for (size_t i = 0; i < streams_.size(); ++i) {
    if (streams_[i]->done) continue;
    const Ticks time = NextTime(*streams_[i]);
    if (first == streams_.size() || time < first_time) {
      first = i;
      first_time = time;
    }
  }
  return first;
}

Step FilesEvents::Next(DeliveredEvent* event, BufferInfo* finished, size_t* file) {
  for (;;) {
    const bool is_alone = streams_.size() == 1 && !streams_.front()->done;
    const size_t first = is_alone ? 0 : First();
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
