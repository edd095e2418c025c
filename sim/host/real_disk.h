// The files of the host.
#ifndef ETALON_SIM_HOST_REAL_DISK_H_
#define ETALON_SIM_HOST_REAL_DISK_H_

#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "sim/host/disk.h"

namespace etalon::sim {

// Names are paths of the host, relative ones from the current folder. No drive is Windows' system
// drive, which makes demands on its free space that a host's disk does not know. Any thread; a File
// is for one thread at a time.
class RealDisk final : public Disk {
 public:
  RealDisk();

  FileError OpenFile(const std::u16string& name, Open how, std::unique_ptr<File>* file) override;
  bool MayCreateIn(const std::u16string&, bool) const override { return true; }
  std::u16string FullName(const std::u16string& name) const override;
  uint64_t FreeBytes(const std::u16string& name) const override;
  bool OnSystemDrive(const std::u16string&) const override { return false; }

  // The full names of the files that this disk has open for writing. Files share it, so that they
  // may outlive the disk.
  struct Writers {
    std::mutex mutex;
    std::set<std::u16string> names;
  };

 private:
  const std::shared_ptr<Writers> writers_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_REAL_DISK_H_
