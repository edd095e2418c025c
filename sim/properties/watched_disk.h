// A disk that tells of every change before it is made: to write it down, or to end the world there.
#ifndef ETALON_SIM_PROPERTIES_WATCHED_DISK_H_
#define ETALON_SIM_PROPERTIES_WATCHED_DISK_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "sim/host/disk.h"

namespace etalon::sim {

struct DiskChange {
  enum class Kind { kCreate, kWrite, kResize };

  Kind kind = Kind::kWrite;
  std::u16string file;             // its full name
  uint64_t at = 0;                 // kResize: the new size
  std::span<const uint8_t> bytes;  // of kWrite
};

class WatchedDisk final : public Disk {
 public:
  // Called with the file as it is before; null for kCreate.
  using Watcher = std::function<void(const DiskChange& change, File* file)>;

  WatchedDisk(std::unique_ptr<Disk> disk, Watcher watcher)
      : disk_(std::move(disk)), watcher_(std::move(watcher)) {}

  FileError OpenFile(const std::u16string& name, Open how, std::unique_ptr<File>* file) override {
    if (how == Open::kCreate) {
      watcher_({.kind = DiskChange::Kind::kCreate, .file = FullName(name), .bytes = {}}, nullptr);
    }
    const FileError error = disk_->OpenFile(name, how, file);
    if (error != FileError::kNone || how == Open::kRead) return error;
    *file = std::make_unique<WatchedFile>(*this, FullName(name), std::move(*file));
    return error;
  }
  bool MayCreateIn(const std::u16string& name, bool privileged) const override {
    return disk_->MayCreateIn(name, privileged);
  }
  std::u16string FullName(const std::u16string& name) const override {
    return disk_->FullName(name);
  }
  uint64_t FreeBytes(const std::u16string& name) const override { return disk_->FreeBytes(name); }
  bool OnSystemDrive(const std::u16string& name) const override {
    return disk_->OnSystemDrive(name);
  }

 private:
  class WatchedFile final : public File {
   public:
    WatchedFile(WatchedDisk& disk, std::u16string name, std::unique_ptr<File> file)
        : disk_(disk), name_(std::move(name)), file_(std::move(file)) {}

    FileError Write(uint64_t at, std::span<const uint8_t> bytes, Ticks* duration) override {
      disk_.watcher_({.file = name_, .at = at, .bytes = bytes}, file_.get());
      return file_->Write(at, bytes, duration);
    }
    bool Read(uint64_t at, std::span<uint8_t> bytes) override { return file_->Read(at, bytes); }
    uint64_t size() const override { return file_->size(); }
    FileError Resize(uint64_t size) override {
      const DiskChange change = {
          .kind = DiskChange::Kind::kResize, .file = name_, .at = size, .bytes = {}};
      disk_.watcher_(change, file_.get());
      return file_->Resize(size);
    }

   private:
    WatchedDisk& disk_;
    const std::u16string name_;
    const std::unique_ptr<File> file_;
  };

  const std::unique_ptr<Disk> disk_;
  const Watcher watcher_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROPERTIES_WATCHED_DISK_H_
