// Files of the simulated disk. Private to simulated_disk.cc and simulated_file.cc.
#ifndef ETALON_SIM_HOST_SIMULATED_FILE_H_
#define ETALON_SIM_HOST_SIMULATED_FILE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sim/host/simulated_disk.h"
#include "sim/host/sparse_bytes.h"

namespace etalon::sim {

struct SimulatedDisk::Drive {
  uint64_t free = kFreeAtFirst;
  uint64_t bytes_per_second = kInstant;
  Ticks latency = 0;  // of a write, before its first byte
  Ticks busy_until = 0;

  Ticks TransferOf(uint64_t bytes) const;  // at its speed, which is not 0

  // Occupies the drive with a write that is asked for now; how long from now until it has ended.
  Ticks Occupy(Ticks now, uint64_t bytes);
};

// Lives as long as the name or an open file. `drive` outlives it: sessions end before the disk.
struct SimulatedDisk::Contents {
  explicit Contents(Drive& on) : drive(on) {}

  // False: the drive lacks the room; nothing has changed then.
  bool Resize(uint64_t size);

  Drive& drive;
  SparseBytes bytes;
  bool written_to = false;  // somebody has it open for writing
};

class SimulatedFile final : public File {
 public:
  SimulatedFile(const Clock& clock, std::shared_ptr<SimulatedDisk::Contents> contents,
                bool writes);
  ~SimulatedFile() override;

  FileError Write(uint64_t at, std::span<const uint8_t> bytes, Ticks* duration) override;
  using File::Read;
  bool Read(uint64_t at, std::span<uint8_t> bytes) override;
  uint64_t size() const override { return contents_->bytes.size(); }
  FileError Resize(uint64_t size) override;

 private:
  const Clock& clock_;
  const std::shared_ptr<SimulatedDisk::Contents> contents_;
  const bool writes_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_SIMULATED_FILE_H_
