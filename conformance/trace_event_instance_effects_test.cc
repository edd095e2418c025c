// TraceEventInstance: what arrives at the consumer.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr uint32_t kRecords = PROCESS_TRACE_MODE_EVENT_RECORD;

constexpr char16_t kFile[] = u"instances.etl";

// Classes: the instance is of the second, its parent of the first.
CLAUSE_TEST(TRACEINST_S01, ParentOfAnotherClass) {
  const Outcome registered = Register();
  NewInstance(registered.handles[1], "unused");
  const Outcome parent = Must(CreateTraceInstanceId{.class_handle = registered.handles[1],
                                                    .instance = {.block = "parent"}});
  const Outcome child = Must(
      CreateTraceInstanceId{.class_handle = registered.handles[2], .instance = {.block = "child"}});
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceEventInstance{
      .session = session,
      .event = {.type = uint8_t{2}, .level = uint8_t{4}, .payload = {0xC0, 0xDE}},
      .instance = {.block = "child"},
      .parent = InstanceInfo{.block = "parent"}});
  Stop(session);
  for (const uint32_t mode : {0u, kRecords}) {
    SCOPED_TRACE(mode);
    const auto events = OfClass(kOtherClassGuid, EventsOf(kFile, mode));
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(events[0].Number("ExtendedInstance"), mode == kRecords ? 1u : 0u);
    EXPECT_EQ(events[0].Number("InstanceId"), child.Number("child", "InstanceId"));
    EXPECT_NE(events[0].Number("InstanceId"), 0u);
    EXPECT_EQ(events[0].Number("ParentInstanceId"), parent.Number("parent", "InstanceId"));
    EXPECT_NE(events[0].Number("ParentInstanceId"), 0u);
    EXPECT_EQ(events[0].Text("ParentGuid"), ToString(kClassGuid));
    EXPECT_EQ(events[0].Number("Type"), 2u);
    EXPECT_EQ(events[0].Number("Level"), 4u);
    EXPECT_EQ(events[0].Text("Data"), "c0de");
  }
}

CLAUSE_TEST(TRACEINST_S01, OnDisk) {
  Needs(Capability::kFiles);
  const Outcome registered = Register();
  const InstanceInfo parent = NewInstance(registered.handles[1], "parent");
  const InstanceInfo child = NewInstance(registered.handles[2], "child");
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceEventInstance{.session = session,
                          .event = {.type = uint8_t{2}, .payload = {0xC0, 0xDE}},
                          .instance = child,
                          .parent = parent});
  Stop(session);
  // Both numbers are 1, the first of their classes; then the parent's class and the data.
  const std::string record = InMemory(kOtherClassGuid) + std::string(16, '.') + InMemory(1, 4) +
                             InMemory(1, 4) + InMemory(kClassGuid) + "c0de";
  EXPECT_THAT(Must(GetFile{.path = kFile}).Text("file", "bytes"), testing::ContainsRegex(record));
}

CLAUSE_TEST(TRACEINST_S02, RegisteredNumberedAndEnabled) {
  const Outcome registered = Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const Handle given = Enable(session);
  const InstanceInfo begin = NewInstance(registered.handles[1]);
  Must(TraceEventInstance{.session = given, .event = {.type = uint8_t{1}}, .instance = begin});
  Must(TraceEventInstance{.session = given, .event = {.type = uint8_t{2}}, .instance = begin});
  Stop(session);
  const auto events = OfClass(kClassGuid, EventsOf(kFile));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[0].Number("Type"), 1u);
  EXPECT_EQ(events[1].Number("Type"), 2u);
  EXPECT_NE(events[0].Number("InstanceId"), 0u);
  EXPECT_EQ(events[0].Number("InstanceId"), events[1].Number("InstanceId"));
  EXPECT_NE(events[0].Number("ProcessId"), 0u);
  EXPECT_NE(events[0].Number("ThreadId"), 0u);
}

CLAUSE_TEST(TRACEINST_S03, GuidPointerIsIgnored) {
  const Outcome registered = Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const InstanceInfo instance = NewInstance(registered.handles[2]);
  EXPECT_THAT(
      Run(TraceEventInstance{.session = session,
                             .event = {.flags = WNODE_FLAG_TRACED_GUID | WNODE_FLAG_USE_GUID_PTR},
                             .instance = instance}),
      Succeeds());
  Stop(session);
  EXPECT_THAT(OfClass(kOtherClassGuid, EventsOf(kFile)), SizeIs(1));
}

CLAUSE_TEST(TRACEINST_P01, HandleFromTheCallback) {
  const Outcome registered = Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const Handle given = Enable(session, 4, 0xF0000000);
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  EXPECT_THAT(
      Run(TraceEventInstance{.session = given, .event = {.payload = {1}}, .instance = instance}),
      Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(kFile))), ElementsAre("01"));
}

CLAUSE_TEST(TRACEINST_P02, SizeCountsHeaderAndData) {
  const Outcome registered = Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  for (const uint16_t size : {uint16_t{56}, uint16_t{57}, uint16_t{60}}) {
    EXPECT_THAT(Run(TraceEventInstance{.session = session,
                                       .event = {.size = size, .payload = {1, 2, 3, 4}},
                                       .instance = instance}),
                Succeeds());
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(kFile))), ElementsAre("", "01", "01020304"));
}

CLAUSE_TEST(TRACEINST_P03, DataThroughPointers) {
  const Outcome registered = Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const std::vector<MofField> fields = {{.data = {1, 2, 3}}, {.data = {}}, {.data = {4}}};
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  EXPECT_THAT(
      Run(TraceEventInstance{
          .session = session,
          .event = {.flags = WNODE_FLAG_TRACED_GUID | WNODE_FLAG_USE_MOF_PTR, .fields = fields},
          .instance = instance}),
      Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(kFile))), ElementsAre("01020304"));
}

CLAUSE_TEST(TRACEINST_P04, ClassesComeFromTheInstances) {
  const Outcome registered = Register();
  const InstanceInfo child = NewInstance(registered.handles[2], "child");
  const InstanceInfo parent = NewInstance(registered.handles[1], "parent");
  const Handle session = Start(u"etalon", {.log_file = kFile});
  EXPECT_THAT(
      Run(TraceEventInstance{.session = session,
                             .event = {.class_handle = kNoHandle, .parent_class_handle = kNoHandle},
                             .instance = child,
                             .parent = parent}),
      Succeeds());
  Stop(session);
  const auto events = OfClass(kOtherClassGuid, EventsOf(kFile));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Text("ParentGuid"), ToString(kClassGuid));
}

CLAUSE_TEST(TRACEINST_P05, EachInstanceUnderItsNumber) {
  const Outcome registered = Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  std::vector<uint64_t> numbers;
  for (const char* block : {"first", "second"}) {
    const Outcome made = Must(
        CreateTraceInstanceId{.class_handle = registered.handles[1], .instance = {.block = block}});
    numbers.push_back(made.Number(block, "InstanceId"));
    EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = {.block = block}}),
                Succeeds());
  }
  Stop(session);
  const auto events = OfClass(kClassGuid, EventsOf(kFile));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[0].Number("InstanceId"), numbers[0]);
  EXPECT_EQ(events[1].Number("InstanceId"), numbers[1]);
  EXPECT_NE(numbers[0], numbers[1]);
}

CLAUSE_TEST(TRACEINST_P06, NoParent) {
  const Outcome registered = Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const InstanceInfo instance = NewInstance(registered.handles[1]);
  EXPECT_THAT(Run(TraceEventInstance{.session = session, .instance = instance}), Succeeds());
  Stop(session);
  const auto events = OfClass(kClassGuid, EventsOf(kFile));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_NE(events[0].Number("InstanceId"), 0u);
  EXPECT_EQ(events[0].Number("ParentInstanceId"), 0u);
  EXPECT_EQ(events[0].Text("ParentGuid"), ToString(Guid{}));
}

}  // namespace
}  // namespace etalon
