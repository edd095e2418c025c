// EventActivityIdControl.
#include <set>
#include <string>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

constexpr Guid kFirst = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr Guid kSecond = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};
constexpr uint32_t kGet = EVENT_ACTIVITY_CTRL_GET_ID;
constexpr uint32_t kSet = EVENT_ACTIVITY_CTRL_SET_ID;
constexpr uint32_t kCreate = EVENT_ACTIVITY_CTRL_CREATE_ID;
constexpr uint32_t kGetSet = EVENT_ACTIVITY_CTRL_GET_SET_ID;
constexpr uint32_t kCreateSet = EVENT_ACTIVITY_CTRL_CREATE_SET_ID;

// The identifier that came back in the place of kFirst.
std::string Given(const Outcome& outcome) {
  const std::string changed = outcome.Text("activity_id", "value");
  return changed.empty() ? ToString(kFirst) : changed;
}

CLAUSE_TEST(EVTACT_U01, CodesThatAreNone) {
  for (const uint32_t code : {0u, 6u, 0x80000001u}) {
    const Outcome outcome = Run(EventActivityIdControl{.code = code, .activity = kFirst});
    EXPECT_THAT(outcome, Fails(ERROR_INVALID_PARAMETER));
    EXPECT_THAT(outcome, Leaves("activity_id", "value"));
  }
}

NEAR_MISS(EVTACT_U01, FirstAndLastCode) {
  EXPECT_THAT(Run(EventActivityIdControl{.code = kGet}), Succeeds());
  EXPECT_THAT(Run(EventActivityIdControl{.code = kCreateSet}), Succeeds());
}

CLAUSE_TEST(EVTACT_U02, NoPlaceForTheIdentifier) {
  for (const uint32_t code : {kGet, kSet, kCreate, kGetSet, kCreateSet}) {
    EXPECT_THAT(Run(EventActivityIdControl{.code = code, .place = Place::kNull}),
                Fails(ERROR_INVALID_PARAMETER))
        << code;
  }
}

NEAR_MISS(EVTACT_U02, PlaceForTheIdentifier) {
  for (const uint32_t code : {kGet, kSet, kCreate, kGetSet, kCreateSet}) {
    EXPECT_THAT(Run(EventActivityIdControl{.code = code}), Succeeds()) << code;
  }
}

CLAUSE_TEST(EVTACT_S01, EveryThreadHasItsOwn) {
  EXPECT_EQ(Given(Must(EventActivityIdControl{.code = kGet, .activity = kFirst})),
            ToString(Guid{}));
  Must(EventActivityIdControl{.code = kSet, .activity = kSecond});
  EXPECT_EQ(Given(Must(EventActivityIdControl{.code = kGet, .activity = kFirst})),
            ToString(kSecond));
  EXPECT_EQ(Given(Must(EventActivityIdControl{
                .code = kGet, .activity = kFirst, .on = {.thread = "second"}})),
            ToString(Guid{}));
}

CLAUSE_TEST(EVTACT_S02, GetSetSwaps) {
  Must(EventActivityIdControl{.code = kSet, .activity = kSecond});
  EXPECT_EQ(Given(Must(EventActivityIdControl{.code = kGetSet, .activity = kFirst})),
            ToString(kSecond));
  EXPECT_EQ(Given(Must(EventActivityIdControl{.code = kGetSet, .activity = kSecond})),
            ToString(kFirst));
}

CLAUSE_TEST(EVTACT_S02, CreateSetGivesTheOldOneBack) {
  Must(EventActivityIdControl{.code = kSet, .activity = kSecond});
  EXPECT_EQ(Given(Must(EventActivityIdControl{.code = kCreateSet, .activity = kFirst})),
            ToString(kSecond));
  const std::string installed = Given(Must(EventActivityIdControl{.code = kGet}));
  EXPECT_NE(installed, ToString(kSecond));
  EXPECT_NE(installed, ToString(kFirst));
  EXPECT_NE(installed, ToString(Guid{}));
}

CLAUSE_TEST(EVTACT_S03, NoIdentifierTwice) {
  std::set<std::string> made;
  for (int i = 0; i < 20; ++i) {
    const On on = {.thread = i % 2 == 0 ? "" : "second"};
    made.insert(Given(Must(EventActivityIdControl{.code = kCreate, .activity = kFirst, .on = on})));
  }
  EXPECT_EQ(made.size(), 20u);
  EXPECT_EQ(made.count(ToString(Guid{})), 0u);
}

CLAUSE_TEST(EVTACT_P01, CreateLeavesTheThreadAlone) {
  Must(EventActivityIdControl{.code = kSet, .activity = kSecond});
  EXPECT_NE(Given(Must(EventActivityIdControl{.code = kCreate, .activity = kFirst})),
            ToString(kSecond));
  EXPECT_EQ(Given(Must(EventActivityIdControl{.code = kGet, .activity = kFirst})),
            ToString(kSecond));
}

CLAUSE_TEST(EVTACT_P02, WhichCodesReadAndWriteIt) {
  EXPECT_THAT(Run(EventActivityIdControl{.code = kSet, .activity = kFirst}),
              Leaves("activity_id", "value"));
  EXPECT_EQ(Given(Run(EventActivityIdControl{.code = kGet, .activity = kSecond})),
            ToString(kFirst));
  EXPECT_EQ(Given(Run(EventActivityIdControl{.code = kGetSet, .activity = kSecond})),
            ToString(kFirst));
  EXPECT_THAT(Run(EventActivityIdControl{.code = kCreate, .activity = kFirst}),
              testing::Not(Leaves("activity_id", "value")));
}

}  // namespace
}  // namespace etalon
