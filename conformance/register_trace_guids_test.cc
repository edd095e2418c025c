// RegisterTraceGuids.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

CLAUSE_TEST(REGGUIDS_E01, NoCallback) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.callback = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(RegisterTraceGuidsA{.callback = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REGGUIDS_E01, CallbackGiven) { EXPECT_THAT(Run(RegisterTraceGuidsW{}), Succeeds()); }

CLAUSE_TEST(REGGUIDS_E02, NoControlGuid) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.guid_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(RegisterTraceGuidsA{.guid_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REGGUIDS_E02, ControlGuidOfZeros) {
  EXPECT_THAT(Run(RegisterTraceGuidsA{.guid = Guid{}}), Succeeds());
}

CLAUSE_TEST(REGGUIDS_E03, NoPlaceForTheHandle) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.registration = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(RegisterTraceGuidsA{.registration = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REGGUIDS_E03, PlaceForTheHandle) {
  EXPECT_THAT(Run(RegisterTraceGuidsA{.registration = Place::kBlock}), Succeeds());
}

CLAUSE_TEST(REGGUIDS_U02, MoreThan65536Classes) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.class_count = 65537}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(RegisterTraceGuidsA{.class_count = ~0u}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REGGUIDS_U02, ManyClasses) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.classes = std::vector<Guid>(1000, kClassGuid)}), Succeeds());
}

CLAUSE_TEST(REGGUIDS_U03, NoClassesThoughCounted) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.classes_place = Place::kNull, .class_count = 1}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(RegisterTraceGuidsA{.classes_place = Place::kNull, .class_count = 1}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REGGUIDS_U03, ClassThatIsCounted) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.classes = {kClassGuid}, .class_count = 1}), Succeeds());
}

CLAUSE_TEST(REGGUIDS_E04, NoClasses) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.classes_place = Place::kNull, .class_count = 0}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(RegisterTraceGuidsA{.classes = {kClassGuid}, .class_count = 0}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REGGUIDS_E04, OneClass) {
  EXPECT_THAT(Run(RegisterTraceGuidsA{.classes = {kClassGuid}}), Succeeds());
}

CLAUSE_TEST(REGGUIDS_U01, ProviderNumber1025) {
  for (int i = 0; i < 1024; ++i) Must(RegisterTraceGuidsW{});
  EXPECT_THAT(Run(RegisterTraceGuidsW{}), Fails(ERROR_NO_SYSTEM_RESOURCES));
  EXPECT_THAT(Run(RegisterTraceGuidsA{}), Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(REGGUIDS_U01, ProviderNumber1024) {
  for (int i = 0; i < 1023; ++i) Must(RegisterTraceGuidsW{});
  Must(UnregisterTraceGuids{.registration = Must(RegisterTraceGuidsA{}).handle()});
  EXPECT_THAT(Run(RegisterTraceGuidsW{}), Succeeds());
}

CLAUSE_TEST(REGGUIDS_E05, ValueOfTheCallback) {
  const Handle session = Start();
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(RegisterTraceGuidsW{.callback = {.returns = ERROR_NOT_ENOUGH_MEMORY}}),
              Fails(ERROR_NOT_ENOUGH_MEMORY));
  const Outcome disabled = Must(EnableTrace{.enable = 0, .session = session});
  ASSERT_THAT(CallsOf(disabled, "control"), SizeIs(1)) << "the registration is in force";
  EXPECT_EQ(CallsOf(disabled, "control")[0].Number("RequestCode"), WMI_DISABLE_EVENTS);
}

CLAUSE_TEST(REGGUIDS_E05, CallbackThatSucceeds) {
  Must(EnableTrace{.flags = 7, .level = 3, .session = Start()});
  const Steps asking = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}};
  const Outcome registered = Run(RegisterTraceGuidsA{.callback = {.steps = asking}});
  EXPECT_THAT(registered, Succeeds());
  const auto calls = CallsOf(registered, "control");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("RequestCode"), WMI_ENABLE_EVENTS);
  ASSERT_THAT(calls[0].steps, SizeIs(3));
  EXPECT_THAT(calls[0].steps[1], Returns(3));
  EXPECT_THAT(calls[0].steps[2], Returns(7));
}

CLAUSE_TEST(REGGUIDS_S01, SecondRegistrationOfAnEnabledProvider) {
  Must(RegisterTraceGuidsW{.callback = {.name = "first"}});
  const Handle session = Start();
  Must(EnableTrace{.session = session});
  const Outcome second = Must(RegisterTraceGuidsW{.callback = {.name = "second"}});
  ASSERT_THAT(CallsOf(second, "second"), SizeIs(1));
  EXPECT_EQ(CallsOf(second, "second")[0].Number("RequestCode"), WMI_ENABLE_EVENTS);
  EXPECT_THAT(CallsOf(second, "first"), SizeIs(0));
  const Outcome disabled = Must(EnableTrace{.enable = 0, .session = session});
  EXPECT_THAT(CallsOf(disabled, "first"), SizeIs(1));
  EXPECT_THAT(CallsOf(disabled, "second"), SizeIs(1));
}

CLAUSE_TEST(REGGUIDS_S03, NoClasses) {
  Must(RegisterTraceGuidsW{.callback = {.steps = {GetTraceLoggerHandle{}}},
                           .classes = {},
                           .classes_place = Place::kNull});
  const Handle session = Start(u"etalon", {.log_file = u"classless.etl"});
  Must(TraceEvent{.session = Enable(session), .event = {.guid = kClassGuid, .payload = {1, 2}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"classless.etl"))),
              testing::ElementsAre("0102"));
}

CLAUSE_TEST(REGGUIDS_S03, EveryClassGetsItsHandle) {
  const Outcome registered = Must(RegisterTraceGuidsA{.classes = {kClassGuid, kOtherClassGuid}});
  ASSERT_THAT(registered.handles, SizeIs(3));
  EXPECT_NE(registered.handles[1], registered.handles[2]);
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[1]}),
              Has("instance", "RegHandle", registered.handles[1].symbol));
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[2]}),
              Has("instance", "RegHandle", registered.handles[2].symbol));
}

CLAUSE_TEST(REGGUIDS_U05, NobodyHasTheRight) {
  Must(
      EventAccessControl{.operation = SecurityOperation::kSetDacl, .rights = TRACELOG_GUID_ENABLE});
  EXPECT_THAT(Run(RegisterTraceGuidsW{}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(RegisterTraceGuidsA{}), Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(REGGUIDS_U05, EverybodyHasTheRight) {
  Must(EventAccessControl{.operation = SecurityOperation::kSetDacl,
                          .rights = TRACELOG_REGISTER_GUIDS});
  EXPECT_THAT(Run(RegisterTraceGuidsW{}), Succeeds());
}

CLAUSE_TEST(REGGUIDS_U04, ClassWithoutGuid) {
  EXPECT_THAT(Run(RegisterTraceGuidsW{.class_guids_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REGGUIDS_U04, ClassWithoutGuidBehindTheLast) {
  Needs(kServer2003);  // where a provider may have no classes
  EXPECT_THAT(Run(RegisterTraceGuidsW{.class_guids_place = Place::kNull, .class_count = 0}),
              Succeeds());
}

CLAUSE_TEST(REGGUIDS_P01, CallbackThatIsCalled) {
  Must(RegisterTraceGuidsW{.callback = {.name = "mine"}});
  EXPECT_THAT(CallsOf(Must(EnableTrace{.session = Start()}), "mine"), SizeIs(1));
}

CLAUSE_TEST(REGGUIDS_P02, GuidByWhichItIsEnabled) {
  Needs(kWindowsXp);  // where a provider need not have registered
  Must(RegisterTraceGuidsW{.guid = kOtherClassGuid});
  const Handle session = Start();
  EXPECT_THAT(CallsOf(Must(EnableTrace{.session = session}), "control"), SizeIs(0));
  EXPECT_THAT(CallsOf(Must(EnableTrace{.guid = kOtherClassGuid, .session = session}), "control"),
              SizeIs(1));
}

CLAUSE_TEST(REGGUIDS_P03, NoneOfNoClasses) {
  Needs(kServer2003);  // where a provider may have no classes
  EXPECT_THAT(Run(RegisterTraceGuidsW{.classes = {}, .classes_place = Place::kNull}), Succeeds());
  EXPECT_THAT(Run(RegisterTraceGuidsW{.classes_place = Place::kNull, .class_count = 1}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(REGGUIDS_P04, HandleForEveryClass) {
  const Outcome registered = Must(RegisterTraceGuidsW{.classes = {kClassGuid, kOtherClassGuid}});
  ASSERT_THAT(registered.handles, SizeIs(3));
  const Handle log = Start(u"etalon", {.log_file = u"classes.etl"});
  for (const size_t which : {size_t{1}, size_t{2}}) {
    const InstanceInfo instance =
        NewInstance(registered.handles.at(which), "made" + std::to_string(which));
    Must(TraceEventInstance{.session = log, .instance = instance});
  }
  Stop(log);
  const std::vector<CallbackRecord> events = EventsOf(u"classes.etl");
  EXPECT_THAT(OfClass(kClassGuid, events), SizeIs(1));
  EXPECT_THAT(OfClass(kOtherClassGuid, events), SizeIs(1));
}

CLAUSE_TEST(REGGUIDS_P05, NoImagePath) {
  Must(RegisterTraceGuidsW{});
  EXPECT_THAT(CallsOf(Must(EnableTrace{.session = Start()}), "control"), SizeIs(1));
}

CLAUSE_TEST(REGGUIDS_P06, NoResourceName) {
  Must(RegisterTraceGuidsA{});
  EXPECT_THAT(CallsOf(Must(EnableTrace{.session = Start()}), "control"), SizeIs(1));
}

CLAUSE_TEST(REGGUIDS_P07, HandleThatComesBackIsTheRegistrations) {
  Needs(kServer2003);  // where a provider may have no classes
  const Outcome first = Must(RegisterTraceGuidsW{.classes = {}});
  const Outcome second = Must(RegisterTraceGuidsW{.classes = {}});
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = first.handle()}), Succeeds());
  EXPECT_THAT(CallsOf(Must(EnableTrace{.session = Start()}), "control"), SizeIs(1));
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = second.handle()}), Succeeds());
}

}  // namespace
}  // namespace etalon
