// Pointers that lead nowhere (bad_pointers.h), given to the functions of providers.
#include "conformance/bad_pointers.h"
#include "conformance/clause_test.h"

namespace etalon {
namespace {

using testing::SizeIs;

CLAUSE_TEST(EVTREG_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventRegister{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(EventRegister{.handle = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(EVTREG_U90, GuidThatIsOnlyRead) {
  EXPECT_THAT(Run(EventRegister{.guid_place = Place::kReadOnly}), Succeeds());
}

// Of EventWrite and its family.
const EventData kSomeData = {.data = {1, 2, 3}};
const EventData kDataNowhere = {.data = {1}, .place = Place::kUnmapped};

CLAUSE_TEST(EVTWRITE_U90, MemoryThatCannotBeUsed) {
  const Handle provider = Must(EventRegister{}).handle();
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventWrite{.provider = provider, .event = {.place = place}}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(EventWrite{.provider = provider, .data = {kSomeData}, .data_place = place}),
                Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(EventWrite{.provider = provider, .data = {kDataNowhere}}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(EVTWRITE_U90, ArgumentsThatAreOnlyRead) {
  const Handle provider = Must(EventRegister{}).handle();
  EXPECT_THAT(Run(EventWrite{.provider = provider,
                             .event = {.place = Place::kReadOnly},
                             .data = {kSomeData},
                             .data_place = Place::kReadOnly}),
              Succeeds());
}

CLAUSE_TEST(EVTWRITETR_U90, MemoryThatCannotBeUsed) {
  const Handle provider = Must(EventRegister{}).handle();
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventWriteTransfer{.provider = provider, .event = {.place = place}}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(
        Run(EventWriteTransfer{.provider = provider, .data = {kSomeData}, .data_place = place}),
        Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(EventWriteTransfer{
                    .provider = provider, .activity = kClassGuid, .activity_place = place}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(EventWriteTransfer{
                    .provider = provider, .related = kClassGuid, .related_place = place}),
                Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(EventWriteTransfer{.provider = provider, .data = {kDataNowhere}}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(EVTWRITETR_U90, ArgumentsThatAreOnlyRead) {
  const Handle provider = Must(EventRegister{}).handle();
  EXPECT_THAT(Run(EventWriteTransfer{.provider = provider,
                                     .event = {.place = Place::kReadOnly},
                                     .data = {kSomeData},
                                     .data_place = Place::kReadOnly}),
              Succeeds());
}

CLAUSE_TEST(EVTWRITEEX_U90, MemoryThatCannotBeUsed) {
  const Handle provider = Must(EventRegister{}).handle();
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventWriteEx{.provider = provider, .event = {.place = place}}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(EventWriteEx{.provider = provider, .data = {kSomeData}, .data_place = place}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(
        Run(EventWriteEx{.provider = provider, .activity = kClassGuid, .activity_place = place}),
        Fails(ERROR_NOACCESS));
    EXPECT_THAT(
        Run(EventWriteEx{.provider = provider, .related = kClassGuid, .related_place = place}),
        Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(EventWriteEx{.provider = provider, .data = {kDataNowhere}}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(EVTWRITEEX_U90, ArgumentsThatAreOnlyRead) {
  const Handle provider = Must(EventRegister{}).handle();
  EXPECT_THAT(Run(EventWriteEx{.provider = provider,
                               .event = {.place = Place::kReadOnly},
                               .data = {kSomeData},
                               .data_place = Place::kReadOnly}),
              Succeeds());
}

CLAUSE_TEST(EVTWRITESTR_U90, MemoryThatCannotBeUsed) {
  const Handle provider = Must(EventRegister{}).handle();
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventWriteString{.provider = provider, .text_place = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(EVTWRITESTR_U90, TextThatIsOnlyRead) {
  const Handle provider = Must(EventRegister{}).handle();
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text_place = Place::kReadOnly}),
              Succeeds());
}

CLAUSE_TEST(EVTENABLED_S01, MemoryThatCannotBeUsed) {
  const Handle provider = Must(EventRegister{}).handle();
  Must(EnableTraceEx2{.session = Start()});
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(TRUE));
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventEnabled{.provider = provider, .event = {.place = place}}), Returns(FALSE));
  }
}

CLAUSE_TEST(EVTSETINFO_U90, MemoryThatCannotBeUsed) {
  const Handle provider = Must(EventRegister{}).handle();
  EXPECT_THAT(Run(EventSetInformation{.provider = provider,
                                      .info_class = EventProviderUseDescriptorType,
                                      .information = {1},
                                      .place = Place::kUnmapped}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(EVTSETINFO_U90, InformationThatIsOnlyRead) {
  const Handle provider = Must(EventRegister{}).handle();
  EXPECT_THAT(Run(EventSetInformation{.provider = provider,
                                      .info_class = EventProviderUseDescriptorType,
                                      .information = {1},
                                      .place = Place::kReadOnly}),
              Succeeds());
}

CLAUSE_TEST(EVTACT_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(EventActivityIdControl{.code = EVENT_ACTIVITY_CTRL_GET_ID, .place = place}),
                Fails(ERROR_NOACCESS));
  }
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventActivityIdControl{.code = EVENT_ACTIVITY_CTRL_SET_ID, .place = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(EVTACT_U90, IdentifierThatIsOnlyRead) {
  EXPECT_THAT(
      Run(EventActivityIdControl{.code = EVENT_ACTIVITY_CTRL_SET_ID, .place = Place::kReadOnly}),
      Succeeds());
}

CLAUSE_TEST(REGGUIDS_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(RegisterTraceGuidsW{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(RegisterTraceGuidsW{.registration = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(RegisterTraceGuidsA{.classes_place = place}), Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(RegisterTraceGuidsW{.class_count = 1024}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(REGGUIDS_U90, AsManyAsItSays) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.guid_place = Place::kReadOnly, .class_count = 1}),
              Succeeds());
}

CLAUSE_TEST(GETLOGGER_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(GetTraceLoggerHandle{.buffer = {.place = place}}),
                FailsWithLastError(ERROR_NOACCESS));
  }
}

NEAR_MISS(GETLOGGER_U90, BufferThatIsOnlyRead) {
  const Handle session = Start();
  EXPECT_THAT(Run(GetTraceLoggerHandle{
                      .buffer = {.place = Place::kReadOnly, .historical_context = session}})
                  .handles,
              SizeIs(1));
}

CLAUSE_TEST(CREATEINST_U90, MemoryThatCannotBeUsed) {
  const Outcome registered = Register();
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[1],
                                          .instance = {.place = place}}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(CREATEINST_U90, MemoryThatCanBeWritten) {
  const Outcome registered = Register();
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[1]}), Succeeds());
}

CLAUSE_TEST(TRACEEVENT_U02, MemoryThatCannotBeUsed) {
  const Handle session = Start();
  for (const Place place : kUnwritable) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.place = place}}),
                Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.size = uint16_t{4096}}}),
              Fails(ERROR_NOACCESS));
}

CLAUSE_TEST(TRACEEVENT_U02, FieldsThatCannotBeRead) {
  const Handle session = Start();
  const MofField nowhere = {.place = Place::kUnmapped, .length = 8};
  const MofField too_long = {.data = {1, 2, 3}, .length = 8192};
  for (const MofField& field : {nowhere, too_long}) {
    EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.fields = {field}}}),
                Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
}

NEAR_MISS(TRACEEVENT_U02, FieldsOfNoLength) {
  const Handle session = Start();
  const MofField nowhere = {.place = Place::kUnmapped, .length = 0};
  EXPECT_THAT(Run(TraceEvent{.session = session, .event = {.fields = {nowhere}}}), Succeeds());
}

CLAUSE_TEST(TRACEINST_U01, MemoryThatCannotBeUsed) {
  const Outcome registered = Register();
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  const Handle session = Start();
  for (const Place place : kNowhere) {
    SCOPED_TRACE(static_cast<int>(place));
    const InstanceInfo bad = {.place = place};
    EXPECT_THAT(Run(TraceEventInstance{
                    .session = session, .event = {.place = place}, .instance = instance}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = bad}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = instance, .parent = bad}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(TRACEINST_U01, EverythingReadable) {
  const Outcome registered = Register();
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  const Handle session = Start();
  EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = instance, .parent = instance}),
              Succeeds());
}

#define MESSAGE_TESTS(CLAUSE, Message)                                                         \
  CLAUSE_TEST(CLAUSE, MemoryThatCannotBeUsed) {                                                \
    const Handle session = Start();                                                            \
    const Argument nowhere = {.place = Place::kUnmapped, .size = 8};                           \
    const Argument too_long = {.data = {1, 2, 3}, .size = 8192};                               \
    for (const Argument& argument : {nowhere, too_long}) {                                     \
      EXPECT_THAT(Run(Message{.session = session, .arguments = {argument}}),                   \
                  Fails(ERROR_NOACCESS));                                                      \
    }                                                                                          \
    EXPECT_THAT(                                                                               \
        Run(Message{                                                                           \
            .session = session, .flags = TRACE_MESSAGE_GUID, .guid_place = Place::kUnmapped}), \
        Fails(ERROR_NOACCESS));                                                                \
  }                                                                                            \
  NEAR_MISS(CLAUSE, GuidThatNobodyAsksFor) {                                                   \
    const Handle session = Start();                                                            \
    EXPECT_THAT(Run(Message{.session = session, .guid_place = Place::kUnmapped}), Succeeds()); \
  }

MESSAGE_TESTS(TRACEMSG_U90, TraceMessage)
MESSAGE_TESTS(TRACEMSGVA_U06, TraceMessageVa)
#undef MESSAGE_TESTS

}  // namespace
}  // namespace etalon
