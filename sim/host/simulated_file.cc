#include "sim/host/simulated_file.h"

#include <algorithm>
#include <utility>

namespace etalon::sim {

Ticks SimulatedDisk::Drive::TransferOf(uint64_t bytes) const {
  if (bytes_per_second == kInstant) return 0;
  const uint64_t whole = bytes / bytes_per_second * kTicksPerSecond;
  const uint64_t rest = bytes % bytes_per_second * kTicksPerSecond;
  return static_cast<Ticks>(whole + (rest + bytes_per_second - 1) / bytes_per_second);
}

Ticks SimulatedDisk::Drive::Occupy(Ticks now, uint64_t bytes) {
  if (bytes_per_second == 0) return kForever;
  const Ticks duration = latency + TransferOf(bytes);
  if (duration == 0) return 0;
  busy_until = std::max(now, busy_until) + duration;
  return busy_until - now;
}

bool SimulatedDisk::Contents::Resize(uint64_t size) {
  const uint64_t old = bytes.size();
  if (size > old && size - old > drive.free) return false;
  drive.free += old;
  drive.free -= size;
  bytes.Resize(size);
  return true;
}

SimulatedFile::SimulatedFile(const Clock& clock,
                             std::shared_ptr<SimulatedDisk::Contents> contents, bool writes)
    : clock_(clock), contents_(std::move(contents)), writes_(writes) {
  if (writes_) contents_->written_to = true;
}

SimulatedFile::~SimulatedFile() {
  if (writes_) contents_->written_to = false;
}

FileError SimulatedFile::Write(uint64_t at, std::span<const uint8_t> bytes, Ticks* duration) {
  if (!writes_) return FileError::kAccessDenied;
  const uint64_t end = at + bytes.size();
  if (end > contents_->bytes.size() && !contents_->Resize(end)) return FileError::kDiskFull;
  contents_->bytes.Write(at, bytes);
  *duration = contents_->drive.Occupy(clock_.Now(), bytes.size());
  return FileError::kNone;
}

bool SimulatedFile::Read(uint64_t at, std::span<uint8_t> bytes) {
  const uint64_t end = contents_->bytes.size();
  if (at > end || bytes.size() > end - at) return false;
  contents_->bytes.Read(at, bytes);
  return true;
}

FileError SimulatedFile::Resize(uint64_t size) {
  if (!writes_) return FileError::kAccessDenied;
  return contents_->Resize(size) ? FileError::kNone : FileError::kDiskFull;
}

}  // namespace etalon::sim
