#include "sim/properties/cut_off_files.h"

#include <algorithm>

#include "sim/properties/file_modes.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {

std::vector<uint32_t> EventsInBuffer(std::span<const uint8_t> buffer) {
  std::vector<uint32_t> numbers;
  const uint32_t end = Load<uint32_t>(buffer.data() + buffer_field::kOffset);
  for (uint32_t at = kBufferHeaderBytes; at < end;) {
    numbers.push_back(Load<uint32_t>(buffer.data() + at + kFullHeaderBytes));
    at += AlignEvent(Load<uint16_t>(buffer.data() + at));
  }
  return numbers;
}

std::vector<uint32_t> CutOffFiles::Contents::AllEvents() const {
  std::vector<uint32_t> all;
  for (const auto& [at, numbers] : events) all.insert(all.end(), numbers.begin(), numbers.end());
  std::sort(all.begin(), all.end());
  return all;
}

void CutOffFiles::Place(const DiskChange& change, size_t count, Contents* contents) {
  const size_t end = static_cast<size_t>(change.at) + count;
  if (contents->bytes.size() < end) contents->bytes.resize(end);
  std::copy_n(change.bytes.begin(), count,
              contents->bytes.begin() + static_cast<std::ptrdiff_t>(change.at));
}

void CutOffFiles::Apply(const DiskChange& change) {
  Contents& contents = files_[change.file];
  if (change.kind == DiskChange::Kind::kCreate) {
    contents = {};
  } else if (change.kind == DiskChange::Kind::kResize) {
    contents.bytes.resize(static_cast<size_t>(change.at));
  } else {
    Place(change, change.bytes.size(), &contents);
    if (change.at == 0) {
      contents.has_header = true;
    } else {
      contents.events[change.at] = EventsInBuffer(change.bytes);
    }
  }
}

void CutOffFiles::ApplyTorn(const DiskChange& change, size_t torn) {
  Contents& contents = files_[change.file];
  Place(change, torn, &contents);
  contents.events.erase(change.at);
}

}  // namespace etalon::sim
