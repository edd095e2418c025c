// The functions that write events. The base session has buffers of 4 KB.
#include <algorithm>

#include "conformance/violations/violation.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

constexpr size_t kTooManyFields = 17;
constexpr uint32_t kMoreThanABuffer = 4096;
constexpr uint32_t kMoreThanTheStore = 2000;  // times an event of almost a buffer

Handle StartSmall(Scene& scene) { return scene.Start(u"etalon", {.buffer_size_kb = 4}); }

// What spoils all of them alike.

template <typename Call>
void SessionZero(Scene&, Call& call) {
  call.session = kNoHandle;
}

template <typename Call>
void KernelLogger(Scene& scene, Call& call) {
  call.session = scene.StartKernelLogger();
}

template <typename Call>
void Nothing(Scene&, Call&) {}

// At last: a session that is started later would get the same handle.
template <typename Call>
void StoppedSession(Scene& scene, Call& call) {
  call.session = scene.Stopped();
}

// One that no session ever had: it is looked for earlier than one whose session has stopped.
template <typename Call>
void NeverASession(Call& call) {
  call.session = {.literal = 0x7777};
}

template <typename Call>
void NoBufferFree(Scene& scene, Call& call) {
  call.session = scene.StartFull(false);
}

template <typename Call>
void NoBufferFreeYet(Scene& scene, Call& call) {
  call.session = scene.StartFull(true);
}

template <typename Call>
void MayNotWrite(Scene& scene, Call& call) {
  call.session = scene.Start(
      u"etalon secure",
      {.buffer_size_kb = 4, .log_file_mode = EVENT_TRACE_SECURE_MODE | EVENT_TRACE_REAL_TIME_MODE});
  call.on.process = scene.ProcessOf(Token::kUser);
}

// Nobody consumes what others have written.
template <typename Call>
void StoreIsFull(Scene& scene, Call& call) {
  call.session = scene.Start(u"etalon store");
  for (const uint32_t bytes : {60000u, 8u}) {
    scene.Try(TraceEvent{.session = call.session,
                         .event = {.guid = kClassGuid, .payload_fill = bytes},
                         .times = kMoreThanTheStore});
  }
}

template <typename Call>
void NoMemoryForABuffer(Scene& scene, Call&) {
  scene.Must(InjectFault{.point = FaultPoint::kBufferMemory});
}

template <typename Call>
void NoEvent(Scene&, Call& call) {
  call.event.place = Place::kNull;
}

template <typename Call>
void EventNowhere(Scene&, Call& call) {
  call.event.place = Place::kUnmapped;
}

template <typename Call>
void SizeBelowTheHeader(Scene&, Call& call) {
  call.event.size = uint16_t{47};
}

template <typename Call>
void NoTracedGuid(Scene&, Call& call) {
  call.event.flags = 0;
}

template <typename Call>
void TooManyFields(Scene&, Call& call) {
  call.event.fields.resize(kTooManyFields, MofField{.data = {1}});
  if (call.event.flags) call.event.flags = *call.event.flags | WNODE_FLAG_USE_MOF_PTR;
}

template <typename Call>
void TooLarge(Scene&, Call& call) {
  if (call.event.fields.empty()) {
    call.event.payload_fill = kMoreThanABuffer;
    return;
  }
  for (MofField& field : call.event.fields) field.data.resize(kMoreThanABuffer / kTooManyFields + 1);
}

const bool trace_event =
    CallsOf<TraceEvent>("TraceEvent",
                        [](Scene& scene) {
                          return TraceEvent{.session = StartSmall(scene),
                                            .event = {.guid = kClassGuid}};
                        })
        .Breaks(TRACEEVENT_E07, {"event"}, NoEvent)
        .Breaks(TRACEEVENT_E06, {"session"}, SessionZero)
        .Breaks(TRACEEVENT_E03, {"session"}, KernelLogger)
        .Breaks(TRACEEVENT_U02, {"event"}, EventNowhere)
        .Breaks(TRACEEVENT_E08, {"event.size"}, SizeBelowTheHeader)
        .Breaks(TRACEEVENT_E01, {"event.flags"}, NoTracedGuid)
        .Breaks(TRACEEVENT_U03, {"event.size=all", "event.fields"}, TooManyFields)
        .Breaks(TRACEEVENT_E02, {"session"}, Nothing, StoppedSession)
        .Breaks(TRACEEVENT_U04, {"session", "caller"}, MayNotWrite)
        .Breaks(TRACEEVENT_E09, {"event.size=all", "event.amount"}, TooLarge)
        .Breaks(TRACEEVENT_U05, {"session", "event.amount"}, StoreIsFull)
        .Breaks(TRACEEVENT_E04, {"session"}, NoBufferFree)
        .Breaks(TRACEEVENT_E05, {"session"}, NoBufferFreeYet, NoMemoryForABuffer)
        .OneAnswer(
            {&TRACEEVENT_E02, &TRACEEVENT_E09, &TRACEEVENT_E04, &TRACEEVENT_E05, &TRACEEVENT_U05})
        .BothBreak(TRACEEVENT_U03, TRACEEVENT_E02, "OfNoSession",
                   [](Scene& scene, TraceEvent& call) {
                     TooManyFields(scene, call);
                     NeverASession(call);
                   })
        .Since(TRACEEVENT_U04, kVista)  // SECURE_MODE
        .Never(TRACEEVENT_E06, TRACEEVENT_E03, "0 is not the NT Kernel Logger's handle")
        .Register();

TraceEventInstance LegalInstance(Scene& scene) {
  const Handle session = StartSmall(scene);
  const Handle event_class = scene.Must(RegisterTraceGuidsW{}).handles[1];
  return {.session = session,
          .instance = {.class_handle = event_class, .instance_id = 1u}};
}

Handle FormerClass(Scene& scene) {
  const Outcome registered = scene.Must(RegisterTraceGuidsW{});
  scene.Must(UnregisterTraceGuids{.registration = registered.handles[0]});
  return registered.handles[1];
}

const bool trace_event_instance =
    CallsOf<TraceEventInstance>("TraceEventInstance", LegalInstance)
        .Breaks(TRACEINST_E03, {"event"}, NoEvent)
        .Breaks(TRACEINST_E04, {"instance"},
                [](Scene&, TraceEventInstance& call) { call.instance.place = Place::kNull; })
        .Breaks(TRACEINST_E06, {"session"}, SessionZero)
        .Breaks(TRACEINST_E09, {"session"}, KernelLogger)
        .Breaks(TRACEINST_U01, {"parent"},
                [](Scene&, TraceEventInstance& call) {
                  call.parent = InstanceInfo{.place = Place::kUnmapped};
                })
        .Breaks(TRACEINST_E07, {"event.size"}, SizeBelowTheHeader)
        .Breaks(TRACEINST_E01, {"event.flags"}, NoTracedGuid)
        .Breaks(TRACEINST_E05, {"instance.id"},
                [](Scene&, TraceEventInstance& call) { call.instance.instance_id = 0; })
        .Breaks(TRACEINST_U02, {"instance.class"},
                [](Scene& scene, TraceEventInstance& call) {
                  call.instance.class_handle = FormerClass(scene);
                })
        .Breaks(TRACEINST_U03, {"parent"},
                [](Scene& scene, TraceEventInstance& call) {
                  call.parent =
                      InstanceInfo{.class_handle = FormerClass(scene), .instance_id = 1u};
                })
        .Breaks(TRACEINST_E02, {"memory"}, Nothing,
                [](Scene& scene, TraceEventInstance&) {
                  scene.Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
                })
        .Breaks(TRACEINST_E08, {"session"}, Nothing, StoppedSession)
        .Breaks(TRACEINST_U04, {"event.size=all", "event.fields"}, TooManyFields)
        .Breaks(TRACEINST_U05, {"session", "caller", "instance"},
                [](Scene& scene, TraceEventInstance& call) {
                  MayNotWrite(scene, call);
                  call.instance.class_handle =
                      scene.Must(RegisterTraceGuidsW{.on = call.on}).handles[1];
                })
        .Breaks(TRACEINST_E12, {"event.size=all", "event.amount"}, TooLarge)
        .Breaks(TRACEINST_U06, {"session", "event.amount"}, StoreIsFull)
        .Breaks(TRACEINST_E10, {"session"}, NoBufferFree)
        .Breaks(TRACEINST_E11, {"session"}, NoBufferFreeYet, NoMemoryForABuffer)
        .OneAnswer({&TRACEINST_E08, &TRACEINST_E12, &TRACEINST_E10, &TRACEINST_E11, &TRACEINST_U06})
        .BothBreak(
            TRACEINST_E02, TRACEINST_E08, "OfNoSession",
            [](Scene&, TraceEventInstance& call) { NeverASession(call); },
            [](Scene& scene, TraceEventInstance&) {
              scene.Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
            })
        .Since(TRACEINST_U05, kVista)  // SECURE_MODE
        .Never(TRACEINST_E06, TRACEINST_E09, "0 is not the NT Kernel Logger's handle")
        .Register();

// TraceMessage and TraceMessageVa: the same, with clauses of their own.

template <typename Call>
Call LegalMessage(Scene& scene) {
  return {.session = StartSmall(scene), .arguments = {{.fill = 100}}};
}

template <typename Call>
void UndefinedFlag(Scene&, Call& call) {
  call.flags |= 0x0100;
}

template <typename Call>
void NoGuid(Scene&, Call& call) {
  call.flags |= TRACE_MESSAGE_GUID;
  call.guid_place = Place::kNull;
}

template <typename Call>
void GuidNowhere(Scene&, Call& call) {
  call.flags |= TRACE_MESSAGE_GUID;
  call.guid_place = Place::kUnmapped;
}

template <typename Call>
void GuidNowhereAndNoSession(Scene& scene, Call& call) {
  GuidNowhere(scene, call);
  NeverASession(call);
}

template <typename Call>
void Over64Kilobytes(Scene&, Call& call) {
  call.arguments.front().fill = 65536;
}

template <typename Call>
void OverABuffer(Scene&, Call& call) {
  uint32_t& fill = call.arguments.front().fill;
  fill = std::max(fill, kMoreThanABuffer);
}

const bool trace_message =
    CallsOf<TraceMessage>("TraceMessage", LegalMessage)
        .Breaks(TRACEMSG_E01, {"session"}, SessionZero)
        .Breaks(TRACEMSG_E02, {"session"}, KernelLogger)
        .Breaks(TRACEMSG_E05, {"flags.undefined"}, UndefinedFlag)
        .Breaks(TRACEMSG_U04, {"guid"}, NoGuid)
        .Breaks(TRACEMSG_U90, {"guid"}, GuidNowhere)
        .Breaks(TRACEMSG_U03, {"arguments=many"}, Over64Kilobytes)
        .Breaks(TRACEMSG_U05, {"session", "caller"}, MayNotWrite)
        .Breaks(TRACEMSG_U02, {"session"}, Nothing, StoppedSession)
        .Breaks(TRACEMSG_E06, {"arguments=many"}, OverABuffer)
        .Breaks(TRACEMSG_U06, {"session", "arguments"}, StoreIsFull)
        .Breaks(TRACEMSG_E03, {"session"}, NoBufferFree)
        .Breaks(TRACEMSG_E04, {"session"}, NoBufferFreeYet, NoMemoryForABuffer)
        .OneAnswer({&TRACEMSG_U02, &TRACEMSG_E06, &TRACEMSG_E03, &TRACEMSG_E04, &TRACEMSG_U06})
        .BothBreak(TRACEMSG_U90, TRACEMSG_U02, "OfNoSession", GuidNowhereAndNoSession)
        .Since(TRACEMSG_U05, kVista)  // SECURE_MODE
        .Register();

const bool trace_message_va =
    CallsOf<TraceMessageVa>("TraceMessageVa", LegalMessage)
        .Breaks(TRACEMSGVA_E01, {"session"}, SessionZero)
        .Breaks(TRACEMSGVA_E02, {"session"}, KernelLogger)
        .Breaks(TRACEMSGVA_E05, {"flags.undefined"}, UndefinedFlag)
        .Breaks(TRACEMSGVA_U04, {"guid"}, NoGuid)
        .Breaks(TRACEMSGVA_U06, {"guid"}, GuidNowhere)
        .Breaks(TRACEMSGVA_U03, {"arguments=many"}, Over64Kilobytes)
        .Breaks(TRACEMSGVA_U07, {"session", "caller"}, MayNotWrite)
        .Breaks(TRACEMSGVA_U02, {"session"}, Nothing, StoppedSession)
        .Breaks(TRACEMSGVA_E06, {"arguments=many"}, OverABuffer)
        .Breaks(TRACEMSGVA_U08, {"session", "arguments"}, StoreIsFull)
        .Breaks(TRACEMSGVA_E03, {"session"}, NoBufferFree)
        .Breaks(TRACEMSGVA_E04, {"session"}, NoBufferFreeYet, NoMemoryForABuffer)
        .OneAnswer(
            {&TRACEMSGVA_U02, &TRACEMSGVA_E06, &TRACEMSGVA_E03, &TRACEMSGVA_E04, &TRACEMSGVA_U08})
        .BothBreak(TRACEMSGVA_U06, TRACEMSGVA_U02, "OfNoSession", GuidNowhereAndNoSession)
        .Since(TRACEMSGVA_U07, kVista)  // SECURE_MODE
        .Register();

}  // namespace
}  // namespace etalon
