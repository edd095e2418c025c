// OpenTrace, ProcessTrace and CloseTrace. The base is a log file with one event.
#include "conformance/script/encodings.h"
#include "conformance/violations/violation.h"
#include "sim/include/evntcons.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

constexpr char16_t kFile[] = u"consumed.etl";

Handle Open(Scene& scene, const OpenTraceW& open) { return scene.Must(open).handle(); }

Handle OpenSession(Scene& scene, const std::u16string& name, const Properties& properties = {}) {
  scene.Start(name, properties);
  return Open(scene, {.logger_name = name});
}

Handle OpenFile(Scene& scene) {
  scene.WriteLogFile(kFile);
  return Open(scene, {.log_file = kFile});
}

const bool open_trace =
    CallsOf<OpenTraceW>("OpenTrace",
                        [](Scene& scene) {
                          scene.WriteLogFile(kFile);
                          return OpenTraceW{.log_file = kFile};
                        })
        .Breaks(OPENTRACE_U90, {"logfile"},
                [](Scene&, OpenTraceW& call) { call.place = Place::kUnmapped; })
        .Breaks(OPENTRACE_E01, {"logfile"},
                [](Scene&, OpenTraceW& call) { call.place = Place::kNull; })
        .Breaks(OPENTRACE_U01, {"logfile.session=named", "logfile.both"},
                [](Scene&, OpenTraceW& call) { call.logger_name = u"etalon"; })
        .Breaks(OPENTRACE_E02, {"logfile.session", "logfile.file"},
                [](Scene&, OpenTraceW& call) { call.log_file = u"what?.etl"; })
        .Breaks(OPENTRACE_E03, {"logfile.session=named"},
                [](Scene& scene, OpenTraceW& call) {
                  if (!call.logger_name) call.log_file.reset();
                  call.logger_name = u"etalon";
                  call.on.process = scene.ProcessOf(Token::kUser);
                })
        .AlsoBreaks(OPENTRACE_E03, "OfARunningSession",
                    [](Scene& scene, OpenTraceW& call) {
                      scene.Start(u"etalon");
                      call.log_file.reset();
                      call.logger_name = u"etalon";
                      call.on.process = scene.ProcessOf(Token::kUser);
                    })
        .Breaks(OPENTRACE_U02, {"logfile.file"},
                [](Scene&, OpenTraceW& call) { call.log_file = u"absent.etl"; })
        .Breaks(OPENTRACE_U04, {"logfile.file"},
                [](Scene& scene, OpenTraceW& call) {
                  scene.Must(PutFile{.path = u"junk.etl", .contents = Bytes{'j', 'u', 'n', 'k'}});
                  call.log_file = u"junk.etl";
                })
        .Never(OPENTRACE_U01, OPENTRACE_U02, "beside a session's name no file is looked for")
        .Never(OPENTRACE_U01, OPENTRACE_U04, "beside a session's name no file is looked for")
        .Never(OPENTRACE_E03, OPENTRACE_U02, "real-time or a file; both are OPENTRACE-U01")
        .Never(OPENTRACE_E03, OPENTRACE_U04, "real-time or a file; both are OPENTRACE-U01")
        .Register();

// A copy of the file without its end.
Handle OpenDamaged(Scene& scene) {
  const Outcome file = scene.Must(GetFile{.path = kFile});
  Bytes bytes = FromHex(file.Text("file", "bytes")).value_or(Bytes(200));
  bytes.resize(bytes.size() - 100);
  scene.Must(PutFile{.path = u"damaged.etl", .contents = bytes});
  return Open(scene, {.log_file = u"damaged.etl"});
}

const bool process_trace =
    CallsOf<ProcessTrace>("ProcessTrace",
                          [](Scene& scene) { return ProcessTrace{.handles = {OpenFile(scene)}}; })
        .Breaks(PROCTRACE_U90, {"entries"},
                [](Scene&, ProcessTrace& call) { call.array = Place::kUnmapped; })
        .Breaks(PROCTRACE_E05, {"entries=none"},
                [](Scene&, ProcessTrace& call) { call.array = Place::kNull; })
        .Breaks(PROCTRACE_E01, {"count", "entries=none"},
                [](Scene&, ProcessTrace& call) { call.count = 0; })
        .Breaks(
            PROCTRACE_E02, {"count"}, [](Scene&, ProcessTrace&) {},
            [](Scene& scene, ProcessTrace& call) {
              while (call.handles.size() < 65) {
                call.handles.push_back(Open(scene, {.log_file = kFile}));
              }
            })
        .Breaks(PROCTRACE_E04, {"times"},
                [](Scene&, ProcessTrace& call) {
                  call.start_time = 1001;
                  call.end_time = 1000;
                })
        .Breaks(PROCTRACE_E03, {"entries.wrong"},
                [](Scene&, ProcessTrace& call) { call.handles.push_back({.literal = 0x7777}); })
        .Breaks(PROCTRACE_E06, {"entries.sources=several", "entries.file=kept"},
                [](Scene& scene, ProcessTrace& call) {
                  call.handles.push_back(OpenSession(scene, u"etalon first"));
                })
        .Breaks(PROCTRACE_E07, {"entries.sources=several", "entries.file=kept"},
                [](Scene& scene, ProcessTrace& call) {
                  const bool alone = call.handles.size() == 1;  // nothing else is wrong with them
                  if (alone) call.handles = {OpenSession(scene, u"etalon first")};
                  call.handles.push_back(OpenSession(scene, u"etalon second"));
                })
        .Breaks(PROCTRACE_U03, {"entries.sources=several", "entries.file=kept"},
                [](Scene& scene, ProcessTrace& call) {
                  call.handles.push_back(scene.Must(OpenTraceFromBufferStream{}).handle());
                })
        .Breaks(PROCTRACE_E08, {"entries.sources=several", "entries.file=kept"},
                [](Scene& scene, ProcessTrace& call) {
                  const bool alone = call.handles.size() == 1;  // nothing else is wrong with them
                  if (alone) call.handles = {OpenSession(scene, u"etalon first")};
                  call.handles.push_back(OpenSession(scene, u"etalon second"));
                })
        .Breaks(PROCTRACE_E11, {"entries.sources", "entries.file"},
                [](Scene& scene, ProcessTrace& call) {
                  call.handles.front() = Open(scene, {.logger_name = u"etalon nobody"});
                })
        .Breaks(PROCTRACE_E12, {"entries.sources", "entries.file"},
                [](Scene& scene, ProcessTrace& call) {
                  call.handles.front() =
                      OpenSession(scene, u"etalon in a file", {.log_file = u"file.etl"});
                })
        .Breaks(
            PROCTRACE_U01, {"entries.file.contents"}, [](Scene&, ProcessTrace&) {},
            [](Scene& scene, ProcessTrace&) {
              scene.Must(PutFile{.path = kFile, .contents = Bytes()});
            })
        .Breaks(PROCTRACE_E09, {"entries.file.callback"},
                [](Scene& scene, ProcessTrace& call) {
                  call.handles.front() =
                      Open(scene, {.log_file = kFile, .event_callback = {.fault = true}});
                })
        .Breaks(PROCTRACE_E10, {"entries.file.callback"},
                [](Scene& scene, ProcessTrace& call) {
                  call.handles.front() =
                      Open(scene, {.log_file = kFile, .buffer_callback = {.false_on_call = 1}});
                })
        .Breaks(PROCTRACE_U02, {"entries.file.contents"},
                [](Scene& scene, ProcessTrace& call) { call.handles.front() = OpenDamaged(scene); })
        .Never(PROCTRACE_E07, PROCTRACE_U03, "real-time traces beside a stream are PROCTRACE-E06")
        .Never(PROCTRACE_E08, PROCTRACE_U03, "there were no streams yet")
        .Never(PROCTRACE_U01, PROCTRACE_E09, "of a file that is none no event is delivered")
        .Never(PROCTRACE_E09, PROCTRACE_U02, "either ends the delivery before the other")
        .Never(PROCTRACE_U01, PROCTRACE_E10, "of a file that is none no buffer is delivered")
        .Never(PROCTRACE_E10, PROCTRACE_U02, "either ends the delivery before the other")
        .Register();

void WhileProcessing(Scene& scene, CloseTrace& call) {
  call.trace = OpenSession(scene, u"etalon");
  scene.Try(ProcessTrace{.handles = {call.trace},
                         .on = {.thread = "consumer", .id = "consumer", .start = true}});
  scene.Must(Advance{.ms = 100});  // until it waits for events
}

const bool close_trace =
    CallsOf<CloseTrace>("CloseTrace",
                        [](Scene& scene) { return CloseTrace{.trace = OpenFile(scene)}; })
        .Breaks(CLOSETRACE_E01, {"trace"},
                [](Scene&, CloseTrace& call) { call.trace = kNoHandle; })
        .Breaks(CLOSETRACE_E02, {"trace"}, [](Scene&, CloseTrace& call) { call.trace = kAllOnes; })
        .Breaks(CLOSETRACE_E03, {"trace"},
                [](Scene& scene, CloseTrace& call) { scene.Must(call); })
        .Breaks(CLOSETRACE_E04, {"trace"}, WhileProcessing)
        .Breaks(CLOSETRACE_E05, {"trace"}, WhileProcessing)
        .Register();

}  // namespace
}  // namespace etalon
