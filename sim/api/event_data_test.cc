#include "sim/api/event_data.h"

#include <gtest/gtest.h>

#include <vector>

#include "sim/api/short_copy.h"

namespace etalon::sim {
namespace {

EVENT_DATA_DESCRIPTOR Descriptor(const std::vector<uint8_t>& bytes, UCHAR type) {
  EVENT_DATA_DESCRIPTOR descriptor = {};
  descriptor.Ptr = reinterpret_cast<uintptr_t>(bytes.data());
  descriptor.Size = static_cast<ULONG>(bytes.size());
  descriptor.Type = type;
  return descriptor;
}

TEST(EventDataTest, DefinedTypesAreNoPayloadWhereTypesMeanSomething) {
  const std::vector<uint8_t> bytes = {1, 2, 3};
  for (const auto& [type, is_payload] : std::vector<std::pair<UCHAR, bool>>{
           {EVENT_DATA_DESCRIPTOR_TYPE_NONE, true},
           {EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA, false},
           {EVENT_DATA_DESCRIPTOR_TYPE_PROVIDER_METADATA, false},
           {EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE, false},
           {EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE + 1, true}}) {
    const EVENT_DATA_DESCRIPTOR both[] = {Descriptor(bytes, type), Descriptor(bytes, 0)};
    const EventData typed(both, 2, true), plain(both, 2, false);
    EXPECT_EQ(typed.bytes(), is_payload ? 6u : 3u) << int{type};
    EXPECT_EQ(plain.bytes(), 6u);
    EXPECT_EQ(typed.typed_count(), 2u);
    EXPECT_EQ(plain.typed_count(), 0u);
    EXPECT_EQ(typed.Find(type), &both[0]);
    EXPECT_EQ(plain.Find(type), nullptr);
    std::vector<uint8_t> out(8, 0xEE);
    typed.CopyTo(out.data());
    EXPECT_EQ(out, is_payload ? (std::vector<uint8_t>{1, 2, 3, 1, 2, 3, 0xEE, 0xEE})
                              : (std::vector<uint8_t>{1, 2, 3, 0xEE, 0xEE, 0xEE, 0xEE, 0xEE}));
  }
}

TEST(EventDataTest, ThereAreAtMost128AndNoneAtNull) {
  const EVENT_DATA_DESCRIPTOR one = {};
  EXPECT_TRUE(EventData::MayBe(&one, 128));
  EXPECT_FALSE(EventData::MayBe(&one, 129));
  EXPECT_TRUE(EventData::MayBe(nullptr, 0));
  EXPECT_FALSE(EventData::MayBe(nullptr, 1));
}

TEST(ShortCopyTest, CopiesAllAndNoMore) {
  std::vector<uint8_t> from(40);
  for (size_t i = 0; i < from.size(); ++i) from[i] = static_cast<uint8_t>(i + 1);
  for (size_t bytes = 0; bytes <= 33; ++bytes) {
    std::vector<uint8_t> to(40, 0xEE), expected(40, 0xEE);
    std::copy(from.begin(), from.begin() + static_cast<ptrdiff_t>(bytes), expected.begin());
    ShortCopy(from.data(), bytes, to.data());
    EXPECT_EQ(to, expected) << bytes;
  }
}

}  // namespace
}  // namespace etalon::sim
