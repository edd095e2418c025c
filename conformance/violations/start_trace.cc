// StartTrace. The base is a real-time session; what needs a log file names one.
#include <algorithm>

#include "conformance/violations/violation.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else
using Call = StartTraceW;

constexpr Guid kTakenGuid = {0xe7a10000, 0x0010, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr uint64_t kMegabyte = uint64_t{1} << 20;
constexpr uint32_t kModest = 100;  // megabytes that fit a drive on which 300 do not
constexpr uint32_t kLarge = 300;
constexpr uint32_t kSystemLogger = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_REAL_TIME_MODE;
constexpr uint32_t kNoExtension = 0x80FFFFFC;  // far behind the block

// An extension of EnableFlags: a list of one item, of 257 events with stacks.
Bytes ManyStacks() {
  constexpr uint16_t kStacks = 257;
  constexpr uint16_t kItem = kStacks + 1;  // with its head, in units of 4 bytes
  Bytes bytes;
  for (const uint16_t half : {uint16_t{kItem + 1}, uint16_t{1}, kItem, uint16_t{3}}) {
    bytes.push_back(static_cast<uint8_t>(half));
    bytes.push_back(static_cast<uint8_t>(half >> 8));
  }
  bytes.resize(bytes.size() + 4 * size_t{kStacks});
  return bytes;
}

Call Legal(Scene&) { return {.properties = {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE}}; }

bool Has(const Call& call, uint32_t mode) { return (*call.properties.log_file_mode & mode) != 0; }

void Turn(Call& call, uint32_t on, uint32_t off = 0) {
  call.properties.log_file_mode = (*call.properties.log_file_mode & ~off) | on;
}

// Unless the caller is somebody already who may do even less.
void CallAsLogUser(Scene& scene, Call& call) {
  if (call.on.process.empty()) call.on.process = scene.ProcessOf(Token::kPerformanceLogUser);
}

void NameLogFile(Call& call, const std::u16string& name) { call.properties.log_file = name; }

void NameAnyLogFile(Call& call) {
  if (!call.properties.log_file) NameLogFile(call, u"a.etl");
}

void LeaveOnDrive(Scene& scene, const Call& call, uint64_t free_bytes) {
  const bool on_d = call.properties.log_file->starts_with(u"D:");
  scene.Must(SetDisk{.drive = on_d ? "D:" : "C:", .free_bytes = free_bytes});
}

// A private session's own provider and file.
Properties Private(uint16_t number) {
  const std::string name = "private" + std::to_string(number) + ".etl";
  return {.guid = Guid{0xe7a10000, number, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}},
          .log_file_mode = EVENT_TRACE_PRIVATE_LOGGER_MODE,
          .log_file = std::u16string(name.begin(), name.end())};
}

std::u16string Numbered(const std::u16string& name, int number) {
  return name + static_cast<char16_t>(u'0' + number);
}

void StartEightPrivateSessions(Scene& scene, Call& call) {
  for (uint16_t i = 0; i < 8; ++i) {
    scene.Start(Numbered(u"etalon private ", i), Private(i), {.process = call.on.process});
  }
}

void StartSixSystemLoggers(Scene& scene, Call&) {
  for (int i = 0; i < 6; ++i) {
    scene.Start(Numbered(u"etalon system ", i),
                {.log_file_mode = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_REAL_TIME_MODE,
                 .enable_flags = 1});
  }
}

void StartWithTwoClocks(Scene& scene) {
  scene.Start(u"etalon clock 1", {.client_context = 1, .log_file_mode = kSystemLogger});
  scene.Start(u"etalon clock 2", {.client_context = 2, .log_file_mode = kSystemLogger});
}

void AskForTheProviderOfAnother(Scene& scene, Call& call) {
  scene.Must(NewProcess{.name = "provider"});
  scene.Must(RegisterTraceGuidsW{.on = {.process = "provider"}});
  call.properties = Private(0);
  call.properties.guid = kProviderGuid;
  Turn(call, EVENT_TRACE_PRIVATE_IN_PROC);
}

const bool registered =
    CallsOf<Call>("StartTrace", Legal)
        .Breaks(STARTTRACE_U12, {"name"},
                [](Scene&, Call& call) { call.name_place = Place::kUnmapped; })
        .Breaks(STARTTRACE_E03, {"properties"},
                [](Scene&, Call& call) { call.properties.place = Place::kNull; })
        .Breaks(STARTTRACE_E04, {"handle"}, [](Scene&, Call& call) { call.handle = Place::kNull; })
        .Breaks(STARTTRACE_U13, {"name"},
                [](Scene&, Call& call) { call.name_place = Place::kNull; })
        .Breaks(STARTTRACE_U10, {"name"}, [](Scene&, Call& call) { call.name = u""; })
        .Breaks(STARTTRACE_U14, {"name"},
                [](Scene&, Call& call) { call.name = std::u16string(1025, u'n'); })
        .Breaks(STARTTRACE_E01, {"properties.wnode_buffer_size"},
                [](Scene&, Call& call) { call.properties.wnode_buffer_size = 119; })
        .Breaks(STARTTRACE_U31, {"properties.wnode_buffer_size"},
                [](Scene&, Call& call) { call.properties.wnode_buffer_size = 119; })
        .Breaks(STARTTRACE_U21, {"properties.wnode_flags", "properties.wnode_buffer_size"},
                [](Scene&, Call& call) { call.properties.version = 3; })
        .Breaks(STARTTRACE_E05, {"properties.log_file"},
                [](Scene&, Call& call) { call.properties.log_file_name_offset = 119; })
        .Breaks(STARTTRACE_E06, {"properties.logger_name"},
                [](Scene&, Call& call) { call.properties.logger_name_offset = 119; })
        .Breaks(STARTTRACE_E08, {"properties.guid"},
                [](Scene&, Call& call) { call.properties.guid = kSystemTraceControlGuid; })
        .Breaks(STARTTRACE_E02, {"properties.logger_name"},
                [](Scene&, Call& call) {
                  call.properties.bytes = 4096;
                  call.properties.logger_name_offset = 4095;  // not even an empty name
                })
        .Breaks(STARTTRACE_E07, {"properties.mode.sequence"},
                [](Scene&, Call& call) {
                  Turn(call, EVENT_TRACE_USE_GLOBAL_SEQUENCE | EVENT_TRACE_USE_LOCAL_SEQUENCE);
                })
        .Breaks(STARTTRACE_U15, {"properties.mode.destination"},
                [](Scene&, Call& call) { Turn(call, EVENT_TRACE_BUFFERING_MODE); })
        // In a private session RELOG is right; the other two exclude each other since Windows 8.
        .Breaks(STARTTRACE_U16, {"properties.mode.relog"},
                [](Scene&, Call& call) {
                  Turn(call, EVENT_TRACE_RELOG_MODE | EVENT_TRACE_STOP_ON_HYBRID_SHUTDOWN |
                                 EVENT_TRACE_PERSIST_ON_HYBRID_SHUTDOWN);
                })
        .Breaks(STARTTRACE_U04, {"properties.mode.system"},
                [](Scene&, Call& call) {
                  Turn(call, EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_USE_PAGED_MEMORY);
                })
        .Breaks(STARTTRACE_U34, {"name", "properties", "caller", "sessions"},
                [](Scene&, Call& call) {
                  call.properties = {.maximum_file_size = 1,
                                     .log_file_mode = EVENT_TRACE_FILE_MODE_NEWFILE |
                                                      EVENT_TRACE_PRIVATE_LOGGER_MODE,
                                     .log_file = u"a%d.etl"};
                })
        .Breaks(STARTTRACE_U05, {"properties.maximum_file_size=0"},
                [](Scene&, Call& call) { Turn(call, EVENT_TRACE_FILE_MODE_CIRCULAR); })
        .Breaks(STARTTRACE_U06, {"properties.log_file.pattern"},
                [](Scene&, Call& call) {
                  NameLogFile(call, u"plain.etl");
                  // Circular and without a size: the other mode that needs one will do.
                  if (!Has(call, EVENT_TRACE_FILE_MODE_CIRCULAR)) {
                    call.properties.maximum_file_size = 1;
                  }
                  Turn(call, EVENT_TRACE_FILE_MODE_NEWFILE, EVENT_TRACE_FILE_MODE_CIRCULAR);
                })
        .Breaks(STARTTRACE_U17, {"properties.enable_flags"},
                [](Scene&, Call& call) { call.properties.enable_flags = kNoExtension; })
        .Breaks(STARTTRACE_U09, {"properties.wnode_flags"},
                [](Scene&, Call& call) { call.properties.wnode_flags = 0; })
        .Breaks(STARTTRACE_U01,
                {"properties.enable_flags", "properties.log_file", "properties.logger_name"},
                [](Scene&, Call& call) { call.properties.extension = ManyStacks(); })
        .Breaks(STARTTRACE_U02, {"properties.mode.system=clock", "name.clock"},
                [](Scene& scene, Call& call) {
                  StartWithTwoClocks(scene);
                  call.properties.client_context = 3;
                  Turn(call, EVENT_TRACE_SYSTEM_LOGGER_MODE);
                })
        .Breaks(STARTTRACE_U22, {"name", "properties", "caller", "sessions"},
                [](Scene&, Call& call) {
                  call.properties = Private(0);
                  call.properties.version = 2;
                  call.properties.filter_count = 1;
                })
        .Breaks(
            STARTTRACE_U03, {"name", "properties", "machine"},
            [](Scene&, Call& call) { Turn(call, EVENT_TRACE_SYSTEM_LOGGER_MODE); },
            [](Scene& scene, Call&) { scene.Must(SetMachine{.container = true}); })
        .Breaks(STARTTRACE_U23, {"name", "properties", "caller", "sessions"},
                AskForTheProviderOfAnother)
        .Breaks(STARTTRACE_U32, {"name", "properties", "caller"},
                [](Scene& scene, Call& call) {
                  call.properties = {.log_file = u"a.etl"};
                  scene.Start(call.name, call.properties);
                })
        .Breaks(STARTTRACE_U07, {"name", "properties", "caller", "sessions"},
                [](Scene&, Call& call) { call.properties = Private(0); })
        .Breaks(STARTTRACE_U33, {"name", "properties", "caller", "sessions"},
                [](Scene& scene, Call& call) {
                  for (const uint16_t number : {uint16_t{0}, uint16_t{1}}) {
                    const Guid provider = *Private(number).guid;
                    scene.Must(RegisterTraceGuidsW{.guid = provider});
                  }
                  scene.Start(u"etalon private", Private(0));
                  call.properties = Private(1);
                })
        .Breaks(STARTTRACE_U18, {"properties", "caller"},
                [](Scene& scene, Call& call) {
                  scene.WriteLogFile(u"a.etl");
                  call.properties = {.buffer_size_kb = 32,
                                     .log_file_mode = EVENT_TRACE_FILE_MODE_APPEND,
                                     .log_file = u"a.etl"};
                })
        .Breaks(
            STARTTRACE_U19, {"memory"}, [](Scene&, Call&) {},
            [](Scene& scene, Call&) {
              scene.Must(InjectFault{.point = FaultPoint::kBufferMemory});
            })
        .Breaks(STARTTRACE_E17, {"caller=user"},
                [](Scene& scene, Call& call) { call.on.process = scene.ProcessOf(Token::kUser); })
        .Breaks(STARTTRACE_E18, {"name=kernel"},
                [](Scene& scene, Call& call) {
                  call.name = u"NT Kernel Logger";
                  CallAsLogUser(scene, call);
                })
        .Breaks(STARTTRACE_E13, {"properties.mode.destination", "properties.log_file"},
                [](Scene&, Call& call) { Turn(call, 0, EVENT_TRACE_REAL_TIME_MODE); })
        .Breaks(STARTTRACE_E11, {"name=kernel"},
                [](Scene& scene, Call& call) {
                  call.name = u"NT Kernel Logger";
                  scene.StartKernelLogger();
                })
        .Breaks(STARTTRACE_E09, {"name"}, [](Scene& scene, Call& call) { scene.Start(call.name); })
        .Breaks(STARTTRACE_E10, {"properties.guid"},
                [](Scene& scene, Call& call) {
                  scene.Start(u"etalon first", {.guid = kTakenGuid});
                  call.properties.guid = kTakenGuid;
                })
        .Breaks(
            STARTTRACE_U08, {"properties.mode.destination", "caller.sessions"},
            [](Scene&, Call& call) {
              Turn(call, EVENT_TRACE_PRIVATE_LOGGER_MODE, EVENT_TRACE_REAL_TIME_MODE);
              if (!call.properties.log_file) NameLogFile(call, u"ninth.etl");
            },
            StartEightPrivateSessions)
        .Breaks(
            STARTTRACE_E20, {"properties.mode.system"},
            [](Scene&, Call& call) {
              Turn(call, EVENT_TRACE_SYSTEM_LOGGER_MODE);
              const bool has_flags =
                  call.properties.enable_flags || !call.properties.extension.empty();
              if (!has_flags) call.properties.enable_flags = 1;
            },
            StartSixSystemLoggers)
        .Breaks(
            STARTTRACE_E21, {"sessions"}, [](Scene&, Call&) {},
            [](Scene& scene, Call&) { scene.FillWithSessions(); })
        .Breaks(STARTTRACE_U20, {"properties.log_file.name"},
                [](Scene&, Call& call) { NameLogFile(call, u"what?.etl"); })
        .Breaks(STARTTRACE_U11, {"properties.log_file.name"},
                [](Scene&, Call& call) { NameLogFile(call, u"missing\\a.etl"); })
        .Breaks(STARTTRACE_E19, {"properties.log_file.name"},
                [](Scene& scene, Call& call) {
                  NameLogFile(call, u"C:\\Windows\\a.etl");
                  CallAsLogUser(scene, call);
                })
        .Breaks(STARTTRACE_E12, {"properties.log_file.writer"},
                [](Scene& scene, Call& call) {
                  NameAnyLogFile(call);
                  scene.Start(u"etalon writer", {.log_file = call.properties.log_file});
                })
        .Breaks(
            STARTTRACE_E14,
            {"properties.maximum_file_size=given", "properties.log_file.drive=full"},
            [](Scene&, Call& call) {
              call.properties.maximum_file_size = kLarge;
              if (!call.properties.log_file) NameLogFile(call, u"D:\\a.etl");
            },
            [](Scene& scene, Call& call) { LeaveOnDrive(scene, call, kLarge * kMegabyte - 1); })
        .Breaks(
            STARTTRACE_E15,
            {"properties.maximum_file_size=given", "properties.log_file.drive=full"},
            [](Scene&, Call& call) {
              call.properties.maximum_file_size =
                  std::max(call.properties.maximum_file_size.value_or(0), kModest);
              NameAnyLogFile(call);
              if (call.properties.log_file->starts_with(u"D:")) NameLogFile(call, u"a.etl");
            },
            [](Scene& scene, Call& call) {
              LeaveOnDrive(scene, call, (kModest + 200) * kMegabyte - 1);
            })
        .Breaks(
            STARTTRACE_E16, {"properties.maximum_file_size=0", "properties.log_file.drive=full"},
            [](Scene&, Call& call) { NameAnyLogFile(call); },
            [](Scene& scene, Call& call) { LeaveOnDrive(scene, call, 200 * kMegabyte - 1); })
        .Since(STARTTRACE_U04, kWindows8)  // system loggers by mode
        .Since(STARTTRACE_E19, kVista)     // users of performance logs start sessions
        .Never(STARTTRACE_E01, STARTTRACE_U01, "an extension lies inside the block")
        .Never(STARTTRACE_U31, STARTTRACE_U01, "an extension lies inside the block")
        .Never(STARTTRACE_E08, STARTTRACE_E09, "the kernel's GUID makes it no ordinary session")
        .Never(STARTTRACE_E08, STARTTRACE_E20, "the kernel's GUID has a place of its own")
        .Never(STARTTRACE_U15, STARTTRACE_U05, "BUFFERING with CIRCULAR is STARTTRACE-E07")
        .Never(STARTTRACE_U15, STARTTRACE_U06, "BUFFERING with NEWFILE is STARTTRACE-E07")
        .Never(STARTTRACE_U06, STARTTRACE_U02, "NEWFILE of a system logger is STARTTRACE-U16")
        .Never(STARTTRACE_U20, STARTTRACE_E15, "such a name is on no drive")
        .Never(STARTTRACE_E08, STARTTRACE_E18, "under its own name the kernel's GUID is right")
        .Never(STARTTRACE_E08, STARTTRACE_E11, "under its own name the kernel's GUID is right")
        .Never(STARTTRACE_E10, STARTTRACE_E18, "the NT Kernel Logger has a GUID of its own")
        .Never(STARTTRACE_E10, STARTTRACE_E11, "the NT Kernel Logger has a GUID of its own")
        .Never(STARTTRACE_E20, STARTTRACE_E18, "the NT Kernel Logger has a place of its own")
        .Never(STARTTRACE_E20, STARTTRACE_E11, "the NT Kernel Logger has a place of its own")
        .Never(STARTTRACE_E11, STARTTRACE_E19, "of such a caller it is STARTTRACE-E18")
        .Never(STARTTRACE_U04, STARTTRACE_U06, "NEWFILE of a system logger is STARTTRACE-U16")
        .Never(STARTTRACE_U06, STARTTRACE_E18, "NEWFILE of a system logger is STARTTRACE-U16")
        .Never(STARTTRACE_U06, STARTTRACE_E11, "NEWFILE of a system logger is STARTTRACE-U16")
        .Never(STARTTRACE_U06, STARTTRACE_E20, "NEWFILE of a system logger is STARTTRACE-U16")
        .Never(STARTTRACE_U06, STARTTRACE_E16, "NEWFILE without a size is STARTTRACE-U05")
        .Never(STARTTRACE_E17, STARTTRACE_U08, "a plain user has no private sessions")
        .Never(STARTTRACE_U08, STARTTRACE_E21, "private sessions are not counted")
        .Never(STARTTRACE_U20, STARTTRACE_E12, "nobody can write to such a file")
        .Never(STARTTRACE_U11, STARTTRACE_E12, "nobody can write to such a file")
        .BothBreak(STARTTRACE_U06, STARTTRACE_U22, "OfAPrivateSession",
                   [](Scene&, Call& call) {
                     call.properties = Private(0);
                     call.properties.maximum_file_size = 1;
                     Turn(call, EVENT_TRACE_FILE_MODE_NEWFILE);
                     call.properties.version = 2;
                     call.properties.filter_count = 1;
                   })
        .BothBreak(
            STARTTRACE_U02, STARTTRACE_U03, "InAContainer",
            [](Scene& scene, Call& call) {
              StartWithTwoClocks(scene);
              call.properties.client_context = 3;
              Turn(call, EVENT_TRACE_SYSTEM_LOGGER_MODE);
            },
            [](Scene& scene, Call&) { scene.Must(SetMachine{.container = true}); })
        .BothBreak(STARTTRACE_U23, STARTTRACE_E13, "OfAPrivateSession",
                   [](Scene& scene, Call& call) {
                     AskForTheProviderOfAnother(scene, call);
                     call.properties.log_file.reset();
                   })
        .BothBreak(STARTTRACE_U07, STARTTRACE_U33, "OfTheSecond",
                   [](Scene& scene, Call& call) {
                     scene.Must(RegisterTraceGuidsW{.guid = *Private(0).guid});
                     scene.Start(u"etalon private", Private(0));
                     call.properties = Private(1);
                   })
        .BothBreak(
            STARTTRACE_U11, STARTTRACE_E19, "InAProtectedFolder",
            [](Scene& scene, Call& call) {
              NameLogFile(call, u"C:\\Windows\\missing\\a.etl");
              CallAsLogUser(scene, call);
            },
            nullptr, kVista)
        .Register();

}  // namespace
}  // namespace etalon
