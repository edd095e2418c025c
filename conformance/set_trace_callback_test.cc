// SetTraceCallback.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char16_t kFile[] = u"classes.etl";
constexpr Guid kEventTraceGuid = {
    0x68fdd900, 0x4a3e, 0x11d1, {0x84, 0xf4, 0x00, 0x00, 0xf8, 0x04, 0x64, 0xe3}};

CLAUSE_TEST(SETCB_E01, NoClass) {
  EXPECT_THAT(Run(SetTraceCallback{.guid_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(SETCB_E01, AnyClass) { EXPECT_THAT(Run(SetTraceCallback{}), Succeeds()); }

CLAUSE_TEST(SETCB_E02, NoCallback) {
  EXPECT_THAT(Run(SetTraceCallback{.callback = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(SETCB_E02, WhatWasSetStays) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  Must(SetTraceCallback{});
  EXPECT_THAT(Run(SetTraceCallback{.callback = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(CallsOf(Must(ProcessTrace{.handles = {trace}}), "class"), SizeIs(1));
}

NEAR_MISS(SETCB_E02, Callback) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(SetTraceCallback{}), Succeeds());
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(CallsOf(Must(ProcessTrace{.handles = {trace}}), "class"), SizeIs(1));
}

CLAUSE_TEST(SETCB_S01, InPlaceOfTheEventCallback) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {1}}});
  Must(TraceEvent{.session = session, .event = {.guid = kOtherClassGuid, .payload = {2}}});
  Stop(session);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  Must(SetTraceCallback{.guid = kOtherClassGuid});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(DataOf(CallsOf(processed, "class")), ElementsAre("02"));
  EXPECT_THAT(OfClass(kOtherClassGuid, CallsOf(processed, "event")), IsEmpty());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, CallsOf(processed, "event"))), ElementsAre("01"));
}

CLAUSE_TEST(SETCB_S01, TheLastOneWins) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  Must(SetTraceCallback{.callback = {.name = "first"}});
  Must(SetTraceCallback{.callback = {.name = "last"}});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(CallsOf(processed, "first"), IsEmpty());
  EXPECT_THAT(CallsOf(processed, "last"), SizeIs(1));
}

CLAUSE_TEST(SETCB_S01, UntilItIsRemoved) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  Must(SetTraceCallback{});
  Must(RemoveTraceCallback{});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(CallsOf(processed, "class"), IsEmpty());
  EXPECT_THAT(OfClass(kClassGuid, CallsOf(processed, "event")), SizeIs(1));
}

CLAUSE_TEST(SETCB_S01, UntilTheTraceIsClosed) {
  WriteLogFile(kFile);
  const Handle first = Open(OpenTraceW{.log_file = kFile});
  Must(SetTraceCallback{});
  EXPECT_THAT(CallsOf(Must(ProcessTrace{.handles = {first}}), "class"), SizeIs(1));
  Must(CloseTrace{.trace = first});
  const Handle second = Open(OpenTraceW{.log_file = kFile});
  const Outcome processed = Must(ProcessTrace{.handles = {second}});
  EXPECT_THAT(CallsOf(processed, "class"), IsEmpty());
  EXPECT_THAT(OfClass(kClassGuid, CallsOf(processed, "event")), SizeIs(1));
}

CLAUSE_TEST(SETCB_S01, InTheProcessThatSetIt) {
  Needs(Capability::kProcesses);
  WriteLogFile(kFile);
  Must(NewProcess{.name = "another"});
  Must(SetTraceCallback{.on = {.process = "another"}});
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(CallsOf(Must(ProcessTrace{.handles = {trace}}), "class"), IsEmpty());
}

CLAUSE_TEST(SETCB_S02, NotForMessages) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceMessage{.session = session, .flags = TRACE_MESSAGE_GUID, .guid = kClassGuid});
  Stop(session);
  Must(SetTraceCallback{.guid = kClassGuid});
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(CallsOf(processed, "class"), IsEmpty());
  EXPECT_THAT(OfClass(kClassGuid, CallsOf(processed, "event")), SizeIs(1));
}

CLAUSE_TEST(SETCB_P01, HeaderEvent) {
  WriteLogFile(kFile);
  Must(SetTraceCallback{.guid = kEventTraceGuid});
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const auto calls = CallsOf(Must(ProcessTrace{.handles = {trace}}), "class");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("Type"), 0u);
}

CLAUSE_TEST(SETCB_P01, EventsOfTransactions) {
  const Outcome registered = Register();
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceEventInstance{.session = session, .instance = instance});
  Stop(session);
  Must(SetTraceCallback{.guid = kClassGuid});
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const auto calls = CallsOf(Must(ProcessTrace{.handles = {trace}}), "class");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_NE(calls[0].Number("InstanceId"), 0u);
}

CLAUSE_TEST(SETCB_P02, NotForRecords) {
  WriteLogFile(kFile);
  Must(SetTraceCallback{});
  const Handle trace = Open(OpenTraceW{.log_file = kFile, .mode = PROCESS_TRACE_MODE_EVENT_RECORD});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(CallsOf(processed, "class"), IsEmpty());
  EXPECT_THAT(OfClass(kClassGuid, CallsOf(processed, "event")), SizeIs(1));
}

CLAUSE_TEST(SETCB_P02, WithoutAnEventCallback) {
  WriteLogFile(kFile);
  Must(SetTraceCallback{});
  const Handle trace =
      Open(OpenTraceW{.log_file = kFile, .event_callback = {.place = Place::kNull}});
  const auto calls = CallsOf(Must(ProcessTrace{.handles = {trace}}), "class");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("MofLength"), 1u);
}

}  // namespace
}  // namespace etalon
