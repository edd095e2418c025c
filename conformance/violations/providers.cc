// What a classic provider calls about itself.
#include "conformance/violations/violation.h"
#include "sim/include/winerror.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

constexpr uint32_t kEnableOnly = 0x80;  // TRACELOG_GUID_ENABLE

const bool register_trace_guids =
    CallsOf<RegisterTraceGuidsW>("RegisterTraceGuids", [](Scene&) { return RegisterTraceGuidsW{}; })
        .Breaks(REGGUIDS_U90, {"guid"},
                [](Scene&, RegisterTraceGuidsW& call) { call.guid_place = Place::kUnmapped; })
        .Breaks(REGGUIDS_E01, {"callback"},
                [](Scene&, RegisterTraceGuidsW& call) { call.callback.place = Place::kNull; })
        .Breaks(REGGUIDS_E02, {"guid"},
                [](Scene&, RegisterTraceGuidsW& call) { call.guid_place = Place::kNull; })
        .Breaks(REGGUIDS_E03, {"registration"},
                [](Scene&, RegisterTraceGuidsW& call) { call.registration = Place::kNull; })
        .Breaks(REGGUIDS_U02, {"class_count"},
                [](Scene&, RegisterTraceGuidsW& call) { call.class_count = 65537; })
        .Breaks(REGGUIDS_U03, {"classes"},
                [](Scene&, RegisterTraceGuidsW& call) {
                  call.classes_place = Place::kNull;
                  if (!call.class_count) call.class_count = 1;
                })
        .Breaks(REGGUIDS_U04, {"classes"},
                [](Scene&, RegisterTraceGuidsW& call) { call.class_guids_place = Place::kNull; })
        .Breaks(REGGUIDS_U05, {"access"},
                [](Scene& scene, RegisterTraceGuidsW&) {
                  scene.Must(EventAccessControl{.operation = SecurityOperation::kSetDacl,
                                                .rights = kEnableOnly});
                })
        .Breaks(REGGUIDS_E04, {"classes", "class_count"},
                [](Scene&, RegisterTraceGuidsW& call) {
                  call.classes_place = Place::kNull;
                  call.class_count = 0;
                })
        .Breaks(
            REGGUIDS_U01, {"registrations"}, [](Scene&, RegisterTraceGuidsW&) {},
            [](Scene& scene, RegisterTraceGuidsW&) {
              for (int i = 0; i < 1024; ++i) {
                scene.Must(RegisterTraceGuidsW{.guid = kOtherClassGuid});
              }
            })
        .Fails(REGGUIDS_E05, ERROR_NOT_ENOUGH_MEMORY,
               [](Scene& scene, RegisterTraceGuidsW& call) {
                 scene.Must(EnableTrace{.session = scene.Start(u"etalon")});
                 call.callback.returns = ERROR_NOT_ENOUGH_MEMORY;
               })
        .Register();

const bool unregister_trace_guids =
    CallsOf<UnregisterTraceGuids>(
        "UnregisterTraceGuids",
        [](Scene& scene) {
          return UnregisterTraceGuids{.registration = scene.Must(RegisterTraceGuidsW{}).handle()};
        })
        .Breaks(UNREGGUIDS_E02, {"registration"},
                [](Scene&, UnregisterTraceGuids& call) { call.registration = kNoHandle; })
        .Breaks(UNREGGUIDS_E01, {"registration"},
                [](Scene& scene, UnregisterTraceGuids& call) { scene.Must(call); })
        .AlsoBreaks(UNREGGUIDS_E01, "OfAnotherProcess",
                    [](Scene& scene, UnregisterTraceGuids& call) {
                      call.on.process = scene.ProcessOf(Token::kAdministrator);
                    })
        .Register();

const bool get_trace_logger_handle =
    CallsOf<GetTraceLoggerHandle>(
        "GetTraceLoggerHandle",
        [](Scene&) {
          return GetTraceLoggerHandle{.buffer = {.historical_context = Handle{.literal = 5}}};
        })
        .Breaks(GETLOGGER_U90, {"buffer"},
                [](Scene&, GetTraceLoggerHandle& call) { call.buffer.place = Place::kUnmapped; })
        .Breaks(GETLOGGER_U01, {"buffer"},
                [](Scene&, GetTraceLoggerHandle& call) { call.buffer.place = Place::kNull; })
        .Breaks(GETLOGGER_U02, {"buffer.size"},
                [](Scene&, GetTraceLoggerHandle& call) { call.buffer.buffer_size = 47; })
        .Breaks(GETLOGGER_U03, {"buffer.context"},
                [](Scene&, GetTraceLoggerHandle& call) {
                  call.buffer.historical_context = Handle{.literal = 64};
                })
        .Never(GETLOGGER_U90, GETLOGGER_U01, "it is one pointer")
        .Register();

const bool get_trace_enable_level =
    CallsOf<GetTraceEnableLevel>(
        "GetTraceEnableLevel",
        [](Scene&) { return GetTraceEnableLevel{.session = Handle{.literal = 0x50002}}; })
        .Breaks(GETLEVEL_U01, {"session"},
                [](Scene&, GetTraceEnableLevel& call) { call.session = kNoHandle; })
        .Register();

const bool get_trace_enable_flags =
    CallsOf<GetTraceEnableFlags>(
        "GetTraceEnableFlags",
        [](Scene&) { return GetTraceEnableFlags{.session = Handle{.literal = 0x100000002}}; })
        .Breaks(GETFLAGS_U01, {"session"},
                [](Scene&, GetTraceEnableFlags& call) { call.session = kNoHandle; })
        .Register();

// A class that was registered once.
Handle FormerClass(Scene& scene) {
  const Outcome registered = scene.Must(RegisterTraceGuidsW{});
  scene.Must(UnregisterTraceGuids{.registration = registered.handles[0]});
  return registered.handles[1];
}

const bool create_trace_instance_id =
    CallsOf<CreateTraceInstanceId>("CreateTraceInstanceId",
                                   [](Scene& scene) {
                                     const Handle event_class =
                                         scene.Must(RegisterTraceGuidsW{}).handles[1];
                                     return CreateTraceInstanceId{.class_handle = event_class};
                                   })
        .Breaks(CREATEINST_U90, {"instance"},
                [](Scene&, CreateTraceInstanceId& call) { call.instance.place = Place::kUnmapped; })
        .Breaks(CREATEINST_E01, {"class"},
                [](Scene&, CreateTraceInstanceId& call) { call.class_handle = kNoHandle; })
        .Breaks(CREATEINST_E02, {"instance"},
                [](Scene&, CreateTraceInstanceId& call) { call.instance.place = Place::kNull; })
        .Breaks(CREATEINST_U01, {"class"},
                [](Scene& scene, CreateTraceInstanceId& call) {
                  call.class_handle = FormerClass(scene);
                })
        .Register();

}  // namespace
}  // namespace etalon
