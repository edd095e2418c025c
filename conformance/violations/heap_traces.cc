// StartHeapTrace and UpdateHeapTrace.
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

constexpr Guid kTakenGuid = {0xe7a10000, 0x0010, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

template <typename Call>
void CountWithoutPids(Scene&, Call& call) {
  call.pid_count = 1;
  call.pids_place = Place::kNull;
}

template <typename Call>
void UndefinedFlag(Scene&, Call& call) {
  call.properties.enable_flags = 0x40000000;
}

template <typename Call>
void NoMemory(Scene& scene, Call&) {
  scene.Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
}

template <typename Call>
void Nothing(Scene&, Call&) {}

void TakenGuid(Scene& scene, UpdateHeapTrace& call) {
  scene.Start(u"etalon other", {.guid = kTakenGuid});
  call.properties.guid = kTakenGuid;
}

void NoRoomForTheLogFile(UpdateHeapTrace& call) {
  call.properties.bytes = 256;
  call.properties.log_file_name_offset = 255;
}

const bool start_heap_trace =
    CallsOf<StartHeapTrace>("StartHeapTrace", [](Scene&) { return StartHeapTrace{}; })
        .Breaks(STARTHEAP_U90, {"handle"},
                [](Scene&, StartHeapTrace& call) { call.handle = Place::kUnmapped; })
        .Breaks(STARTHEAP_U02, {"handle"},
                [](Scene&, StartHeapTrace& call) { call.handle = Place::kNull; })
        .AlsoBreaks(STARTHEAP_U02, "Properties",
                    [](Scene&, StartHeapTrace& call) { call.properties.place = Place::kNull; })
        .AlsoBreaks(STARTHEAP_U02, "Name",
                    [](Scene&, StartHeapTrace& call) { call.name_place = Place::kNull; })
        .Breaks(STARTHEAP_U05, {"pids"}, CountWithoutPids)
        .Breaks(STARTHEAP_U04, {"stack_events"},
                [](Scene&, StartHeapTrace& call) { call.stack_events.resize(257); })
        .Breaks(STARTHEAP_E02, {"properties.enable_flags"}, UndefinedFlag)
        .Breaks(STARTHEAP_E03, {"memory"}, Nothing, NoMemory)
        .Breaks(STARTHEAP_E01, {"session"},
                [](Scene& scene, StartHeapTrace& call) { scene.Start(call.name); })
        .Register();

const bool update_heap_trace =
    CallsOf<UpdateHeapTrace>("UpdateHeapTrace",
                             [](Scene& scene) {
                               scene.Must(StartHeapTrace{.properties = {.log_file = u"heap.etl"}});
                               return UpdateHeapTrace{.properties = {.flush_timer = 7}};
                             })
        .Breaks(UPDHEAP_U90, {"name"},
                [](Scene&, UpdateHeapTrace& call) { call.name_place = Place::kUnmapped; })
        .Breaks(UPDHEAP_U03, {"name"},
                [](Scene&, UpdateHeapTrace& call) { call.name_place = Place::kNull; })
        .AlsoBreaks(UPDHEAP_U03, "Properties",
                    [](Scene&, UpdateHeapTrace& call) { call.properties.place = Place::kNull; })
        .Breaks(UPDHEAP_U04, {"pids"}, CountWithoutPids)
        .Breaks(UPDHEAP_E02, {"properties.enable_flags"}, UndefinedFlag)
        .Breaks(UPDHEAP_E03, {"memory"}, Nothing, NoMemory)
        .Breaks(UPDHEAP_U01, {"name"},
                [](Scene&, UpdateHeapTrace& call) { call.name = u"etalon nobody"; })
        .Breaks(UPDHEAP_E01, {"properties.guid"}, TakenGuid)
        .BothBreak(CONTROLTRACE_E07, CONTROLTRACE_E02, "InUpdateHeapTrace",
                   [](Scene&, UpdateHeapTrace& call) {
                     NoRoomForTheLogFile(call);
                     call.properties.logger_name_offset = 119;
                   })
        .BothBreak(CONTROLTRACE_E02, CONTROLTRACE_E04, "InUpdateHeapTrace",
                   [](Scene&, UpdateHeapTrace& call) {
                     NoRoomForTheLogFile(call);
                     call.name = u"";
                   })
        .BothBreak(CONTROLTRACE_E12, UPDHEAP_E01, "AsAPlainUser",
                   [](Scene& scene, UpdateHeapTrace& call) {
                     TakenGuid(scene, call);
                     call.on.process = scene.ProcessOf(Token::kUser);
                   })
        .BothBreak(UPDHEAP_E01, CONTROLTRACE_U01, "WithItsOwnLogFile",
                   [](Scene& scene, UpdateHeapTrace& call) {
                     TakenGuid(scene, call);
                     call.properties.log_file = u"heap.etl";
                   })
        .BothBreak(UPDHEAP_U90, UPDHEAP_U03, "OfTheOther",
                   [](Scene&, UpdateHeapTrace& call) {
                     call.name_place = Place::kUnmapped;
                     call.properties.place = Place::kNull;
                   })
        .BothBreak(UPDHEAP_U04, UPDHEAP_E02, "ByStackEvents",
                   [](Scene& scene, UpdateHeapTrace& call) {
                     call.stack_event_count = 1;
                     call.stack_events_place = Place::kNull;
                     UndefinedFlag(scene, call);
                   })
        .Register();

}  // namespace
}  // namespace etalon
