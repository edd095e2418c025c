#include "sim/api/boot.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/api/control_callback.h"
#include "sim/api/private_sessions.h"
#include "sim/api/process_exit.h"
#include "sim/api/start_trace.h"
#include "sim/include/kernel_guids.h"

namespace etalon::sim {
namespace {

constexpr char16_t kGlobalLoggerKey[] = u"GlobalLogger";
constexpr char16_t kAutologgerKey[] = u"Autologger";
constexpr char16_t kLogFolder[] = u"C:\\Windows\\System32\\LogFiles\\WMI\\";
constexpr uint32_t kDefaultAutologgerMegabytes = 100;
constexpr WindowsVersion kWindows10_1709(10, 0, 16299);
constexpr uint64_t kFewestSessions = 32;
constexpr uint64_t kMostSessions = 256;
constexpr uint64_t kMostLogFiles = 16;  // of FileMax
// Modes that sessions of the registry do not have: ETW leaves them out.
constexpr uint32_t kOverridden =
    EVENT_TRACE_FILE_MODE_NEWFILE | EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_PRIVATE_IN_PROC;

// What StartTrace is given: properties and both names.
struct PropertiesAndNames {
  EVENT_TRACE_PROPERTIES properties;
  char16_t name[kMaximumNameCharacters + 1];
  char16_t log_file[kMaximumNameCharacters + 1];
};

// "{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}", the braces being optional.
std::optional<GUID> ReadGuid(std::u16string_view text) {
  std::vector<uint8_t> bytes;
  int high = -1;
  for (const char16_t c : UpperCase(text)) {
    if (c == u'{' || c == u'}' || c == u'-') continue;
    const bool is_digit = c >= u'0' && c <= u'9';
    if (!is_digit && (c < u'A' || c > u'F')) return std::nullopt;
    const int value = is_digit ? c - u'0' : c - u'A' + 10;
    if (high >= 0) bytes.push_back(static_cast<uint8_t>(high << 4 | value));
    high = high >= 0 ? -1 : value;
  }
  if (bytes.size() != 16 || high >= 0) return std::nullopt;
  GUID guid = {};
  guid.Data1 =
      uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 | bytes[3];
  guid.Data2 = static_cast<uint16_t>(bytes[4] << 8 | bytes[5]);
  guid.Data3 = static_cast<uint16_t>(bytes[6] << 8 | bytes[7]);
  std::copy(bytes.begin() + 8, bytes.end(), guid.Data4);
  return guid;
}

// One key that describes a session.
class SessionKey {
 public:
  SessionKey(Machine& machine, std::u16string path) : machine_(machine), path_(std::move(path)) {}

  uint64_t Number(std::u16string_view value, uint64_t otherwise = 0) const {
    return machine_.registry().Number(path_, value).value_or(otherwise);
  }
  uint32_t Dword(std::u16string_view value, uint32_t otherwise = 0) const {
    return static_cast<uint32_t>(Number(value, otherwise));
  }
  std::u16string Text(std::u16string_view value, std::u16string otherwise = {}) const {
    return machine_.registry().Text(path_, value).value_or(std::move(otherwise));
  }
  void Set(std::u16string_view value, uint64_t number) {
    machine_.registry().Set(path_, value, number);
  }

  // With FileMax each start writes a file of its own, 1 to FileMax and round again.
  std::u16string LogFileName(const std::u16string& otherwise) {
    const std::u16string name = Text(u"FileName", otherwise);
    const uint64_t files = std::min<uint64_t>(Number(u"FileMax"), kMostLogFiles);
    if (files == 0) return name;
    const uint64_t next = Number(u"FileCounter") % files + 1;
    Set(u"FileCounter", next);
    std::u16string digits;
    for (const char digit : std::to_string(10000 + next).substr(1)) {
      digits += static_cast<char16_t>(digit);
    }
    return name + u"." + digits;
  }

  // REG_BINARY, lowest byte first, or REG_DWORD; 0: none.
  uint32_t KernelFlags() const {
    const auto bytes = machine_.registry().Binary(path_, u"EnableKernelFlags");
    if (!bytes) return Dword(u"EnableKernelFlags");
    uint32_t flags = 0;
    for (size_t i = 0; i < std::min<size_t>(bytes->size(), 4); ++i) {
      flags |= uint32_t{(*bytes)[i]} << (8 * i);
    }
    return flags;
  }

  // Fills in what both kinds of session have.
  void Fill(uint32_t default_megabytes, PropertiesAndNames* block) const {
    EVENT_TRACE_PROPERTIES& properties = block->properties;
    properties.Wnode.BufferSize = sizeof(*block);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.Wnode.ClientContext = Dword(u"ClockType", 1);
    properties.BufferSize = Dword(u"BufferSize");
    properties.MinimumBuffers = Dword(u"MinimumBuffers");
    properties.MaximumBuffers = Dword(u"MaximumBuffers");
    properties.FlushTimer = Dword(u"FlushTimer");
    properties.LogFileMode = Dword(u"LogFileMode", EVENT_TRACE_FILE_MODE_SEQUENTIAL) & ~kOverridden;
    properties.LoggerNameOffset = offsetof(PropertiesAndNames, name);
    const bool has_file =
        (properties.LogFileMode & (EVENT_TRACE_BUFFERING_MODE | EVENT_TRACE_REAL_TIME_MODE)) == 0;
    if (!has_file) return;
    properties.MaximumFileSize = Dword(u"MaxFileSize", default_megabytes);
    properties.LogFileNameOffset = offsetof(PropertiesAndNames, log_file);
  }

  // Starts it and keeps the code in Status. Returns the session's handle, 0 if it failed.
  TRACEHANDLE Start(const std::u16string& name, const std::u16string& default_file,
                    PropertiesAndNames* block) {
    if (block->properties.LogFileNameOffset != 0) {
      const std::u16string file = LogFileName(default_file);
      file.copy(block->log_file, kMaximumNameCharacters);
    }
    TRACEHANDLE handle = 0;
    const StartRequest request = {.handle = &handle,
                                  .name = name,
                                  .properties = {&block->properties, Encoding::kWide},
                                  .from_registry = true};
    Set(u"Status", StartSession(machine_, request));
    return handle;
  }

 private:
  Machine& machine_;
  const std::u16string path_;
};

void StartGlobalLogger(Machine& machine) {
  SessionKey key(machine, kGlobalLoggerKey);
  if (key.Number(u"Start") != 1) return;
  PropertiesAndNames block = {};
  key.Fill(0, &block);
  const uint32_t kernel_flags = key.KernelFlags();
  block.properties.EnableFlags = kernel_flags;
  block.properties.Wnode.Guid = kernel_flags != 0 ? SystemTraceControlGuid : GlobalLoggerGuid;
  const std::u16string name = kernel_flags != 0 ? u"NT Kernel Logger" : kGlobalLoggerKey;
  key.Start(name, std::u16string(kLogFolder) + kGlobalLoggerKey + u".etl", &block);
}

void EnableProviders(Machine& machine, const std::u16string& path, TRACEHANDLE handle) {
  MachineHold hold(machine.lock());
  Session* const session = machine.sessions().FindByHandle(handle);
  for (const std::u16string& name : machine.registry().Below(path)) {
    const SessionKey key(machine, path + u"\\" + name);
    const std::optional<GUID> guid = ReadGuid(name);
    if (!guid || key.Number(u"Enabled") != 1) continue;
    // Nobody has registered yet, so there is nobody to tell. The ninth session of a provider does
    // without.
    machine.providers().Enable(
        *guid, {.session = session,
                .level = static_cast<uint8_t>(key.Number(u"EnableLevel")),
                .match_any = key.Number(u"MatchAnyKeyword", key.Number(u"EnableFlags")),
                .match_all = key.Number(u"MatchAllKeyword"),
                .properties = static_cast<uint32_t>(key.Number(u"EnableProperty"))});
  }
}

void StartAutologger(Machine& machine, const std::u16string& name) {
  const std::u16string path = std::u16string(kAutologgerKey) + u"\\" + name;
  SessionKey key(machine, path);
  if (key.Number(u"Start") != 1) return;
  const std::optional<GUID> guid = ReadGuid(key.Text(u"Guid"));
  if (!guid) return key.Set(u"Status", ERROR_INVALID_PARAMETER);
  PropertiesAndNames block = {};
  key.Fill(kDefaultAutologgerMegabytes, &block);
  block.properties.Wnode.Guid = *guid;
  const TRACEHANDLE session = key.Start(name, std::u16string(kLogFolder) + name + u".etl", &block);
  if (session != 0) EnableProviders(machine, path, session);
}

void ShutDown(Machine& machine) {
  {
    MachineHold hold(machine.lock());
    for (Session* session : machine.sessions().Running()) {
      for (const GUID& guid : machine.providers().EnabledBy(*session)) {
        machine.providers().Disable(guid, *session);
      }
      machine.heaps().StopTracing(*session);
      if (session->state() == Session::State::kRunning) session->BeginStop();
      StopInstances(machine, *session);
      session->Finish();
    }
    machine.providers().RemoveAllOf(*machine.caller().process);
    machine.traces().CloseAllOf(*machine.caller().process);
  }
  for (Process* process : machine.processes().Running()) {
    if (process != machine.caller().process) EndProcess(machine, *process);
  }
  machine.host().scheduler->Notify();
}

uint32_t SessionsOf(const Machine& machine, const Registry& registry) {
  const std::optional<uint64_t> sessions = registry.Number(u"", u"EtwMaxLoggers");
  const bool can_change = machine.windows() >= kWindows10_1709;
  return !sessions || !can_change
             ? kUsualCapacity
             : static_cast<uint32_t>(std::clamp(*sessions, kFewestSessions, kMostSessions));
}

}  // namespace

void Restart(Machine& machine) {
  ShutDown(machine);
  machine.sessions().set_capacity(SessionsOf(machine, machine.registry()));
  Caller system{.machine = &machine,
                .process = &machine.processes().Create(u"System", Token::kLocalSystem, 64, false),
                .thread_id = machine.processes().NextThreadId()};
  const CallerScope scope(system);
  StartGlobalLogger(machine);
  if (machine.windows() < kVista) return;
  for (const std::u16string& name : machine.registry().Below(kAutologgerKey)) {
    StartAutologger(machine, name);
  }
}

}  // namespace etalon::sim
