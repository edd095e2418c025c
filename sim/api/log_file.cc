#include "sim/api/log_file.h"

#include <algorithm>

#include "sim/api/access.h"
#include "sim/session/log_file_writer.h"

namespace etalon::sim {

FileError Probe(Machine& machine, const std::u16string& name) {
  std::unique_ptr<File> file;
  return machine.host().disk->OpenFile(name, Disk::Open::kRead, &file);
}

std::u16string FirstFileName(const std::u16string& name, uint32_t log_file_mode) {
  const bool is_numbered = (log_file_mode & EVENT_TRACE_FILE_MODE_NEWFILE) != 0;
  return is_numbered ? NumberedFileName(name, 1) : name;
}

bool HasOneCounter(const std::u16string& name) {
  return std::count(name.begin(), name.end(), u'%') == 1 &&
         name.find(u"%d") != std::u16string::npos;
}

bool FolderExists(Machine& machine, const std::u16string& name) {
  return Probe(machine, name) != FileError::kPathNotFound;
}

bool MayCreateFile(Machine& machine, const std::u16string& name) {
  return machine.host().disk->MayCreateIn(name, IsPrivileged(*machine.caller().process));
}

bool IsValidPath(Machine& machine, const std::u16string& name) {
  return Probe(machine, name) != FileError::kBadName;
}

bool CanAppend(Machine& machine, const SessionSettings& settings) {
  if ((settings.log_file_mode & EVENT_TRACE_FILE_MODE_APPEND) == 0) return true;
  std::unique_ptr<File> file;
  const FileError error =
      machine.host().disk->OpenFile(settings.log_file_name, Disk::Open::kRead, &file);
  if (error != FileError::kNone) return true;
  ExistingLogFile existing;
  const auto start = file->Read(0, kHeaderBufferTotalsBytes);
  if (!start.has_value() || !ParseHeaderBuffer(*start, &existing)) return true;  // no log at all
  return existing.buffer_bytes == settings.buffer_size_kb * 1024 &&
         existing.processors == (PerProcessor(settings) ? machine.processors() : 1) &&
         existing.clock == settings.clock;
}

bool IsInUse(Machine& machine, const std::u16string& name, const Session* except) {
  const Disk& disk = *machine.host().disk;
  const Session* user = machine.sessions().FindByLogFile(disk.FullName(name), disk);
  return user != nullptr && user != except;
}

FileError CreateLogFile(Machine& machine, const std::u16string& name, uint32_t log_file_mode,
                        std::unique_ptr<File>* file) {
  Host& host = machine.host();
  if (host.faults.ShouldFail(Fault::kFileOpen)) return FileError::kAccessDenied;
  const bool appends = (log_file_mode & EVENT_TRACE_FILE_MODE_APPEND) != 0;
  return host.disk->OpenFile(FirstFileName(name, log_file_mode),
                             appends ? Disk::Open::kAppend : Disk::Open::kCreate, file);
}

}  // namespace etalon::sim
