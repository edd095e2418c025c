// What threads do under the eyes of system loggers, as operations. Capability `processes`.
//
// They act for the thread and in the process that `on` names. `frames` is the call stack, the
// innermost address first, where one can be given.
#ifndef ETALON_CONFORMANCE_SCRIPT_ACTIVITY_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_ACTIVITY_OPS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/script/operand.h"

namespace etalon {

// A thread of the calling one's process begins, and can be named in `on` from now on; one that is
// named there first begins then.
struct NewThread {
  std::string name = {};
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const NewThread&, const NewThread&) = default;
};

// It ends; its name is free.
struct ExitThread {
  std::string name = {};
  On on = {};

  friend bool operator==(const ExitThread&, const ExitThread&) = default;
};

// An executable or a library comes into the process's memory: what LoadLibrary does. The change
// "base" of block "image" is where it is.
struct MapImage {
  std::u16string path = u"C:\\etalon\\library.dll";
  uint64_t base = 0;  // 0: where there is room
  uint64_t size = 0x10000;
  uint32_t checksum = 0;
  uint32_t time_stamp = 0;  // when it was linked: seconds since 1970
  std::u16string pdb = {};  // the file of its symbols
  Guid pdb_guid = {};
  uint32_t pdb_age = 1;
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const MapImage&, const MapImage&) = default;
};

struct UnmapImage {
  std::u16string path = u"C:\\etalon\\library.dll";
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const UnmapImage&, const UnmapImage&) = default;
};

// The processor goes from the calling thread to another one, whose stack `frames` is.
struct SwitchContext {
  std::string to_process = {};
  std::string to_thread = {};
  bool from_idle = false;    // nobody ran before
  bool to_idle = false;      // nobody runs after
  uint32_t state = 5;        // KTHREAD_STATE of the thread that gives way: 5 waits, 1 is ready
  uint32_t wait_reason = 6;  // KWAIT_REASON: 6 is UserRequest
  uint32_t wait_time = 0;    // of the thread that goes on
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const SwitchContext&, const SwitchContext&) = default;
};

enum class DiskAction { kRead, kWrite, kFlush };

// A request to a disk, for which the thread waits.
struct AccessDisk {
  DiskAction action = DiskAction::kRead;
  std::u16string path = {};  // of the file, which the process may have open; "": of none
  uint32_t disk = 0;         // 0 is C:, 1 is D:
  uint64_t offset = 0;       // from the start of the disk
  uint32_t size = 4096;
  uint32_t duration_us = 100;
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const AccessDisk&, const AccessDisk&) = default;
};

enum class FileAction { kOpen, kRead, kWrite, kFlush, kClose };

// A file that the process works with. No such file need exist: what is told is the request.
struct AccessFile {
  FileAction action = FileAction::kOpen;
  std::u16string path = u"C:\\etalon\\file";
  uint64_t offset = 0;  // of kRead and kWrite
  uint32_t size = 4096;
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const AccessFile&, const AccessFile&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_ACTIVITY_OPS_H_
