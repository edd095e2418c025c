// EventRegister.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

CLAUSE_TEST(EVTREG_U01, NoProvider) {
  const Outcome outcome = Run(EventRegister{.guid_place = Place::kNull});
  EXPECT_THAT(outcome, Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(outcome, Has("handle", "value", 0));
}

CLAUSE_TEST(EVTREG_U01, NoPlaceForTheHandle) {
  EXPECT_THAT(Run(EventRegister{.handle = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(EVTREG_U01, ProviderAndPlace) { EXPECT_THAT(Run(EventRegister{}), Succeeds()); }

CLAUSE_TEST(EVTREG_U02, OneMoreThan1024) {
  for (int i = 0; i < 1024; ++i) Must(EventRegister{.callback = {.place = Place::kNull}});
  const Outcome outcome = Run(EventRegister{.callback = {.place = Place::kNull}});
  EXPECT_THAT(outcome, Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(EVTREG_U02, TheLastOf1024) {
  for (int i = 0; i < 1023; ++i) Must(EventRegister{.callback = {.place = Place::kNull}});
  EXPECT_THAT(Run(EventRegister{.callback = {.place = Place::kNull}}), Succeeds());
}

CLAUSE_TEST(EVTREG_S01, HandleOfAnotherProcess) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "other"});
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(u"events.etl");
  const On elsewhere = {.process = "other"};
  EXPECT_THAT(Run(EventWrite{.provider = provider, .data = {{.data = {1}}}, .on = elsewhere}),
              Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(EventUnregister{.handle = provider, .on = elsewhere}),
              Fails(ERROR_INVALID_HANDLE));
  Must(EventWrite{.provider = provider, .data = {{.data = {2}}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"events.etl"))), ElementsAre("02"));
}

CLAUSE_TEST(EVTREG_S02, EnabledBefore) {
  const Handle session = Start();
  Must(EnableTrace{.flags = 6, .level = 3, .session = session});
  const auto calls = CallsOf(Must(EventRegister{}), "enable");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("IsEnabled"), 1u);
  EXPECT_EQ(calls[0].Number("Level"), 3u);
  EXPECT_EQ(calls[0].Number("MatchAnyKeyword"), 6u);
  EXPECT_EQ(calls[0].Number("Context"), 1u);
  EXPECT_EQ(calls[0].Text("SourceId"), ToString(Guid{}));
}

CLAUSE_TEST(EVTREG_S02, NotEnabledBefore) {
  const Handle session = Start();
  EXPECT_THAT(CallsOf(Must(EventRegister{}), "enable"), IsEmpty());
  EXPECT_THAT(CallsOf(Must(EnableTrace{.session = session}), "enable"), SizeIs(1));
}

CLAUSE_TEST(EVTREG_P01, TheGuidThatSessionsEnable) {
  const Handle session = Start();
  Must(EnableTrace{.guid = kClassGuid, .session = session});
  EXPECT_THAT(CallsOf(Must(EventRegister{.guid = kOtherClassGuid}), "enable"), IsEmpty());
  EXPECT_THAT(CallsOf(Must(EventRegister{.guid = kClassGuid}), "enable"), SizeIs(1));
}

CLAUSE_TEST(EVTREG_P02, NoCallback) {
  const Outcome registered = Must(EventRegister{.callback = {.place = Place::kNull}});
  const Handle session = StartEnabled(u"events.etl");
  Must(EventWrite{.provider = registered.handle(), .data = {{.data = {1}}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"events.etl"))), ElementsAre("01"));
}

CLAUSE_TEST(EVTREG_P03, AHandleEach) {
  const Handle first = RegisterProvider();
  const Handle second = RegisterProvider();
  const Handle session = StartEnabled(u"events.etl");
  Must(EventUnregister{.handle = first});
  Must(EventWrite{.provider = second, .data = {{.data = {2}}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"events.etl"))), ElementsAre("02"));
}

CLAUSE_TEST(EVTREG_P03, ZeroOnFailure) {
  EXPECT_THAT(Run(EventRegister{.guid_place = Place::kNull}), Has("handle", "value", 0));
}

}  // namespace
}  // namespace etalon
