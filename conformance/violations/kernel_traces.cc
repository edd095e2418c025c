// StartKernelTrace and CreateMergedTraceFile.
#include "conformance/script/encodings.h"
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

const bool start_kernel_trace =
    CallsOf<StartKernelTrace>("StartKernelTrace", [](Scene&) { return StartKernelTrace{}; })
        .Breaks(STARTKERN_U90, {"handle"},
                [](Scene&, StartKernelTrace& call) { call.handle = Place::kUnmapped; })
        .Breaks(STARTKERN_U03, {"handle"},
                [](Scene&, StartKernelTrace& call) { call.handle = Place::kNull; })
        .AlsoBreaks(STARTKERN_U03, "Properties",
                    [](Scene&, StartKernelTrace& call) { call.properties.place = Place::kNull; })
        .Breaks(STARTKERN_U04, {"stack_events"},
                [](Scene&, StartKernelTrace& call) {
                  call.stack_event_count = 1;
                  call.stack_events_place = Place::kNull;
                })
        .Breaks(STARTKERN_E02, {"stack_events"},
                [](Scene&, StartKernelTrace& call) { call.stack_events.resize(257); })
        .Breaks(STARTKERN_E01, {"properties.guid"},
                [](Scene&, StartKernelTrace& call) { call.properties.guid = Guid{}; })
        .Breaks(STARTKERN_E03, {"properties.enable_flags"},
                [](Scene&, StartKernelTrace& call) { call.properties.enable_flags = 0x40000000; })
        .Breaks(
            STARTKERN_E04, {"memory"}, [](Scene&, StartKernelTrace&) {},
            [](Scene& scene, StartKernelTrace&) {
              scene.Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
            })
        .Breaks(STARTKERN_E05, {"properties.guid"},
                [](Scene& scene, StartKernelTrace&) { scene.StartKernelLogger(); })
        .BothBreak(STARTTRACE_E13, STARTKERN_E05, "InStartKernelTrace",
                   [](Scene& scene, StartKernelTrace& call) {
                     scene.StartKernelLogger();
                     call.properties.log_file_mode = 0;
                   })
        .Register();

// Where things stand in a log file of a 64-bit process.
constexpr size_t kHeaderPayload = 0x48 + 0x20;
constexpr size_t kMinorVersion = kHeaderPayload + 0x05;
constexpr size_t kEventsLost = kHeaderPayload + 0x30;
constexpr size_t kBootTime = kHeaderPayload + 0xF8;

CreateMergedTraceFile LegalMerge(Scene& scene) {
  scene.WriteLogFile(u"one.etl");
  scene.WriteLogFile(u"two.etl");
  return {.files = {u"two.etl", u"one.etl"}};
}

// Changes one bit of the second file.
void Change(Scene& scene, size_t at) {
  const Outcome file = scene.Must(GetFile{.path = u"one.etl"});
  Bytes bytes = FromHex(file.Text("file", "bytes")).value_or(Bytes(at + 1));
  bytes[at] ^= 1;
  scene.Must(PutFile{.path = u"one.etl", .contents = bytes});
}

const bool create_merged_trace_file =
    CallsOf<CreateMergedTraceFile>("CreateMergedTraceFile", LegalMerge)
        .Breaks(MERGE_U90, {"merged"},
                [](Scene&, CreateMergedTraceFile& call) { call.merged_place = Place::kUnmapped; })
        .Breaks(MERGE_U02, {"merged"},
                [](Scene&, CreateMergedTraceFile& call) { call.merged_place = Place::kNull; })
        .Breaks(MERGE_U03, {"files=none"},
                [](Scene&, CreateMergedTraceFile& call) { call.file_count = 0; })
        .Breaks(MERGE_U04, {"flags"},
                [](Scene&, CreateMergedTraceFile& call) { call.flags = 0x20000000; })
        .Breaks(MERGE_U05, {"files.last"},
                [](Scene&, CreateMergedTraceFile& call) { call.files.push_back(u"absent.etl"); })
        .Breaks(MERGE_U06, {"files.first"},
                [](Scene& scene, CreateMergedTraceFile& call) {
                  scene.Must(PutFile{.path = u"junk.etl", .contents = Bytes(4096, 7)});
                  call.files.insert(call.files.begin(), u"junk.etl");
                })
        .Breaks(MERGE_E02, {"files.version"},
                [](Scene& scene, CreateMergedTraceFile&) { Change(scene, kMinorVersion); })
        .Breaks(MERGE_U07, {"files.boot"},
                [](Scene& scene, CreateMergedTraceFile&) { Change(scene, kBootTime); })
        .Breaks(MERGE_U12, {"merged"},
                [](Scene&, CreateMergedTraceFile& call) { call.merged = u"bad|name.etl"; })
        .Breaks(MERGE_U08, {"merged"},
                [](Scene&, CreateMergedTraceFile& call) { call.merged = u"nowhere\\merged.etl"; })
        .Breaks(MERGE_U09, {"merged=protected"},
                [](Scene& scene, CreateMergedTraceFile& call) {
                  call.merged = u"C:\\Windows\\merged.etl";
                  call.on.process = scene.ProcessOf(Token::kUser);
                })
        .Breaks(MERGE_U10, {"merged=protected"},
                [](Scene& scene, CreateMergedTraceFile& call) {
                  call.merged = u"C:\\Windows\\merged.etl";
                  scene.Start(u"etalon writer", {.log_file = call.merged});
                })
        .Breaks(
            MERGE_U11, {"merged", "files=written"},
            [](Scene&, CreateMergedTraceFile& call) { call.merged = u"D:\\merged.etl"; },
            [](Scene& scene, CreateMergedTraceFile&) {
              scene.Must(SetDisk{.drive = "D:", .free_bytes = 8192});
            })
        .Breaks(MERGE_E01, {"files=written"},
                [](Scene& scene, CreateMergedTraceFile&) { Change(scene, kEventsLost); })
        .Never(MERGE_U11, MERGE_E01, "a merged file whose events do not fit is not looked at")
        .Never(MERGE_U12, MERGE_U08, "the drive says one of the two")
        .BothBreak(MERGE_U08, MERGE_U09, "InAProtectedFolder",
                   [](Scene& scene, CreateMergedTraceFile& call) {
                     call.merged = u"C:\\Windows\\nowhere\\merged.etl";
                     call.on.process = scene.ProcessOf(Token::kUser);
                   })
        .BothBreak(
            MERGE_U11, MERGE_E01, "AtTheEnd",
            [](Scene& scene, CreateMergedTraceFile&) { Change(scene, kEventsLost); },
            [](Scene& scene,
               CreateMergedTraceFile&) {  // the header again, behind it and two buffers
              scene.Must(InjectFault{.point = FaultPoint::kDiskWrite, .after = 3});
            })
        .Register();

}  // namespace
}  // namespace etalon
