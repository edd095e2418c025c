// Pointers that lead nowhere: every pointer argument of every function, to memory that is unmapped,
// read-only where the function writes, misaligned, or too short. An implementation may refuse them
// with whatever its clauses say; what it may never do is crash, which Run would tell.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

constexpr char16_t kFile[] = u"pointers.etl";
constexpr Place kNowhere[] = {Place::kUnmapped, Place::kMisaligned};
constexpr Place kUnwritable[] = {Place::kUnmapped, Place::kMisaligned, Place::kReadOnly};

// A block that ends in the middle of the structure, and one that ends before Wnode.BufferSize says.
const Properties kCutShort = {.bytes = 40, .wnode_buffer_size = 1024};
const Properties kShorterThanItSays = {.bytes = 200, .wnode_buffer_size = 8192};

Properties At(Place place) { return {.place = place}; }

CLAUSE_TEST(STARTTRACE_U12, MemoryThatCannotBeUsed) {
  for (const Place place : kUnwritable) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(StartTraceW{.handle = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(StartTraceA{.properties = At(place)}), Fails(ERROR_NOACCESS));
  }
  for (const Properties& properties : {kCutShort, kShorterThanItSays}) {
    EXPECT_THAT(Run(StartTraceW{.properties = properties}), Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(StartTraceW{.name_place = Place::kUnmapped}), Fails(ERROR_NOACCESS));
  EXPECT_THAT(Run(StartTraceA{.name_place = Place::kUnmapped}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(STARTTRACE_U12, AsLongAsItSays) {
  EXPECT_THAT(Run(StartTraceW{.name_place = Place::kReadOnly,
                              .properties = {.bytes = 200, .wnode_buffer_size = 200}}),
              Succeeds());
}

// The functions that are ControlTrace: a name and properties.
#define CONTROL_TESTS(CLAUSE, Wide, Ansi)                                                         \
  CLAUSE_TEST(CLAUSE, MemoryThatCannotBeUsed) {                                                   \
    const Handle session = Start();                                                               \
    for (const Place place : kUnwritable) {                                                       \
      SCOPED_TRACE(static_cast<int>(place));                                                      \
      EXPECT_THAT(Run(Wide{.handle = session, .properties = At(place)}), Fails(ERROR_NOACCESS));  \
      EXPECT_THAT(Run(Ansi{.handle = session, .properties = At(place)}), Fails(ERROR_NOACCESS));  \
    }                                                                                             \
    for (const Properties& properties : {kCutShort, kShorterThanItSays}) {                        \
      EXPECT_THAT(Run(Wide{.handle = session, .properties = properties}), Fails(ERROR_NOACCESS)); \
    }                                                                                             \
  }                                                                                               \
  NEAR_MISS(CLAUSE, AsLongAsItSays) {                                                             \
    const Handle session = Start();                                                               \
    const Properties properties = {.bytes = 4096, .wnode_buffer_size = 4096};                     \
    EXPECT_THAT(Run(Wide{.handle = session, .properties = properties}), Succeeds());              \
  }

CONTROL_TESTS(CONTROLTRACE_U90, ControlTraceW, ControlTraceA)
CONTROL_TESTS(STOPTRACE_U90, StopTraceW, StopTraceA)
CONTROL_TESTS(QUERYTRACE_U90, QueryTraceW, QueryTraceA)
CONTROL_TESTS(UPDATETRACE_U90, UpdateTraceW, UpdateTraceA)
CONTROL_TESTS(FLUSHTRACE_U90, FlushTraceW, FlushTraceA)
#undef CONTROL_TESTS

CLAUSE_TEST(QUERYALL_U90, MemoryThatCannotBeUsed) {
  Start();
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(QueryAllTracesW{.array = place}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(QueryAllTracesA{.logger_count = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(QUERYALL_U90, ArrayThatIsOnlyRead) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.array = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(ENABLETRACE_U90, MemoryThatCannotBeUsed) {
  const Handle session = Start();
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EnableTrace{.guid_place = place, .session = session}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(ENABLETRACE_U90, GuidThatIsOnlyRead) {
  Register();
  EXPECT_THAT(Run(EnableTrace{.guid_place = Place::kReadOnly, .session = Start()}), Succeeds());
}

// Of EnableTraceEx2 and EnableTraceEx.
const FilterDescriptor kFilterNowhere = {
    .type = EVENT_FILTER_TYPE_EVENT_ID, .data = {1, 0, 0, 0, 0, 0}, .place = Place::kUnmapped};

CLAUSE_TEST(ENABLEEX2_U90, MemoryThatCannotBeUsed) {
  const Handle session = Start();
  for (const Place place : kNowhere) {
    const EnableParameters parameters = {.place = place};
    const EnableParameters filters = {.filters = {{.data = {1}}}, .filters_place = place};
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .guid_place = place}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = parameters}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = filters}),
                Fails(ERROR_NOACCESS));
  }
  const EnableParameters filter_nowhere = {.filters = {kFilterNowhere}};
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = filter_nowhere}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(ENABLEEX2_U90, ParametersThatAreOnlyRead) {
  const Handle session = Start();
  const EnableParameters parameters = {.place = Place::kReadOnly};
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = parameters}), Succeeds());
}

CLAUSE_TEST(ENABLEEX_U90, MemoryThatCannotBeUsed) {
  const Handle session = Start();
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EnableTraceEx{.guid_place = place, .session = session}), Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(EnableTraceEx{.session = session, .filter = kFilterNowhere}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(ENABLEEX_U90, GuidThatIsOnlyRead) {
  const Handle session = Start();
  EXPECT_THAT(Run(EnableTraceEx{.guid_place = Place::kReadOnly, .session = session}), Succeeds());
}

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

CLAUSE_TEST(ENUMGUIDS_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EnumerateTraceGuids{.array = place}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(EnumerateTraceGuids{.guid_count = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(ENUMGUIDS_U90, ArrayThatIsOnlyRead) {
  EXPECT_THAT(Run(EnumerateTraceGuids{.array = Place::kReadOnly}), Succeeds());
}

NEAR_MISS(ENUMGUIDS_U90, ArrayThatEndsWhereNobodyLooks) {
  EXPECT_THAT(Run(EnumerateTraceGuids{.blocks = 16, .count = 2000}), Succeeds());
}

CLAUSE_TEST(ENUMGUIDSEX_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(EnumerateTraceGuidsEx{.return_length = place}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : {Place::kUnmapped, Place::kReadOnly}) {
    EXPECT_THAT(Run(EnumerateTraceGuidsEx{.out = place}), Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(EnumerateTraceGuidsEx{.information_class = InformationClass::kGuidQueryInfo,
                                        .guid = kProviderGuid,
                                        .guid_place = Place::kUnmapped}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(ENUMGUIDSEX_U90, AnyAddressThatCanBeWritten) {
  EXPECT_THAT(Run(EnumerateTraceGuidsEx{.out = Place::kMisaligned}), Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_U90, MemoryThatCannotBeUsed) {
  const Handle session = Start();
  for (const Place place : {Place::kUnmapped, Place::kReadOnly}) {
    EXPECT_THAT(Run(TraceQueryInformation{.session = session, .place = place}),
                Fails(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(TraceQueryInformation{.session = session, .return_length = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(TRACEQUERYINFO_U90, AnyAddressThatCanBeWritten) {
  Needs(WindowsVersion(10, 0, 16299));  // which has the class
  const Handle session = Start();
  EXPECT_THAT(Run(TraceQueryInformation{.session = session, .place = Place::kMisaligned}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U90, MemoryThatCannotBeUsed) {
  const Handle session = Start();
  const Bytes event = Bytes(24, 0);
  EXPECT_THAT(
      Run(TraceSetInformation{.session = session, .information = event, .place = Place::kUnmapped}),
      Fails(ERROR_NOACCESS));
}

NEAR_MISS(TRACESETINFO_U90, InformationThatIsOnlyRead) {
  const Handle session = Start();
  const Bytes event = Bytes(24, 0);
  EXPECT_THAT(
      Run(TraceSetInformation{.session = session, .information = event, .place = Place::kReadOnly}),
      Succeeds());
}

CLAUSE_TEST(ACCCTL_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventAccessControl{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(EventAccessControl{.sid_place = Place::kUnmapped}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(ACCCTL_U90, ArgumentsThatAreOnlyRead) {
  EXPECT_THAT(
      Run(EventAccessControl{.guid_place = Place::kReadOnly, .sid_place = Place::kReadOnly}),
      Succeeds());
}

CLAUSE_TEST(ACCQRY_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventAccessQuery{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(EventAccessQuery{.size_place = place}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : {Place::kUnmapped, Place::kReadOnly}) {
    EXPECT_THAT(Run(EventAccessQuery{.buffer = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(ACCQRY_U90, GuidThatIsOnlyRead) {
  EXPECT_THAT(Run(EventAccessQuery{.guid_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(ACCREM_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(EventAccessRemove{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(ACCREM_U90, GuidThatIsOnlyRead) {
  EXPECT_THAT(Run(EventAccessRemove{.guid_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(STARTKERN_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(StartKernelTrace{.handle = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(StartKernelTrace{.properties = At(place)}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(StartKernelTrace{.stack_events = {{.type = 1}}, .stack_events_place = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(STARTKERN_U90, ListThatIsOnlyRead) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.guid = kSystemTraceControlGuid},
                                   .stack_events = {{.type = 1}},
                                   .stack_events_place = Place::kReadOnly}),
              Succeeds());
}

CLAUSE_TEST(MERGE_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(CreateMergedTraceFile{.merged_place = place, .files = {kFile}}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(CreateMergedTraceFile{.files = {kFile}, .file_places = {place}}),
                Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(CreateMergedTraceFile{.files = {kFile}, .files_place = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(MERGE_U90, NamesThatAreOnlyRead) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(CreateMergedTraceFile{.merged_place = Place::kReadOnly,
                                        .files = {kFile},
                                        .file_places = {Place::kReadOnly},
                                        .files_place = Place::kReadOnly}),
              Succeeds());
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

CLAUSE_TEST(STARTHEAP_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kUnwritable) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(StartHeapTrace{.handle = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(StartHeapTrace{.properties = At(place)}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(StartHeapTrace{.name_place = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(StartHeapTrace{.pids = {4}, .pids_place = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(StartHeapTrace{.stack_events = {{.type = 33}}, .stack_events_place = place}),
                Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(StartHeapTrace{.pids = {4}, .pid_count = 8192}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(STARTHEAP_U90, ListsThatAreOnlyRead) {
  EXPECT_THAT(Run(StartHeapTrace{.pids = {4}, .pids_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(UPDHEAP_U90, MemoryThatCannotBeUsed) {
  Must(StartHeapTrace{});
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(UpdateHeapTrace{.properties = At(place)}), Fails(ERROR_NOACCESS));
  }
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(UpdateHeapTrace{.name_place = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(UpdateHeapTrace{.pids = {4}, .pids_place = place}), Fails(ERROR_NOACCESS));
    EXPECT_THAT(Run(UpdateHeapTrace{.stack_events = {{.type = 33}}, .stack_events_place = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(UPDHEAP_U90, ListsThatAreOnlyRead) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.pids = {4}, .pids_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(OPENTRACE_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  for (const Place place : kUnwritable) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(OpenTraceW{.log_file = kFile, .place = place}),
                FailsWithLastError(ERROR_NOACCESS));
    EXPECT_THAT(Run(OpenTraceA{.log_file = kFile, .place = place}),
                FailsWithLastError(ERROR_NOACCESS));
  }
}

NEAR_MISS(OPENTRACE_U90, MemoryThatCanBeWritten) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(OpenTraceW{.log_file = kFile}).handles, SizeIs(1));
}

CLAUSE_TEST(PROCTRACE_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .array = place}), Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .count = 64}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(PROCTRACE_U90, ArrayThatIsOnlyRead) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .array = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(OPENFILE_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  for (const Place place : kNowhere) {
    SCOPED_TRACE(static_cast<int>(place));
    EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile, .name_place = place}),
                FailsWithLastError(ERROR_NOACCESS));
    EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile, .options = {.place = place}}),
                FailsWithLastError(ERROR_NOACCESS));
  }
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile, .header = place}),
                FailsWithLastError(ERROR_NOACCESS));
  }
}

NEAR_MISS(OPENFILE_U90, NameAndOptionsThatAreOnlyRead) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(OpenTraceFromFile{.log_file = kFile,
                                    .name_place = Place::kReadOnly,
                                    .options = {.place = Place::kReadOnly}})
                  .handles,
              SizeIs(1));
}

#define LOGGER_TESTS(CLAUSE, Logger)                                                  \
  CLAUSE_TEST(CLAUSE, MemoryThatCannotBeUsed) {                                       \
    Start();                                                                          \
    for (const Place place : kNowhere) {                                              \
      SCOPED_TRACE(static_cast<int>(place));                                          \
      EXPECT_THAT(Run(Logger{.logger_name = u"etalon", .name_place = place}),         \
                  FailsWithLastError(ERROR_NOACCESS));                                \
      EXPECT_THAT(Run(Logger{.logger_name = u"etalon", .options = {.place = place}}), \
                  FailsWithLastError(ERROR_NOACCESS));                                \
    }                                                                                 \
    for (const Place place : kUnwritable) {                                           \
      EXPECT_THAT(Run(Logger{.logger_name = u"etalon", .header = place}),             \
                  FailsWithLastError(ERROR_NOACCESS));                                \
    }                                                                                 \
  }                                                                                   \
  NEAR_MISS(CLAUSE, NameAndOptionsThatAreOnlyRead) {                                  \
    Start();                                                                          \
    EXPECT_THAT(Run(Logger{.logger_name = u"etalon",                                  \
                           .name_place = Place::kReadOnly,                            \
                           .options = {.place = Place::kReadOnly}})                   \
                    .handles,                                                         \
                SizeIs(1));                                                           \
  }

LOGGER_TESTS(OPENRT_U90, OpenTraceFromRealTimeLogger)
LOGGER_TESTS(OPENRTA_U90, OpenTraceFromRealTimeLoggerWithAllocationOptions)
#undef LOGGER_TESTS

CLAUSE_TEST(OPENBS_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(OpenTraceFromBufferStream{.options = {.place = place}}),
                FailsWithLastError(ERROR_NOACCESS));
  }
}

NEAR_MISS(OPENBS_U90, OptionsThatAreOnlyRead) {
  const OpenTraceOptions options = {.place = Place::kReadOnly};
  const Handle trace = Open(OpenTraceFromBufferStream{.options = options});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
}

CLAUSE_TEST(PTADD_U90, MemoryThatCannotBeUsed) {
  const Handle trace = Open(OpenTraceFromBufferStream{});
  for (const Place place : kNowhere) {
    EXPECT_THAT(
        Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .buffer = {.place = place}}),
        Fails(ERROR_NOACCESS));
  }
  EXPECT_THAT(Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .size = 8192}),
              Fails(ERROR_NOACCESS));
}

NEAR_MISS(PTADD_U90, AsLongAsItSays) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  EXPECT_THAT(Run(ProcessTraceAddBufferToBufferStream{.trace = Open(OpenTraceFromBufferStream{}),
                                                      .buffer = {.log_file = kFile}}),
              Succeeds());
}

// Buffers that nobody knows are not looked into.
CLAUSE_TEST(PTINC_E01, BuffersNowhere) {
  const Handle trace = Open(OpenTraceFromBufferStream{});
  for (const Place place : kNowhere) {
    EXPECT_THAT(
        Run(ProcessTraceBufferIncrementReference{.trace = trace, .buffer = {.place = place}}),
        Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(PTDEC_U01, BuffersNowhere) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(ProcessTraceBufferDecrementReference{.buffer = {.place = place}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(SETCB_U90, MemoryThatCannotBeUsed) {
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(SetTraceCallback{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(SETCB_U90, GuidThatIsOnlyRead) {
  EXPECT_THAT(Run(SetTraceCallback{.guid_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(REMCB_U90, MemoryThatCannotBeUsed) {
  Must(SetTraceCallback{});
  for (const Place place : kNowhere) {
    EXPECT_THAT(Run(RemoveTraceCallback{.guid_place = place}), Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(REMCB_U90, GuidThatIsOnlyRead) {
  Must(SetTraceCallback{});
  EXPECT_THAT(Run(RemoveTraceCallback{.guid_place = Place::kReadOnly}), Succeeds());
}

CLAUSE_TEST(QTPH_U90, MemoryThatCannotBeUsed) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  for (const Place place : kUnwritable) {
    EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .return_length = place}),
                Fails(ERROR_NOACCESS));
  }
  for (const Place place : {Place::kUnmapped, Place::kReadOnly}) {
    EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .out = place}),
                Fails(ERROR_NOACCESS));
  }
}

NEAR_MISS(QTPH_U90, AnyAddressThatCanBeWritten) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(QueryTraceProcessingHandle{.trace = trace, .out = Place::kMisaligned}),
              Succeeds());
}

}  // namespace
}  // namespace etalon
