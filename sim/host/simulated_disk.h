// Drives in memory.
#ifndef ETALON_SIM_HOST_SIMULATED_DISK_H_
#define ETALON_SIM_HOST_SIMULATED_DISK_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/host/clock.h"
#include "sim/host/disk.h"
#include "sim/host/windows_path.h"

namespace etalon::sim {

// Two drives, C: (the system's) and D:, each with 100 GB free and as fast as anybody writes: a
// program that never blocks moves virtual time by one tick an event, and a drive with a speed of
// its own would lose events that no real one loses. Tests give a drive a speed. There are the
// folders C:\etalon (the current one), C:\Windows, C:\Windows\System32 and its LogFiles\WMI (all
// three protected: only privileged callers may create files there). A folder must exist before a
// file can be in it.
//
// A drive does one thing at a time: a write starts when the one before it has ended, and takes the
// drive's latency and then the time of its bytes.
class SimulatedDisk final : public Disk {
 public:
  static constexpr uint64_t kFreeAtFirst = 100ull << 30;
  static constexpr uint64_t kInstant = UINT64_MAX;  // bytes a second: writes take no time

  explicit SimulatedDisk(const Clock& clock);
  ~SimulatedDisk() override;

  FileError OpenFile(const std::u16string& name, Open how, std::unique_ptr<File>* file) override;
  bool MayCreateIn(const std::u16string& name, bool privileged) const override;
  std::u16string FullName(const std::u16string& name) const override;
  uint64_t FreeBytes(const std::u16string& name) const override;
  bool OnSystemDrive(const std::u16string& name) const override;
  void Describe(const StateWriter& out) const override;

  // What tests do to the disk and see of it.

  // Make missing folders on the way. A file is replaced, unless somebody writes to it (kInUse).
  FileError MakeFolder(const std::u16string& name, bool is_protected = false);
  FileError PutFile(const std::u16string& name, std::span<const uint8_t> bytes);

  std::optional<std::vector<uint8_t>> GetFile(const std::u16string& name) const;  // none: no file
  FileError RemoveFile(const std::u16string& name);

  // The full names of what is directly in a folder, in the order of their capitals.
  std::vector<std::u16string> List(const std::u16string& folder) const;

  // The drive by its letter; false when there is none. 0 bytes a second: writes never end (their
  // duration is kForever) though what they write is there.
  bool SetFree(char16_t drive, uint64_t bytes);
  bool SetThroughput(char16_t drive, uint64_t bytes_per_second);
  bool SetLatency(char16_t drive, Ticks latency);  // of each write, 0 at first

  struct Drive;
  struct Contents;

 private:
  struct Node {
    std::u16string name;  // in full, as it was spelt at first
    bool is_protected = false;
    std::shared_ptr<Contents> contents;  // null: a folder
  };

  static const std::map<std::u16string, Node>& InstalledFolders();
  const Node* Find(const WindowsPath& path) const;
  Drive* FindDrive(char16_t letter) const;
  FileError ReadPath(const std::u16string& name, WindowsPath* path) const;
  FileError MakeFolders(const WindowsPath& path);
  std::shared_ptr<Contents> Create(const WindowsPath& path);
  bool FolderExists(WindowsPath path) const;  // the one that `path` is in

  const Clock& clock_;
  std::map<char16_t, std::unique_ptr<Drive>> drives_;
  std::map<std::u16string, Node> nodes_;  // by full name in capitals; no roots
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_SIMULATED_DISK_H_
