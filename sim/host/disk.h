// Files: the simulated computer's own drives, or the host's file system.
#ifndef ETALON_SIM_HOST_DISK_H_
#define ETALON_SIM_HOST_DISK_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/host/clock.h"
#include "sim/host/state_writer.h"

namespace etalon::sim {

enum class FileError {
  kNone,
  kNotFound,
  kPathNotFound,
  kAccessDenied,
  kBadName,
  kInUse,
  kDiskFull,
  kFailed,
};

// An open log file. Positions are bytes from its start.
class File {
 public:
  virtual ~File() = default;

  // Writes all of `bytes` at `at`, extending the file. On success *duration is how long the disk is
  // busy from now on (0 under the real host, kForever on a drive that is stalled); effects are
  // immediate. On failure nothing was written.
  virtual FileError Write(uint64_t at, std::span<const uint8_t> bytes, Ticks* duration) = 0;

  // Fills `bytes` with what is at `at`. False: some of it lies past the end, or the host failed;
  // `bytes` may have changed.
  virtual bool Read(uint64_t at, std::span<uint8_t> bytes) = 0;

  // The same into memory of its own; none in place of false. No memory is had for what is not there.
  std::optional<std::vector<uint8_t>> Read(uint64_t at, size_t size);

  virtual uint64_t size() const = 0;
  virtual FileError Resize(uint64_t size) = 0;
};

// Names are UTF-16. Simulated: drives with a capacity; names are compared without regard to case,
// relative ones belong to the folder C:\etalon, '/' equals '\\'. Real: UTF-8 host paths, relative
// to the current folder. The simulated disk holds the one truth about "C:" being the system drive.
// Disks report no injected faults: whoever calls asks Faults first.
class Disk {
 public:
  virtual ~Disk() = default;

  enum class Open { kCreate, kAppend, kRead };  // kCreate truncates; kAppend creates when missing

  // Never null on kNone.
  // kInUse: somebody has it open for writing already. kRead shares with everybody.
  virtual FileError OpenFile(const std::u16string& name, Open how, std::unique_ptr<File>* file) = 0;

  // Whether a caller may create files in the folder of `name`; `privileged` ones (administrators,
  // LocalSystem) may everywhere. Real: true, the operating system answers in OpenFile.
  virtual bool MayCreateIn(const std::u16string& name, bool privileged) const = 0;

  // The name by which two spellings of one file are recognised as the same, and what a log file
  // header shows as its full path.
  virtual std::u16string FullName(const std::u16string& name) const = 0;

  virtual uint64_t FreeBytes(const std::u16string& name) const = 0;  // on the drive of `name`
  virtual bool OnSystemDrive(const std::u16string& name) const = 0;

  // The drives and what is on them. Real: nothing, it is not ours to describe.
  virtual void Describe(const StateWriter&) const {}
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_DISK_H_
