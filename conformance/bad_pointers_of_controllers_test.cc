// Pointers that lead nowhere (bad_pointers.h), given to the functions of controllers.
#include "conformance/bad_pointers.h"
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

constexpr char16_t kFile[] = u"pointers.etl";

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

}  // namespace
}  // namespace etalon
