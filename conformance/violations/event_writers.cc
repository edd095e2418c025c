// Providers that EventRegister, and what they call. The base of the functions that write is a
// provider that one session wants, with buffers of 4 KB.
#include <algorithm>

#include "conformance/violations/violation.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

constexpr uint32_t kTooManyBlocks = 129;
constexpr uint32_t kMoreThanABuffer = 4096;
constexpr uint32_t kMoreThanAnyEvent = 65536;
constexpr uint32_t kAlmostABuffer = 60000;  // of the 64 KB that those of the store have
constexpr uint32_t kMoreThanTheStore = 1100;
constexpr uint32_t kEnableOnly = 0x80;  // TRACELOG_GUID_ENABLE
constexpr uint32_t kUseType = 3;        // EventProviderUseDescriptorType

const bool event_register =
    CallsOf<EventRegister>("EventRegister", [](Scene&) { return EventRegister{}; })
        .Breaks(EVTREG_U90, {"handle"},
                [](Scene&, EventRegister& call) { call.handle = Place::kUnmapped; })
        .Breaks(EVTREG_U01, {"guid"},
                [](Scene&, EventRegister& call) { call.guid_place = Place::kNull; })
        .AlsoBreaks(EVTREG_U01, "Handle",
                    [](Scene&, EventRegister& call) { call.handle = Place::kNull; })
        .Breaks(
            EVTREG_U02, {"registrations"}, [](Scene&, EventRegister&) {},
            [](Scene& scene, EventRegister&) {
              for (int i = 0; i < 1024; ++i) {
                scene.Must(
                    EventRegister{.callback = {.place = Place::kNull}, .guid = kOtherClassGuid});
              }
            })
        .Breaks(EVTREG_U03, {"access"},
                [](Scene& scene, EventRegister&) {
                  scene.Must(EventAccessControl{.operation = SecurityOperation::kSetDacl,
                                                .rights = kEnableOnly});
                })
        .Register();

const bool event_unregister =
    CallsOf<EventUnregister>(
        "EventUnregister",
        [](Scene& scene) {
          return EventUnregister{.handle = scene.Must(EventRegister{}).handle()};
        })
        .Breaks(EVTUNREG_U01, {"handle"},
                [](Scene&, EventUnregister& call) { call.handle = kNoHandle; })
        .Register();

// What spoils all that write.

template <typename Call>
Call Legal(Scene& scene) {
  const Handle provider = scene.Must(EventRegister{}).handle();
  scene.Must(EnableTrace{.session = scene.Start(u"etalon", {.buffer_size_kb = 4})});
  Call call;
  call.provider = provider;
  return call;
}

template <typename Call>
Call LegalWithData(Scene& scene) {
  Call call = Legal<Call>(scene);
  call.data = {{.data = {1}}};
  return call;
}

template <typename Call>
void NoRegistration(Scene&, Call& call) {
  call.provider = kNoHandle;
}

template <typename Call>
void MayNotWrite(Scene& scene, Call& call) {
  call.on.process = scene.ProcessOf(Token::kUser);
  call.provider = scene.Must(EventRegister{.on = call.on}).handle();
  scene.Must(EnableTrace{
      .session = scene.Start(u"etalon secure", {.buffer_size_kb = 4,
                                                .log_file_mode = EVENT_TRACE_SECURE_MODE |
                                                                 EVENT_TRACE_REAL_TIME_MODE})});
}

template <typename Call>
void NoBufferFree(Scene& scene, Call&) {
  scene.Must(StopTraceW{.name = u"etalon"});
  scene.Must(EnableTrace{.session = scene.StartFull(false)});
}

// Nobody consumes what another call has written.
template <typename Call>
void StoreIsFull(Scene& scene, const Call& call) {
  scene.Must(StopTraceW{.name = u"etalon"});
  scene.Must(EnableTrace{.session = scene.Start(u"etalon store", {.buffer_size_kb = 64})});
  scene.Try(call);
}

template <typename Call>
void Amount(Call& call, uint32_t bytes) {
  EventData& data = call.data.front();
  data.fill = std::max(data.fill, bytes);
}

template <typename Call>
void DescriptorNowhere(Scene&, Call& call) {
  call.event.place = Place::kUnmapped;
}

template <typename Call>
void TooManyBlocks(Scene&, Call& call) {
  call.data.resize(kTooManyBlocks, EventData{.data = {1}});
}

template <typename Call>
void OverAnyEvent(Scene&, Call& call) {
  Amount(call, kMoreThanAnyEvent);
}

template <typename Call>
void OverABuffer(Scene&, Call& call) {
  Amount(call, kMoreThanABuffer);
}

template <typename Call>
void IntoAFullStore(Scene& scene, Call& call) {
  Call many;
  many.provider = call.provider;
  many.data = {{.fill = kAlmostABuffer}};
  many.times = kMoreThanTheStore;
  StoreIsFull(scene, many);
  Amount(call, kAlmostABuffer);
}

template <typename Call>
void DataNowhereAndNoDescriptor(Scene&, Call& call) {
  call.event.place = Place::kNull;
  call.data.front().place = Place::kUnmapped;
}

template <typename Call>
void OverAnyEventWithABadStamp(Scene& scene, Call& call) {
  scene.Must(
      EventSetInformation{.provider = call.provider, .info_class = kUseType, .information = {1}});
  call.data = {{.fill = 4, .type = EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE},
               {.fill = kMoreThanAnyEvent}};
}

// The rows of EventWrite, EventWriteTransfer and EventWriteEx are the same.
#define WRITERS_ROWS(Call, FUNCTION)                                                       \
  CallsOf<Call>(#Call, LegalWithData)                                                      \
      .Breaks(FUNCTION##_U90, {"event"}, DescriptorNowhere)                                \
      .Breaks(FUNCTION##_E01, {"data.blocks"}, TooManyBlocks)                              \
      .Breaks(FUNCTION##_E02, {"provider"}, NoRegistration)                                \
      .Breaks(FUNCTION##_E03, {"data.amount=large"}, OverAnyEvent)                         \
      .Breaks(FUNCTION##_U01, {"session", "provider", "caller"}, MayNotWrite)              \
      .Breaks(FUNCTION##_E04, {"data.amount=large"}, OverABuffer)                          \
      .Breaks(FUNCTION##_E05, {"session", "provider"}, NoBufferFree)                       \
      .Breaks(FUNCTION##_E06, {"session", "provider", "data.amount"}, IntoAFullStore)      \
      .Never(FUNCTION##_E02, FUNCTION##_E04, "nobody wants the events of no registration") \
      .OneAnswer({&FUNCTION##_E04, &FUNCTION##_E05, &FUNCTION##_E06})                      \
      .BothBreak(FUNCTION##_U90, FUNCTION##_E01, "ByTheData", DataNowhereAndNoDescriptor)  \
      .BothBreak(FUNCTION##_E01, FUNCTION##_E03, "ByItsStamp", OverAnyEventWithABadStamp)  \
      .Register()

const bool event_write = WRITERS_ROWS(EventWrite, EVTWRITE);
const bool event_write_transfer = WRITERS_ROWS(EventWriteTransfer, EVTWRITETR);
const bool event_write_ex = WRITERS_ROWS(EventWriteEx, EVTWRITEEX);
#undef WRITERS_ROWS

void TextOf(EventWriteString& call, uint32_t bytes) {
  call.text.resize(std::max(call.text.size(), size_t{bytes / 2}), u'x');
}

const bool event_write_string =
    CallsOf<EventWriteString>("EventWriteString", Legal)
        .Breaks(EVTWRITESTR_U90, {"text"},
                [](Scene&, EventWriteString& call) { call.text_place = Place::kUnmapped; })
        .Breaks(EVTWRITESTR_E01, {"text"},
                [](Scene&, EventWriteString& call) { call.text_place = Place::kNull; })
        .Breaks(EVTWRITESTR_E02, {"provider"}, NoRegistration)
        .Breaks(EVTWRITESTR_E03, {"text.amount=large"},
                [](Scene&, EventWriteString& call) { TextOf(call, kMoreThanAnyEvent); })
        .Breaks(EVTWRITESTR_U01, {"session", "provider", "caller"}, MayNotWrite)
        .Breaks(EVTWRITESTR_E04, {"text.amount=large"},
                [](Scene&, EventWriteString& call) { TextOf(call, kMoreThanABuffer); })
        .Breaks(EVTWRITESTR_E05, {"session", "provider"}, NoBufferFree)
        .Breaks(EVTWRITESTR_E06, {"session", "provider", "text"},
                [](Scene& scene, EventWriteString& call) {
                  TextOf(call, kAlmostABuffer);
                  EventWriteString many = call;
                  many.times = kMoreThanTheStore;
                  StoreIsFull(scene, many);
                })
        .Never(EVTWRITESTR_E02, EVTWRITESTR_E04, "nobody wants the events of no registration")
        .OneAnswer({&EVTWRITESTR_E04, &EVTWRITESTR_E05, &EVTWRITESTR_E06})
        .Never(EVTWRITESTR_U90, EVTWRITESTR_E01, "it is one pointer")
        .Register();

const Bytes kTraits = {9, 0, 'e', 't', 'a', 'l', 'o', 'n', 0};

const bool event_set_information =
    CallsOf<EventSetInformation>("EventSetInformation",
                                 [](Scene& scene) {
                                   const Handle provider = scene.Must(EventRegister{}).handle();
                                   return EventSetInformation{.provider = provider,
                                                              .information = kTraits};
                                 })
        .Breaks(EVTSETINFO_E01, {"provider"},
                [](Scene&, EventSetInformation& call) { call.provider = kNoHandle; })
        .Breaks(EVTSETINFO_E02, {"information.place"},
                [](Scene&, EventSetInformation& call) {
                  call.place = Place::kNull;
                  call.length = static_cast<uint32_t>(kTraits.size());
                })
        .Breaks(EVTSETINFO_E04, {"class"},
                [](Scene&, EventSetInformation& call) { call.info_class = 17; })
        .Breaks(EVTSETINFO_E03, {"class=use", "information.length"},
                [](Scene&, EventSetInformation& call) {
                  call.info_class = kUseType;
                  if (!call.length) call.information = {1, 0, 0, 0};
                })
        .Breaks(EVTSETINFO_U90, {"information.place"},
                [](Scene&, EventSetInformation& call) { call.place = Place::kUnmapped; })
        .Breaks(EVTSETINFO_U02, {"class=use", "information"},
                [](Scene&, EventSetInformation& call) {
                  call.info_class = kUseType;
                  call.information = {2};
                })
        .AlsoBreaks(EVTSETINFO_U02, "ThoughTypesAreUsed",
                    [](Scene& scene, EventSetInformation& call) {
                      scene.Must(EventSetInformation{
                          .provider = call.provider, .info_class = kUseType, .information = {1}});
                      call.info_class = kUseType;
                      call.information = {2};
                    })
        .Breaks(
            EVTSETINFO_U03, {"class=traits", "provider"},
            [](Scene& scene, EventSetInformation& call) {
              scene.Must(EventSetInformation{.provider = call.provider, .information = kTraits});
            })
        .Breaks(EVTSETINFO_U01, {"class=traits", "information"},
                [](Scene&, EventSetInformation& call) {
                  call.information = {2, 0};
                })
        .Never(EVTSETINFO_E04, EVTSETINFO_U90, "what is no class has no information")
        .Register();

const bool event_activity_id_control =
    CallsOf<EventActivityIdControl>("EventActivityIdControl",
                                    [](Scene&) { return EventActivityIdControl{}; })
        .Breaks(EVTACT_U90, {"place"},
                [](Scene&, EventActivityIdControl& call) { call.place = Place::kUnmapped; })
        .Breaks(EVTACT_U01, {"code"}, [](Scene&, EventActivityIdControl& call) { call.code = 6; })
        .Breaks(EVTACT_U02, {"place"},
                [](Scene&, EventActivityIdControl& call) { call.place = Place::kNull; })
        .Register();

}  // namespace
}  // namespace etalon
