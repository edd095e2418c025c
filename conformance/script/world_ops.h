// What a test does to the world around the API, as operations.
#ifndef ETALON_CONFORMANCE_SCRIPT_WORLD_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_WORLD_OPS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "conformance/script/operand.h"

namespace etalon {

// Waits for a started operation; its outcome is the outcome of this one. After `timeout_ms` (of the
// implementation's clock) the verdict is a hang.
struct Await {
  std::string of = {};
  uint32_t timeout_ms = 10000;
  On on = {};

  friend bool operator==(const Await&, const Await&) = default;
};

// Lets time pass: virtual time in the simulator, a sleep elsewhere.
struct Advance {
  uint32_t ms = 1000;
  On on = {};

  friend bool operator==(const Advance&, const Advance&) = default;
};

// Who the caller is; decides ERROR_ACCESS_DENIED. Capability `privileges`.
enum class Token {
  kAdministrator,
  kPerformanceLogUser,
  kLocalSystem,
  kLocalService,
  kNetworkService,
  kUser,
};

// Creates a process; one that is not suspended runs at once. Capability `processes`.
struct NewProcess {
  std::string name = {};
  Token token = Token::kAdministrator;
  uint32_t bits = 64;
  bool suspended = false;
  std::string in_place_of = {};  // a process that has exited: gets its id. Capability `faults`
  On on = {};

  friend bool operator==(const NewProcess&, const NewProcess&) = default;
};

struct ResumeProcess {
  std::string name = {};
  On on = {};

  friend bool operator==(const ResumeProcess&, const ResumeProcess&) = default;
};

struct ExitProcess {
  std::string name = {};
  On on = {};

  friend bool operator==(const ExitProcess&, const ExitProcess&) = default;
};

// Makes the n-th next request of a kind fail, once. Capability `faults`.
enum class FaultPoint {
  kBufferMemory,      // memory for one more event buffer
  kPropertiesMemory,  // memory for a copy of EVENT_TRACE_PROPERTIES
  kDiskWrite,         // a write to a log file
  kFileOpen,          // creating or opening a log file: access denied
};

struct InjectFault {
  FaultPoint point = FaultPoint::kBufferMemory;
  uint32_t after = 0;  // requests that still succeed
  uint32_t times = 1;
  On on = {};

  friend bool operator==(const InjectFault&, const InjectFault&) = default;
};

// Changes a simulated drive ("C:", the system drive, "D:"). Capability `faults`.
struct SetDisk {
  std::string drive = "C:";
  std::optional<uint64_t> free_bytes = {};
  std::optional<uint64_t> bytes_per_second = {};  // 0: a write never finishes
  std::optional<uint32_t> latency_us = {};        // of each write, before its first byte
  On on = {};

  friend bool operator==(const SetDisk&, const SetDisk&) = default;
};

// Changes the simulated computer. Capability `faults`.
struct SetMachine {
  std::optional<uint64_t> memory_bytes = {};  // free for the buffers of sessions from now on
  std::optional<bool> container = {};         // it is a Windows Server container
  On on = {};

  friend bool operator==(const SetMachine&, const SetMachine&) = default;
};

// Puts a value into the registry, below HKLM\SYSTEM\CurrentControlSet\Control\WMI; keys on the way
// are made. Capability `restart`.
struct SetRegistry {
  std::u16string key = {};                  // "Autologger\etalon"; "": WMI itself
  std::u16string value = {};                // its name
  uint64_t number = 0;                      // REG_DWORD or REG_QWORD
  std::optional<std::u16string> text = {};  // REG_SZ instead
  std::optional<Bytes> bytes = {};          // REG_BINARY instead
  On on = {};

  friend bool operator==(const SetRegistry&, const SetRegistry&) = default;
};

// A number from there, as change "number" of block "registry"; ERROR_FILE_NOT_FOUND without one.
// Capability `restart`.
struct GetRegistry {
  std::u16string key = {};
  std::u16string value = {};
  On on = {};

  friend bool operator==(const GetRegistry&, const GetRegistry&) = default;
};

// Restarts the computer under the test's own process, which stays; other processes end. Sessions
// end without a word, and those of the registry begin. Capability `restart`.
struct Restart {
  On on = {};

  friend bool operator==(const Restart&, const Restart&) = default;
};

// Creates a folder on the simulated disk or beside the agent; a file when `contents` is given.
struct PutFile {
  std::u16string path = {};
  std::optional<Bytes> contents = {};  // none: a folder
  On on = {};

  friend bool operator==(const PutFile&, const PutFile&) = default;
};

// The bytes of a log file, as change "bytes" (hexadecimal) of block "file".
struct GetFile {
  std::u16string path = {};
  On on = {};

  friend bool operator==(const GetFile&, const GetFile&) = default;
};

// Back to an empty world: sessions stopped, registrations and traces closed, blocks forgotten.
struct Reset {
  // The version of Windows that follows ("6.1"); "": whichever the implementation is. One that
  // cannot be another says so: "not applicable".
  std::string windows = {};
  On on = {};

  friend bool operator==(const Reset&, const Reset&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_WORLD_OPS_H_
