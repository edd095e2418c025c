// ControlTrace, and the four functions that are ControlTrace with a fixed code. The base updates a
// session that writes a log file; where another session or another code is needed it is replaced.
#include "conformance/violations/violation.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else
using Call = ControlTraceW;

constexpr uint32_t kExtent = 2048;  // of a properties block with room for everything

Handle StartWithLogFile(Scene& scene) {
  return scene.Start(u"etalon", {.log_file = u"a.etl"});
}

Call Legal(Scene& scene) {
  return {.handle = StartWithLogFile(scene),
          .code = ControlCode::kUpdate,
          .properties = {.flush_timer = 7}};
}

// What spoils ControlTrace and its aliases alike.

template <typename AnyCall>
void NoProperties(Scene&, AnyCall& call) {
  call.properties.place = Place::kNull;
}

template <typename AnyCall>
void PropertiesNowhere(Scene&, AnyCall& call) {
  call.properties.place = Place::kUnmapped;
}

template <typename AnyCall>
void ShortBlock(Scene&, AnyCall& call) {
  call.properties.wnode_buffer_size = 119;
}

template <typename AnyCall>
void LogFileNameInside(Scene&, AnyCall& call) {
  call.properties.log_file_name_offset = 119;
}

template <typename AnyCall>
void LoggerNameInside(Scene&, AnyCall& call) {
  call.properties.logger_name_offset = 119;
}

template <typename AnyCall>
void NoRoomForAnyName(Scene&, AnyCall& call) {
  call.properties.bytes = kExtent;
  call.properties.logger_name_offset = kExtent - 1;
}

template <typename AnyCall>
void KernelGuidUnderAnotherName(Scene&, AnyCall& call) {
  call.properties.guid = kSystemTraceControlGuid;
  call.name = u"etalon";
}

template <typename AnyCall>
void NamesNothing(Scene&, AnyCall& call) {
  call.handle = kNoHandle;
}

// The session's name would begin in the structure, that of the log file ends behind the block.
template <typename AnyCall>
void BothOffsetsWrong(Scene&, AnyCall& call) {
  call.properties.bytes = kExtent;
  call.properties.log_file_name_offset = kExtent - 1;
  call.properties.logger_name_offset = 119;
}

template <typename AnyCall>
void NoRoomAndKernelGuid(Scene& scene, AnyCall& call) {
  NoRoomForAnyName(scene, call);
  KernelGuidUnderAnotherName(scene, call);
}

template <typename AnyCall>
void Nothing(Scene&, AnyCall&) {}

// At last: a session that is started later would get the same handle.
template <typename AnyCall>
void StoppedHandle(Scene& scene, AnyCall& call) {
  call.handle = scene.Stopped();
}

template <typename AnyCall>
void UnknownName(Scene&, AnyCall& call) {
  call.name = u"etalon nobody";
}

template <typename AnyCall>
void PlainUser(Scene& scene, AnyCall& call) {
  call.on.process = scene.ProcessOf(Token::kUser);
}

// Its name needs more room than there is: an empty one would do.
void NoRoomForItsName(Scene&, Call& call) {
  call.properties.bytes = kExtent;
  call.properties.logger_name_offset = kExtent - 2;
}

void CallAsLogUser(Scene& scene, Call& call) {
  if (call.on.process.empty()) call.on.process = scene.ProcessOf(Token::kPerformanceLogUser);
}

// Its provider takes so long to hear of it that the stop is still going on.
void StopWhileStopping(Scene& scene, Call& call) {
  scene.Must(RegisterTraceGuidsW{.callback = {.delay_ms = 500}});
  scene.Must(EnableTrace{.session = call.handle});
  scene.Try(StopTraceW{.handle = call.handle,
                       .on = {.thread = "stopper", .id = "first stop", .start = true}});
  scene.Must(Advance{.ms = 100});
  call.code = ControlCode::kStop;
}

const bool control_trace =
    CallsOf<Call>("ControlTrace", Legal)
        .Breaks(CONTROLTRACE_U90, {"properties"}, PropertiesNowhere)
        .Breaks(CONTROLTRACE_E03, {"properties"}, NoProperties)
        .Breaks(CONTROLTRACE_E01, {"properties.wnode_buffer_size"}, ShortBlock)
        .Breaks(CONTROLTRACE_E06, {"properties.log_file"}, LogFileNameInside)
        .Breaks(CONTROLTRACE_E07, {"properties.logger_name"}, LoggerNameInside)
        .Breaks(CONTROLTRACE_E02, {"properties.logger_name"}, NoRoomForAnyName)
        .Breaks(CONTROLTRACE_U03, {"code"},
                [](Scene&, Call& call) { call.code = static_cast<ControlCode>(6); })
        .Breaks(CONTROLTRACE_E09, {"properties.guid", "session=named"}, KernelGuidUnderAnotherName)
        .Breaks(CONTROLTRACE_E04, {"session"}, NamesNothing)
        .Breaks(CONTROLTRACE_E05, {"session"}, Nothing, StoppedHandle)
        .Breaks(CONTROLTRACE_E14, {"session=named"}, UnknownName)
        .Breaks(CONTROLTRACE_E13, {"session=kernel"},
                [](Scene& scene, Call& call) {
                  call.handle = scene.StartKernelLogger();
                  CallAsLogUser(scene, call);
                })
        .Breaks(CONTROLTRACE_E12, {"caller=user"}, PlainUser)
        .Breaks(CONTROLTRACE_E15, {"session=stopping", "code=stop"}, StopWhileStopping)
        .Breaks(CONTROLTRACE_U31, {"code"},
                [](Scene&, Call& call) { call.code = static_cast<ControlCode>(4); })
        .Breaks(CONTROLTRACE_U04, {"code=increment", "session=ordinary"},
                [](Scene&, Call& call) { call.code = static_cast<ControlCode>(4); })
        .Breaks(CONTROLTRACE_U11, {"code=convert", "session"},
                [](Scene& scene, Call& call) {
                  call.handle = scene.Start(u"etalon without a file");
                  call.code = static_cast<ControlCode>(5);
                })
        .Breaks(CONTROLTRACE_E08, {"code=update", "properties.mode"},
                [](Scene&, Call& call) {
                  call.properties.log_file_mode =
                      EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_FILE_MODE_CIRCULAR;
                })
        .Breaks(CONTROLTRACE_U02, {"code=update", "session=ordinary"},
                [](Scene&, Call& call) { call.properties.enable_flags = 1; })
        .Breaks(CONTROLTRACE_U17, {"code=update", "session=system"},
                [](Scene& scene, Call& call) {
                  call.handle = scene.Start(u"etalon system",
                                            {.log_file_mode = EVENT_TRACE_SYSTEM_LOGGER_MODE |
                                                              EVENT_TRACE_REAL_TIME_MODE});
                  call.properties.enable_flags = 0x80FFFFFC;  // an extension far behind the block
                })
        .Breaks(CONTROLTRACE_U01, {"code=update", "session=ordinary", "properties.log_file.name"},
                [](Scene&, Call& call) { call.properties.log_file = u"a.etl"; })
        .Breaks(CONTROLTRACE_E10, {"code=update", "properties.log_file.name=protected"},
                [](Scene& scene, Call& call) {
                  call.properties.log_file = u"C:\\Windows\\b.etl";
                  scene.Start(u"etalon other", {.log_file = u"C:\\Windows\\b.etl"});
                })
        .Breaks(CONTROLTRACE_U07, {"code=flush", "session=in memory", "properties.log_file"},
                [](Scene& scene, Call& call) {
                  call.handle = scene.Start(u"etalon ring",
                                            {.log_file_mode = EVENT_TRACE_BUFFERING_MODE});
                  call.code = ControlCode::kFlush;
                  call.properties.log_file_name_offset = 0;
                })
        .Breaks(CONTROLTRACE_U08, {"code=update", "properties.log_file.name"},
                [](Scene&, Call& call) { call.properties.log_file = u"missing\\b.etl"; })
        .Breaks(CONTROLTRACE_U09, {"code=update", "properties.log_file.name=protected"},
                [](Scene& scene, Call& call) {
                  call.properties.log_file = u"C:\\Windows\\b.etl";
                  CallAsLogUser(scene, call);
                })
        .Breaks(
            CONTROLTRACE_U10, {"code=update", "properties.log_file.name"},
            [](Scene&, Call& call) { call.properties.log_file = u"D:\\b.etl"; },
            [](Scene& scene, Call&) { scene.Must(SetDisk{.drive = "D:", .free_bytes = 0}); })
        .AlsoBreaks(
            CONTROLTRACE_U10, "Increment",
            [](Scene& scene, Call& call) {
              call.handle =
                  scene.Start(u"etalon numbered", {.maximum_file_size = 1,
                                                   .log_file_mode = EVENT_TRACE_FILE_MODE_NEWFILE,
                                                   .log_file = u"D:\\b%d.etl"});
              call.code = ControlCode::kIncrementFile;
            },
            [](Scene& scene, Call&) { scene.Must(SetDisk{.drive = "D:", .free_bytes = 0}); },
            WindowsVersion(10, 0, 17763))
        .Breaks(CONTROLTRACE_E11, {"properties.logger_name", "session=ordinary"}, NoRoomForItsName)
        .AlsoBreaks(CONTROLTRACE_E11, "Query",
                    [](Scene& scene, Call& call) {
                      NoRoomForItsName(scene, call);
                      call.code = ControlCode::kQuery;
                    })
        .AlsoBreaks(CONTROLTRACE_E11, "Stop",
                    [](Scene& scene, Call& call) {
                      NoRoomForItsName(scene, call);
                      call.code = ControlCode::kStop;
                    })
        .AlsoBreaks(CONTROLTRACE_E11, "Flush",
                    [](Scene& scene, Call& call) {
                      NoRoomForItsName(scene, call);
                      call.code = ControlCode::kFlush;
                      scene.Must(TraceEvent{.session = call.handle,
                                            .event = {.guid = kClassGuid, .payload = {1}}});
                    })
        .BothBreak(CONTROLTRACE_E07, CONTROLTRACE_E02, "ByTheOtherName", BothOffsetsWrong)
        .Since(CONTROLTRACE_U09, kVista)  // users of performance logs control sessions
        .BothBreak(
            CONTROLTRACE_U08, CONTROLTRACE_U09, "InAProtectedFolder",
            [](Scene& scene, Call& call) {
              call.properties.log_file = u"C:\\Windows\\missing\\b.etl";
              CallAsLogUser(scene, call);
            },
            nullptr, kVista)
        .Register();

template <typename Alias>
Alias LegalAlias(Scene& scene) {
  return {.handle = StartWithLogFile(scene), .properties = {}};
}

const bool stop_trace =
    CallsOf<StopTraceW>("StopTrace", LegalAlias)
        .Breaks(STOPTRACE_U90, {"properties"}, PropertiesNowhere)
        .Breaks(STOPTRACE_E03, {"properties"}, NoProperties)
        .Breaks(STOPTRACE_E01, {"properties.wnode_buffer_size"}, ShortBlock)
        .Breaks(STOPTRACE_E02, {"properties.logger_name"}, NoRoomForAnyName)
        .Breaks(STOPTRACE_E04, {"session"}, NamesNothing)
        .Breaks(STOPTRACE_E05, {"session"}, Nothing, StoppedHandle)
        .Breaks(STOPTRACE_U01, {"session"}, UnknownName)
        .Breaks(STOPTRACE_E06, {"caller=user"}, PlainUser)
        .BothBreak(CONTROLTRACE_E07, STOPTRACE_E02, "ByTheOtherName", BothOffsetsWrong)
        .BothBreak(STOPTRACE_E02, CONTROLTRACE_E09, "ByTheGuid", NoRoomAndKernelGuid)
        .Register();

const bool query_trace =
    CallsOf<QueryTraceW>("QueryTrace", LegalAlias)
        .Breaks(QUERYTRACE_U90, {"properties"}, PropertiesNowhere)
        .Breaks(QUERYTRACE_E03, {"properties"}, NoProperties)
        .Breaks(QUERYTRACE_E01, {"properties.wnode_buffer_size"}, ShortBlock)
        .Breaks(QUERYTRACE_E02, {"properties.logger_name"}, NoRoomForAnyName)
        .Breaks(QUERYTRACE_E04, {"session"}, NamesNothing)
        .Breaks(QUERYTRACE_E05, {"session"}, Nothing, StoppedHandle)
        .Breaks(QUERYTRACE_E07, {"session"}, UnknownName)
        .Breaks(QUERYTRACE_E06, {"caller=user"}, PlainUser)
        .BothBreak(CONTROLTRACE_E07, QUERYTRACE_E02, "ByTheOtherName", BothOffsetsWrong)
        .BothBreak(QUERYTRACE_E02, CONTROLTRACE_E09, "ByTheGuid", NoRoomAndKernelGuid)
        .Register();

const bool flush_trace =
    CallsOf<FlushTraceW>("FlushTrace", LegalAlias)
        .Breaks(FLUSHTRACE_U90, {"properties"}, PropertiesNowhere)
        .Breaks(FLUSHTRACE_E01, {"properties"}, NoProperties)
        .Breaks(FLUSHTRACE_E04, {"properties.wnode_buffer_size"}, ShortBlock)
        .Breaks(FLUSHTRACE_E05, {"properties.logger_name"}, NoRoomForAnyName)
        .Breaks(FLUSHTRACE_E02, {"session"}, NamesNothing)
        .Breaks(FLUSHTRACE_E03, {"session"}, Nothing, StoppedHandle)
        .Breaks(FLUSHTRACE_U01, {"session"}, UnknownName)
        .Breaks(FLUSHTRACE_E06, {"caller=user"}, PlainUser)
        .BothBreak(CONTROLTRACE_E07, FLUSHTRACE_E05, "ByTheOtherName", BothOffsetsWrong)
        .BothBreak(FLUSHTRACE_E05, CONTROLTRACE_E09, "ByTheGuid", NoRoomAndKernelGuid)
        .Register();

const bool update_trace =
    CallsOf<UpdateTraceW>("UpdateTrace", LegalAlias)
        .Breaks(UPDATETRACE_U90, {"properties"}, PropertiesNowhere)
        .Breaks(UPDATETRACE_E02, {"properties"}, NoProperties)
        .Breaks(UPDATETRACE_E01, {"properties.wnode_buffer_size"}, ShortBlock)
        .Breaks(UPDATETRACE_E05, {"properties.log_file"}, LogFileNameInside)
        .Breaks(UPDATETRACE_E06, {"properties.logger_name"}, LoggerNameInside)
        .Breaks(UPDATETRACE_E07, {"properties.guid", "session=named"}, KernelGuidUnderAnotherName)
        .Breaks(UPDATETRACE_E03, {"session"}, NamesNothing)
        .Breaks(UPDATETRACE_E04, {"session"}, Nothing, StoppedHandle)
        .Breaks(UPDATETRACE_U02, {"session=named"}, UnknownName)
        .Breaks(UPDATETRACE_E08, {"caller=user"}, PlainUser)
        .Breaks(UPDATETRACE_U01, {"session=ordinary", "properties.log_file"},
                [](Scene&, UpdateTraceW& call) { call.properties.log_file = u"a.etl"; })
        .BothBreak(UPDATETRACE_E06, CONTROLTRACE_E02, "ByTheOtherName", BothOffsetsWrong)
        .BothBreak(CONTROLTRACE_E02, UPDATETRACE_E07, "ByTheGuid", NoRoomAndKernelGuid)
        .Register();

}  // namespace
}  // namespace etalon
