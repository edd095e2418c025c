#include "sim/api/filter_descriptors.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "sim/api/api.h"

namespace etalon::sim {
namespace {

using Bytes = std::vector<uint8_t>;

// Not inline: g++ 12 would find fault with bytes that it has just made room for.
template <typename T>
[[gnu::noinline]] void StoreAt(Bytes* bytes, size_t at, T value) {
  if (bytes->size() < at + sizeof(value)) bytes->resize(at + sizeof(value));
  std::memcpy(bytes->data() + at, &value, sizeof(value));
}

// EVENT_FILTER_EVENT_ID
Bytes Ids(bool filter_in, std::vector<USHORT> ids, USHORT count) {
  Bytes bytes(offsetof(EVENT_FILTER_EVENT_ID, Events));
  StoreAt(&bytes, offsetof(EVENT_FILTER_EVENT_ID, FilterIn), BOOLEAN{filter_in});
  StoreAt(&bytes, offsetof(EVENT_FILTER_EVENT_ID, Count), count);
  for (const USHORT id : ids) StoreAt(&bytes, bytes.size(), id);
  return bytes;
}

// EVENT_FILTER_EVENT_NAME; as EVENT_FILTER_LEVEL_KW begins.
Bytes Names(USHORT count, const std::string& names) {
  Bytes bytes(offsetof(EVENT_FILTER_EVENT_NAME, Names));
  StoreAt(&bytes, offsetof(EVENT_FILTER_EVENT_NAME, MatchAnyKeyword), ULONGLONG{3});
  StoreAt(&bytes, offsetof(EVENT_FILTER_EVENT_NAME, MatchAllKeyword), ULONGLONG{2});
  StoreAt(&bytes, offsetof(EVENT_FILTER_EVENT_NAME, Level), UCHAR{4});
  StoreAt(&bytes, offsetof(EVENT_FILTER_EVENT_NAME, FilterIn), BOOLEAN{1});
  StoreAt(&bytes, offsetof(EVENT_FILTER_EVENT_NAME, NameCount), count);
  bytes.insert(bytes.end(), names.begin(), names.end());
  return bytes;
}

const LevelKeywordFilter kAmong = {.match_any = 3, .match_all = 2, .level = 4, .filter_in = true};

Bytes Utf16(const std::u16string& text) {
  Bytes bytes;
  for (const char16_t c : text) StoreAt(&bytes, bytes.size(), c);
  return bytes;
}

class FilterDescriptorsTest : public testing::Test {
 protected:
  ULONG Read(const std::vector<std::pair<ULONG, Bytes>>& given) {
    std::vector<EVENT_FILTER_DESCRIPTOR> descriptors;
    for (const auto& [type, bytes] : given) {
      descriptors.push_back(
          {reinterpret_cast<ULONGLONG>(bytes.data()), static_cast<ULONG>(bytes.size()), type});
    }
    filters_ = {};
    return ReadFilters(descriptors.data(), static_cast<ULONG>(descriptors.size()), &filters_);
  }
  // Alone, and it is well.
  EventFilters Of(ULONG type, const Bytes& bytes) {
    EXPECT_EQ(Read({{type, bytes}}), 0u) << type;
    return filters_;
  }

  Machine machine_;
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  CallerScope scope_{caller_};
  EventFilters filters_;
};

TEST_F(FilterDescriptorsTest, EachTypeSaysOneThing) {
  EventFilters expected;
  expected.process_ids = {7, 8};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_PID, {7, 0, 0, 0, 8, 0, 0, 0}), expected);
  expected = {};
  expected.executables = {u"a", u"b"};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_EXECUTABLE_NAME, Utf16(u"a;b")), expected);
  expected = {};
  expected.packages = {u"a", u""};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_PACKAGE_ID, Utf16(std::u16string(u"a;\0b", 4))), expected);
  expected = {};
  expected.package_apps = {u"ab"};
  Bytes odd = Utf16(u"ab");
  odd.push_back(u'c');  // half a character
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_PACKAGE_APP_ID, odd), expected);
  expected = {};
  expected.payload = {1, 2, 3};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_PAYLOAD, {1, 2, 3}), expected);
  expected = {};
  expected.event_ids = EventIdFilter{.filter_in = true, .ids = {5, 6}};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_EVENT_ID, Ids(true, {5, 6, 7}, 2)), expected);
  expected = {};
  expected.stack_ids = EventIdFilter{.filter_in = false, .ids = {5}};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_STACKWALK, Ids(false, {5}, 1)), expected);
  expected = {};
  expected.event_names = EventNameFilter{.among = kAmong, .names = {"one", "two"}};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_EVENT_NAME, Names(2, std::string("one\0two\0three", 13))),
            expected);
  expected = {};
  expected.stack_names = EventNameFilter{.among = kAmong, .names = {"one", "", "two"}};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_STACKWALK_NAME, Names(9, std::string("one\0\0two", 8))), expected);
  expected = {};
  expected.stack_level_keyword = kAmong;
  Bytes level = Names(0, "");
  level.resize(offsetof(EVENT_FILTER_LEVEL_KW, FilterIn) + 1);
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_STACKWALK_LEVEL_KW, level), expected);
  expected = {};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_SYSTEM_FLAGS, {1}), expected);
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_CONTAINER, {1}), expected);
  expected.for_provider = ProviderFilter{.type = EVENT_FILTER_TYPE_SCHEMATIZED, .bytes = {9}};
  EXPECT_EQ(Of(EVENT_FILTER_TYPE_SCHEMATIZED, {9}), expected);
}

TEST_F(FilterDescriptorsTest, EachTypeHasItsMost) {
  for (const auto& [type, most] : std::vector<std::pair<ULONG, size_t>>{
           {EVENT_FILTER_TYPE_PID, MAX_EVENT_FILTER_PID_COUNT * sizeof(ULONG)},
           {EVENT_FILTER_TYPE_PAYLOAD, MAX_EVENT_FILTER_PAYLOAD_SIZE},
           {EVENT_FILTER_TYPE_EVENT_NAME, MAX_EVENT_FILTER_EVENT_NAME_SIZE},
           {EVENT_FILTER_TYPE_STACKWALK_NAME, MAX_EVENT_FILTER_EVENT_NAME_SIZE},
           {EVENT_FILTER_TYPE_SCHEMATIZED, MAX_EVENT_FILTER_DATA_SIZE}}) {
    EXPECT_EQ(Read({{type, Bytes(most, 0)}}), 0u) << type;
    EXPECT_NE(Read({{type, Bytes(most + 1, 0)}}), 0u) << type;
  }
  std::vector<USHORT> ids(MAX_EVENT_FILTER_EVENT_ID_COUNT + 1);
  const USHORT most = MAX_EVENT_FILTER_EVENT_ID_COUNT;
  EXPECT_EQ(Read({{EVENT_FILTER_TYPE_EVENT_ID, Ids(true, ids, most)}}), 0u);
  EXPECT_NE(Read({{EVENT_FILTER_TYPE_EVENT_ID, Ids(true, ids, most + 1)}}), 0u);
}

TEST_F(FilterDescriptorsTest, EachTypeHasItsLeast) {
  EXPECT_NE(Read({{EVENT_FILTER_TYPE_PID, {1, 2, 3}}}), 0u);
  EXPECT_NE(Read({{EVENT_FILTER_TYPE_EVENT_ID, Ids(true, {5}, 2)}}), 0u);
  const Bytes none = Ids(true, {}, 0);
  EXPECT_EQ(Read({{EVENT_FILTER_TYPE_EVENT_ID, none}}), 0u);
  EXPECT_NE(Read({{EVENT_FILTER_TYPE_EVENT_ID, Bytes(none.begin(), none.end() - 1)}}), 0u);
  const Bytes names = Names(0, "");
  for (const ULONG type : {EVENT_FILTER_TYPE_EVENT_NAME, EVENT_FILTER_TYPE_STACKWALK_NAME}) {
    EXPECT_EQ(Read({{type, names}}), 0u);
    EXPECT_NE(Read({{type, Bytes(names.begin(), names.end() - 1)}}), 0u);
  }
  Bytes level(offsetof(EVENT_FILTER_LEVEL_KW, FilterIn), 0);
  EXPECT_NE(Read({{EVENT_FILTER_TYPE_STACKWALK_LEVEL_KW, level}}), 0u);
}

TEST_F(FilterDescriptorsTest, ATypeComesOnceAndDataAreSomewhere) {
  EXPECT_EQ(Read({}), 0u);
  EXPECT_EQ(Read({{EVENT_FILTER_TYPE_PID, {1, 0, 0, 0}}, {EVENT_FILTER_TYPE_PAYLOAD, {1}}}), 0u);
  EXPECT_NE(Read({{EVENT_FILTER_TYPE_PAYLOAD, {1}}, {EVENT_FILTER_TYPE_PAYLOAD, {1}}}), 0u);
  const EVENT_FILTER_DESCRIPTOR nowhere = {0, 4, EVENT_FILTER_TYPE_PAYLOAD};
  EXPECT_NE(ReadFilters(&nowhere, 1, &filters_), 0u);
  const EVENT_FILTER_DESCRIPTOR nothing = {0, 0, EVENT_FILTER_TYPE_PAYLOAD};
  EXPECT_EQ(ReadFilters(&nothing, 1, &filters_), 0u);
  EXPECT_NE(ReadFilters(nullptr, 1, &filters_), 0u);
  EXPECT_EQ(ReadFilters(nullptr, 0, &filters_), 0u);
}

}  // namespace
}  // namespace etalon::sim
