#include "sim/provider/event_filters.h"

#include <gtest/gtest.h>

#include "sim/provider/event_registration.h"
#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

TEST(EventIdFilterTest, OnlyTheseOrAllButThese) {
  const EventIdFilter in = {.filter_in = true, .ids = {1, 7}};
  const EventIdFilter out = {.filter_in = false, .ids = {1, 7}};
  EXPECT_TRUE(in.Admits(7));
  EXPECT_FALSE(in.Admits(2));
  EXPECT_FALSE(out.Admits(7));
  EXPECT_TRUE(out.Admits(2));
}

TEST(LevelKeywordFilterTest, OnlyTheseOrAllButThese) {
  LevelKeywordFilter filter = {.match_any = 3, .match_all = 4, .level = 2, .filter_in = true};
  EXPECT_TRUE(filter.Admits(2, 5));
  EXPECT_FALSE(filter.Admits(3, 5));
  EXPECT_FALSE(filter.Admits(2, 4));
  EXPECT_FALSE(filter.Admits(2, 1));
  filter.filter_in = false;
  EXPECT_FALSE(filter.Admits(2, 5));
  EXPECT_TRUE(filter.Admits(3, 5));
}

TEST(EventFiltersTest, ProcessesByIdAndExecutable) {
  Process process;
  process.pid = 40;
  process.image_name = u"C:\\programs\\Etalon.exe";
  EventFilters filters;
  EXPECT_TRUE(filters.Covers(process));
  filters.process_ids = {4, 40};
  EXPECT_TRUE(filters.Covers(process));
  filters.executables = {u"other.exe"};
  EXPECT_FALSE(filters.Covers(process)) << "every filter has a say";
  filters.executables = {u"other.exe", u"ETALON.EXE"};
  EXPECT_TRUE(filters.Covers(process));
  filters.packages = {u"some"};
  EXPECT_FALSE(filters.Covers(process));
}

// One event that describes itself, of a provider with one session.
class EventNameTest : public testing::Test {
 protected:
  EventNameTest() {
    data_[0].Ptr = reinterpret_cast<uintptr_t>(kPayload);
    data_[0].Size = sizeof(kPayload);
    data_[1].Ptr = reinterpret_cast<uintptr_t>(kMetadata);
    data_[1].Size = sizeof(kMetadata);
    data_[1].Type = EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA;
  }

  bool Admits(const EventNameFilter& filter, uint32_t data_count) {
    EventFilters filters;
    filters.event_names = filter;
    provider_.Put(0, &session_.session(), kAll, 0, &filters);
    return provider_.at(0).Admits(event_, data_count, data_);
  }

  static constexpr Wanted kAll = {.level = 0, .match_any = ~uint64_t{0}};
  // Size, one tag of two bytes, "Hello", and nothing of its fields.
  static constexpr char kMetadata[] = {10, 0, '\x81', 1, 'H', 'e', 'l', 'l', 'o', 0};
  static constexpr char kPayload[] = {1, 2, 3};
  EventRegistration provider_;
  TestSession session_;
  EVENT_DESCRIPTOR event_ = {};
  EVENT_DATA_DESCRIPTOR data_[2] = {};
};

TEST_F(EventNameTest, OnlyTheseOrAllButThese) {
  EventNameFilter filter = {.among = {.filter_in = true}, .names = {"Bye", "Hello"}};
  EXPECT_TRUE(Admits(filter, 2));
  EXPECT_FALSE(Admits(filter, 1)) << "an event without a name";
  filter.among.filter_in = false;
  EXPECT_FALSE(Admits(filter, 2));
  EXPECT_TRUE(Admits(filter, 1));
}

TEST_F(EventNameTest, AmongThoseOfALevelAndKeyword) {
  EventNameFilter filter = {.among = {.match_any = 1, .level = 3, .filter_in = false},
                            .names = {"Hello"}};
  event_.Level = 4;
  event_.Keyword = 1;
  EXPECT_TRUE(Admits(filter, 2)) << "the names are not asked for";
  event_.Level = 3;
  EXPECT_FALSE(Admits(filter, 2));
}

TEST(StackFilterTest, WhoseStackIsTaken) {
  EventRegistration provider;
  TestSession session;
  EventFilters filters;
  filters.stack_ids = EventIdFilter{.filter_in = true, .ids = {7}};
  filters.stack_level_keyword =
      LevelKeywordFilter{.match_any = 0, .match_all = 0, .level = 2, .filter_in = true};
  const Wanted all = {.level = 0, .match_any = ~uint64_t{0}};
  EVENT_DESCRIPTOR event = {};
  event.Id = 7;
  event.Level = 2;
  provider.Put(0, &session.session(), all, 0, &filters);
  EXPECT_FALSE(provider.at(0).WantsStack(event, 0, nullptr)) << "not asked for";
  provider.Put(0, &session.session(), all, EVENT_ENABLE_PROPERTY_STACK_TRACE, &filters);
  EXPECT_TRUE(provider.at(0).WantsStack(event, 0, nullptr));
  event.Level = 3;
  EXPECT_FALSE(provider.at(0).WantsStack(event, 0, nullptr));
  event.Level = 2;
  event.Id = 8;
  EXPECT_FALSE(provider.at(0).WantsStack(event, 0, nullptr));
  provider.Put(0, &session.session(), all, EVENT_ENABLE_PROPERTY_STACK_TRACE, nullptr);
  EXPECT_TRUE(provider.at(0).WantsStack(event, 0, nullptr));
}

}  // namespace
}  // namespace etalon::sim
