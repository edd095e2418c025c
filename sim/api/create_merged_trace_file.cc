// CreateMergedTraceFile: the events of several log files in one. Of the data that the flags can ask
// for there are those about images; no others are simulated.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/log_file.h"
#include "sim/api/session_name.h"
#include "sim/consumer/log_file_merge.h"

namespace etalon::sim {
namespace {

// In the header; a page gives all bits.
constexpr DWORD kDefinedFlags = EVENT_TRACE_MERGE_EXTENDED_DATA_ALL |
                                EVENT_TRACE_MERGE_EXTENDED_DATA_COMPRESS_TRACE |
                                EVENT_TRACE_MERGE_EXTENDED_DATA_INJECT_ONLY;
constexpr DWORD kAllBits = 0xFFFFFFFF;

struct Inputs {
  std::vector<std::unique_ptr<LogFileReader>> owned;
  std::vector<LogFileReader*> readers;
};

bool HasNull(LPCWSTR* files, ULONG count) {
  for (ULONG i = 0; i < count; ++i) {
    if (files[i] == nullptr) return true;
  }
  return false;
}

ULONG OpenInputs(Machine& machine, LPCWSTR* files, ULONG count, Inputs* inputs) {
  for (ULONG i = 0; i < count; ++i) {
    OpenedLogFile opened = OpenLogFile(machine.host(), *Text(files[i]));
    FAIL_IF(opened.error != FileError::kNone, MERGE_U05);
    inputs->readers.push_back(opened.reader.get());
    inputs->owned.push_back(std::move(opened.reader));
  }
  const bool all_are_logs =
      std::count(inputs->readers.begin(), inputs->readers.end(), nullptr) == 0;
  FAIL_IF(!all_are_logs, MERGE_U06);
  FAIL_IF(!AreOfOneVersion(inputs->readers), MERGE_E02);
  FAIL_IF(!AreOfOneBoot(inputs->readers), MERGE_U07);
  return ERROR_SUCCESS;
}

bool IsOneOf(Machine& machine, const std::u16string& name, LPCWSTR* files, ULONG count) {
  const Disk& disk = *machine.host().disk;
  const std::u16string full_name = UpperCase(disk.FullName(name));
  for (ULONG i = 0; i < count; ++i) {
    if (UpperCase(disk.FullName(*Text(files[i]))) == full_name) return true;
  }
  return false;
}

ULONG CreateMerged(Machine& machine, const std::u16string& name, LPCWSTR* files, ULONG count,
                   std::unique_ptr<File>* file) {
  MachineHold hold(machine.lock());
  FAIL_IF(!IsValidPath(machine, name), MERGE_U12);
  FAIL_IF(!FolderExists(machine, name), MERGE_U08);
  FAIL_IF(!MayCreateFile(machine, name), MERGE_U09);
  FAIL_IF(IsOneOf(machine, name, files, count) || IsInUse(machine, name), MERGE_U10);
  const FileError error = CreateLogFile(machine, name, 0, file);
  FAIL_IF(error == FileError::kInUse, MERGE_U10);
  FAIL_IF(error == FileError::kDiskFull, MERGE_U11);
  FAIL_IF(error != FileError::kNone, MERGE_U09);
  return ERROR_SUCCESS;
}

// Of the images that processes of this machine have had; null unless the flags ask for them.
FindImageFile ImageFilesOf(Machine& machine, DWORD extended_data_flags) {
  if ((extended_data_flags & EVENT_TRACE_MERGE_EXTENDED_DATA_IMAGEID) == 0) return nullptr;
  return [&machine](const std::u16string& path) {
    const MachineHold hold(machine.lock());
    return machine.processes().FindImageFile(path);
  };
}

bool CanReadNames(Machine& machine, const LPCWSTR* files, ULONG count) {
  if (files == nullptr || !machine.guards_memory()) return true;
  return CanRead(machine, files, count) && std::all_of(files, files + count, [&](LPCWSTR file) {
           return CanReadText(machine, file);
         });
}

}  // namespace

ULONG CreateMergedTraceFile(Machine& machine, LPCWSTR merged_file, LPCWSTR* trace_files,
                            ULONG trace_file_count, DWORD extended_data_flags) {
  machine.host().scheduler->Yield();
  FAIL_IF(
      !CanReadText(machine, merged_file) || !CanReadNames(machine, trace_files, trace_file_count),
      MERGE_U90);
  FAIL_IF(
      merged_file == nullptr || trace_files == nullptr || HasNull(trace_files, trace_file_count),
      MERGE_U02);
  FAIL_IF(trace_file_count == 0, MERGE_U03);
  FAIL_IF((extended_data_flags & ~kDefinedFlags) != 0 && extended_data_flags != kAllBits,
          MERGE_U04);
  Inputs inputs;
  if (const ULONG error = OpenInputs(machine, trace_files, trace_file_count, &inputs)) return error;
  const std::u16string name = *Text(merged_file);
  std::unique_ptr<File> file;
  if (const ULONG error = CreateMerged(machine, name, trace_files, trace_file_count, &file)) {
    return error;
  }

  Host& host = machine.host();
  const auto write = [&](uint64_t at, std::span<const uint8_t> bytes) {
    Ticks duration = 0;
    if (host.faults.ShouldFail(Fault::kDiskWrite)) return FileError::kFailed;
    return file->Write(at, bytes, &duration);
  };
  const MergeResult result = MergeLogFiles(inputs.readers, host.disk->FullName(name),
                                           ImageFilesOf(machine, extended_data_flags), write);
  if (result.error != FileError::kNone) file->Resize(0);
  FAIL_IF(result.error != FileError::kNone, MERGE_U11);
  FAIL_IF(!result.complete, MERGE_E01);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
