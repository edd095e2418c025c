// StartTrace: the checks on the arguments in the order in which Windows makes them, then those on
// the state of the machine, from cheap to expensive. Nothing is changed before the last check.
#include "sim/api/start_trace.h"

#include <algorithm>
#include <set>
#include <utility>

#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/flags_extension.h"
#include "sim/api/log_file.h"
#include "sim/api/log_file_mode.h"
#include "sim/api/private_sessions.h"
#include "sim/api/session_control.h"
#include "sim/include/kernel_guids.h"
#include "sim/kernel/kernel_classes.h"

namespace etalon::sim {
namespace {

constexpr GUID kCircularKernelLoggerGuid = {
    0x54DEA73A, 0xED1F, 0x42A4, {0xAF, 0x71, 0x3E, 0x63, 0xD0, 0x56, 0xF1, 0x74}};

// The slots of system loggers, less those kept for the NT Kernel Logger and the Circular Kernel
// Context Logger.
constexpr uint32_t kFreelyNamedSystemLoggers = kMaximumSystemLoggers - 2;
constexpr uint32_t kMaximumPrivateInProcessSessions = 3;  // of those that a process may have
constexpr uint64_t kMegabyte = uint64_t{1} << 20;
constexpr uint64_t kDiskMargin = 200 * kMegabyte;

bool Has(const SessionSettings& settings, uint32_t mode) {
  return (settings.log_file_mode & mode) != 0;
}

// The session's own GUID, whatever the caller gave where the name or the function decides it.
GUID SessionGuid(const StartRequest& request) {
  if (IsKernelLoggerName(request.name.value_or(u""))) return SystemTraceControlGuid;
  if (IsCircularKernelLoggerName(request.name.value_or(u""))) return kCircularKernelLoggerGuid;
  return request.heap ? HeapGuid : request.properties->Wnode.Guid;
}

bool IsSystemLogger(const SessionSettings& settings) {
  return Has(settings, EVENT_TRACE_SYSTEM_LOGGER_MODE) || settings.guid == SystemTraceControlGuid ||
         settings.guid == GlobalLoggerGuid || settings.guid == kCircularKernelLoggerGuid;
}

bool HasReservedSlot(const SessionSettings& settings) {
  return settings.guid == SystemTraceControlGuid || settings.guid == kCircularKernelLoggerGuid;
}

// With a list of items and the GUID of heap events StartTrace does what StartHeapTrace does.
void AskByExtension(Machine& machine, const StartRequest& request, SessionSettings* settings) {
  const std::optional<FlagsExtension> extension = ReadExtension(*request.properties);
  if (!extension || request.heap) return;
  settings->heap = extension->is_list && settings->guid == HeapGuid;
  ApplyExtension(machine, *extension, settings);
}

SessionSettings Asked(Machine& machine, const StartRequest& request) {
  const EVENT_TRACE_PROPERTIES& properties = *request.properties;
  const Caller& caller = machine.caller();
  SessionSettings settings;
  settings.name = request.name.value_or(u"");
  settings.guid = SessionGuid(request);
  settings.client_context = properties.Wnode.ClientContext;
  settings.wnode_flags = properties.Wnode.Flags;
  settings.buffer_size_kb = properties.BufferSize;
  settings.minimum_buffers = properties.MinimumBuffers;
  settings.maximum_buffers = properties.MaximumBuffers;
  settings.maximum_file_size = properties.MaximumFileSize;
  settings.log_file_mode = properties.LogFileMode & KnownModes(machine.windows());
  settings.flush_timer = properties.FlushTimer;
  settings.log_file_name = request.properties.LogFileName();
  settings.owner_bits = caller.process->bits;
  settings.owner_pid = caller.process->pid;
  settings.owner_tid = caller.thread_id;
  settings.playback_store_bytes = machine.options().playback_store_bytes;
  settings.plays_back = Holds(clauses::STARTTRACE_S36);
  settings.system_logger = IsSystemLogger(settings) || request.is_kernel_trace;
  if (settings.system_logger) settings.enable_flags = properties.EnableFlags;
  settings.plain_owner =
      caller.process->token == Token::kUser && machine.windows() >= kWindows10_1703;
  if (Has(settings, EVENT_TRACE_PRIVATE_LOGGER_MODE)) {
    settings.filter_pids = request.properties.FilterPids();
    settings.filter_images = request.properties.FilterImages();
  }
  AskByExtension(machine, request, &settings);
  for (const StackEvent& event : request.stack_events) {
    if (IsEnabledBy(event, settings.enable_flags)) settings.stack_events.push_back(event);
  }
  if (request.heap) {
    settings.heap = true;
    settings.heap_pids = request.heap->pids;
    settings.heap_stack_types = request.heap->stack_types;
  }
  return settings;
}

ULONG CheckArguments(const StartRequest& request) {
  const PropertiesBlock& properties = request.properties;
  FAIL_IF(properties.missing(), STARTTRACE_E03);
  FAIL_IF(request.handle == nullptr, STARTTRACE_E04);
  FAIL_IF(!request.name, STARTTRACE_U13);
  const std::u16string name = request.name.value_or(u"");
  FAIL_IF(name.empty(), STARTTRACE_U10);
  FAIL_IF(name.size() > kMaximumNameCharacters, STARTTRACE_U14);
  FAIL_IF(!properties.HoldsStructure(), STARTTRACE_E01);
  FAIL_IF(!properties.HoldsStructure(), STARTTRACE_U31);
  FAIL_IF(properties.is_versioned() && properties.version() != 2, STARTTRACE_U21);
  FAIL_IF(!properties.LogFileNameOffsetIsValid(), STARTTRACE_E05);
  FAIL_IF(!properties.LoggerNameOffsetIsValid(), STARTTRACE_E06);
  FAIL_IF(!request.heap && properties->Wnode.Guid == SystemTraceControlGuid &&
              !IsKernelLoggerName(name),
          STARTTRACE_E08);
  FAIL_IF(!properties.HasRoomForSessionName(name), STARTTRACE_E02);
  return ERROR_SUCCESS;
}

ULONG CheckMode(const StartRequest& request, const SessionSettings& asked) {
  const uint32_t special = request.from_registry ? EVENT_TRACE_NONSTOPPABLE_MODE : 0;
  const ModeRequest mode = {.log_file_mode = asked.log_file_mode & ~special,
                            .log_file = !asked.log_file_name.empty(),
                            .maximum_size = asked.maximum_file_size != 0,
                            .system_logger = asked.system_logger};
  FAIL_IF(Conflicts(ModeConflict::kAgreed, mode), STARTTRACE_E07);
  FAIL_IF(Conflicts(ModeConflict::kContested, mode), STARTTRACE_U15);
  FAIL_IF(Conflicts(ModeConflict::kNumberedPrivate, mode), STARTTRACE_U34);
  FAIL_IF(Conflicts(ModeConflict::kUnwritten, mode), STARTTRACE_U16);
  FAIL_IF(Conflicts(ModeConflict::kPagedMemory, mode), STARTTRACE_U04);
  FAIL_IF(Conflicts(ModeConflict::kNoSize, mode), STARTTRACE_U05);
  FAIL_IF(Has(asked, EVENT_TRACE_FILE_MODE_NEWFILE) && !HasOneCounter(asked.log_file_name),
          STARTTRACE_U06);
  FAIL_IF(Has(asked, EVENT_TRACE_PRIVATE_LOGGER_MODE) && !request.properties.FiltersAreValid(),
          STARTTRACE_U22);
  const std::optional<FlagsExtension> extension = ReadExtension(*request.properties);
  FAIL_IF(HasExtension(*request.properties) && !extension, STARTTRACE_U17);
  FAIL_IF((asked.wnode_flags & WNODE_FLAG_TRACED_GUID) == 0, STARTTRACE_U09);
  FAIL_IF(extension && extension->stack_hooks.size() > kMaximumStackHooks, STARTTRACE_U01);
  return ERROR_SUCCESS;
}

// System loggers other than the two that have a slot of their own.
uint32_t CountFreelyNamedSystemLoggers(Machine& machine) {
  const std::vector<Session*> running = machine.sessions().Running();
  return static_cast<uint32_t>(std::count_if(running.begin(), running.end(), [](const Session* s) {
    return s->settings().system_logger && !HasReservedSlot(s->settings());
  }));
}

// Others have registered the provider, and the caller has not.
bool IsProviderOfOthers(Machine& machine, const GUID& guid) {
  const std::vector<const Process*> all = ProcessesWith(machine, guid);
  return !all.empty() && std::count(all.begin(), all.end(), machine.caller().process) == 0;
}

ULONG CheckLimits(Machine& machine, const SessionSettings& asked) {
  const bool is_private = Has(asked, EVENT_TRACE_PRIVATE_LOGGER_MODE);
  const bool is_in_process = Has(asked, EVENT_TRACE_PRIVATE_IN_PROC);
  const Process& process = *machine.caller().process;
  const uint32_t of_the_process = CountPrivateSessions(machine, process, 0);
  const uint32_t in_the_process =
      CountPrivateSessions(machine, process, EVENT_TRACE_PRIVATE_IN_PROC);
  const bool is_fourth = is_in_process && in_the_process >= kMaximumPrivateInProcessSessions;
  FAIL_IF(is_private && machine.providers().Of(asked.guid).empty(), STARTTRACE_U07);
  FAIL_IF(is_fourth || (is_private && !is_in_process && of_the_process > in_the_process),
          STARTTRACE_U33);
  FAIL_IF(is_fourth || (is_private && of_the_process >= kMaximumPrivateSessions), STARTTRACE_U08);
  FAIL_IF(asked.system_logger && !HasReservedSlot(asked) &&
              CountFreelyNamedSystemLoggers(machine) >= kFreelyNamedSystemLoggers,
          STARTTRACE_E20);
  FAIL_IF(!is_private && machine.sessions().count() >= machine.sessions().capacity(),
          STARTTRACE_E21);
  return ERROR_SUCCESS;
}

// Two types of clock serve all system loggers, until Windows 10 1703.
bool NeedsAThirdClock(Machine& machine, SessionSettings asked) {
  AdjustSettings(machine.processors(), machine.windows(), &asked);
  std::set<ClockType> clocks = {asked.clock};
  for (const Session* session : machine.sessions().Running()) {
    if (session->settings().system_logger) clocks.insert(session->settings().clock);
  }
  return clocks.size() > 2;
}

ULONG CheckSession(Machine& machine, const StartRequest& request, const SessionSettings& asked) {
  const Process& caller = *machine.caller().process;
  const SessionTable& sessions = machine.sessions();
  const bool is_kernel_logger = asked.guid == SystemTraceControlGuid;
  FAIL_IF(asked.system_logger && NeedsAThirdClock(machine, asked), STARTTRACE_U02);
  FAIL_IF(asked.system_logger && machine.in_container(), STARTTRACE_U03);
  FAIL_IF(!MayControl(machine, asked), STARTTRACE_E17);
  FAIL_IF(is_kernel_logger && !IsPrivileged(caller), STARTTRACE_E18);
  FAIL_IF(Has(asked, EVENT_TRACE_PRIVATE_IN_PROC) && IsProviderOfOthers(machine, asked.guid),
          STARTTRACE_U23);
  FAIL_IF(asked.log_file_name.empty() && !Has(asked, EVENT_TRACE_REAL_TIME_MODE) &&
              !Has(asked, EVENT_TRACE_BUFFERING_MODE),
          STARTTRACE_E13);
  const Session* of_this_name = sessions.FindByName(asked.name);
  const Session* of_this_guid = asked.guid == GUID{} ? nullptr : sessions.FindByGuid(asked.guid);
  const bool exists = of_this_name != nullptr || of_this_guid != nullptr;
  FAIL_IF(request.is_kernel_trace && exists, STARTKERN_E05);
  FAIL_IF(is_kernel_logger && !request.is_kernel_trace && of_this_guid != nullptr, STARTTRACE_E11);
  FAIL_IF(request.heap && exists, STARTHEAP_E01);
  const bool is_plain = !is_kernel_logger && !request.is_kernel_trace && !request.heap;
  const bool has_its_file = of_this_name != nullptr && !asked.log_file_name.empty() &&
                            IsInUse(machine, asked.log_file_name) &&
                            !IsInUse(machine, asked.log_file_name, of_this_name);
  FAIL_IF(is_plain && has_its_file, STARTTRACE_U32);
  FAIL_IF(is_plain && of_this_name != nullptr, STARTTRACE_E09);
  FAIL_IF(is_plain && of_this_guid != nullptr, STARTTRACE_E10);
  return CheckLimits(machine, asked);
}

ULONG CheckLogFile(Machine& machine, const SessionSettings& asked) {
  if (asked.log_file_name.empty()) return ERROR_SUCCESS;
  const Disk& disk = *machine.host().disk;
  const std::u16string& name = asked.log_file_name;
  const uint64_t unit = Has(asked, EVENT_TRACE_USE_KBYTES_FOR_SIZE) ? 1024 : kMegabyte;
  const uint64_t limit = asked.maximum_file_size * unit;
  const uint64_t free = disk.FreeBytes(name);
  const FileError path = Probe(machine, name);
  FAIL_IF(path == FileError::kBadName, STARTTRACE_U20);
  FAIL_IF(path == FileError::kPathNotFound, STARTTRACE_U11);
  FAIL_IF(!MayCreateFile(machine, name), STARTTRACE_E19);
  FAIL_IF(IsInUse(machine, name), STARTTRACE_E12);
  FAIL_IF(limit != 0 && free < limit, STARTTRACE_E14);
  FAIL_IF(limit != 0 && disk.OnSystemDrive(name) && free < limit + kDiskMargin, STARTTRACE_E15);
  FAIL_IF(limit == 0 && free < kDiskMargin, STARTTRACE_E16);
  return ERROR_SUCCESS;
}

ULONG OpenFirstLogFile(Machine& machine, const SessionSettings& asked,
                       std::unique_ptr<File>* file) {
  if (asked.log_file_name.empty()) return ERROR_SUCCESS;
  const FileError error = CreateLogFile(machine, asked.log_file_name, asked.log_file_mode, file);
  FAIL_IF(error == FileError::kInUse, STARTTRACE_E12);
  FAIL_IF(error == FileError::kDiskFull, STARTTRACE_E16);
  FAIL_IF(error != FileError::kNone, STARTTRACE_E19);
  return ERROR_SUCCESS;
}

Session& VacantSession(Machine& machine, const StartRequest& request,
                       const SessionSettings& settings) {
  const bool is_global_logger = request.from_registry && settings.guid == GlobalLoggerGuid;
  return is_global_logger ? machine.sessions().GlobalLogger()
                          : machine.sessions().Vacant(settings.guid == SystemTraceControlGuid);
}

// A session that ended by itself left its providers enabled; they do not belong to the next one.
void ForgetProvidersOf(Machine& machine, const Session& session) {
  for (const GUID& guid : machine.providers().EnabledBy(session)) {
    machine.providers().Disable(guid, session);
  }
}

ULONG Start(Machine& machine, const StartRequest& request) {
  if (const ULONG error = CheckArguments(request)) return error;
  SessionSettings settings = Asked(machine, request);
  if (const ULONG error = CheckMode(request, settings)) return error;
  if (const ULONG error = CheckSession(machine, request, settings)) return error;
  if (const ULONG error = CheckLogFile(machine, settings)) return error;
  AdjustSettings(machine.processors(), machine.windows(), &settings);
  FAIL_IF(!CanAppend(machine, settings), STARTTRACE_U18);
  Session& session = VacantSession(machine, request, settings);
  const bool has_memory = session.TakeMemory(settings);
  FAIL_IF(!has_memory, STARTTRACE_U19);  // before the file: opening it ends what was there
  std::unique_ptr<File> file;
  if (const ULONG error = OpenFirstLogFile(machine, settings, &file)) {
    session.GiveMemoryBack();
    return error;
  }
  if (settings.guid == GUID{}) settings.guid = machine.MakeGuid();
  settings.logger_thread_id = machine.processes().NextThreadId();
  const bool has_started = session.Start(std::move(settings), std::move(file));
  FAIL_IF(!has_started, STARTTRACE_E16);

  session.SetEndHandler([&machine](Session& full) { EndSession(machine, full); });
  ForgetProvidersOf(machine, session);
  PlacePrivateSession(machine, session);
  if (session.settings().system_logger) machine.kernel_log().RunDown(session, true);
  if (session.settings().heap) machine.heaps().Trace(session, machine.processes());
  request.properties.WriteSettings(session, machine.host().clock.Now());
  request.properties.WriteSessionName(request.name.value_or(u""));
  *request.handle = session.handle();
  return ERROR_SUCCESS;
}

// The handle is set to 0 on this failure as on others.
template <typename Character>
bool CanStart(Machine& machine, TRACEHANDLE* handle, const Character* name,
              EVENT_TRACE_PROPERTIES* properties) {
  if (!CanWrite(machine, handle)) return false;
  if (CanUse(machine, name, properties)) return true;
  if (handle != nullptr) *handle = 0;
  return false;
}

}  // namespace

ULONG StartSession(Machine& machine, const StartRequest& request) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const ULONG error = Start(machine, request);
  if (error != ERROR_SUCCESS && request.handle != nullptr) *request.handle = 0;
  return error;
}

ULONG StartTraceW(Machine& machine, TRACEHANDLE* handle, LPCWSTR name,
                  PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanStart(machine, handle, name, properties), STARTTRACE_U12);
  return StartSession(machine, {handle, Text(name), {properties, Encoding::kWide}});
}

ULONG StartTraceA(Machine& machine, TRACEHANDLE* handle, LPCSTR name,
                  PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanStart(machine, handle, name, properties), STARTTRACE_U12);
  return StartSession(machine, {handle, Text(name), {properties, Encoding::kAnsi}});
}

}  // namespace etalon::sim
