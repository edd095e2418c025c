// EventAccessQuery: the permissions of a session or provider, as a self-relative descriptor.
#include "conformance/clause_test.h"
#include "conformance/information.h"

namespace etalon {
namespace {

using testing::Contains;

constexpr size_t kDacl = 16;
const Bytes kEveryone = {1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
const Bytes kLocalSystem = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
const Bytes kAdministrators = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0};
const Bytes kPerformanceLogUsers = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x2F, 2, 0, 0};

CLAUSE_TEST(ACCQRY_U01, NoGuid) {
  EXPECT_THAT(Run(EventAccessQuery{.guid_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(ACCQRY_U01, NoSize) {
  EXPECT_THAT(Run(EventAccessQuery{.size_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ACCQRY_U01, GuidAndSize) { EXPECT_THAT(Run(EventAccessQuery{}), Succeeds()); }

CLAUSE_TEST(ACCQRY_U02, NoBufferOfSomeSize) {
  EXPECT_THAT(Run(EventAccessQuery{.buffer = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ACCQRY_U02, BufferOfSomeSize) {
  EXPECT_THAT(Run(EventAccessQuery{.buffer = Place::kBlock}), Succeeds());
}

NEAR_MISS(ACCQRY_U02, NoBufferOfNoSize) {
  const Outcome asked = Run(EventAccessQuery{.buffer = Place::kNull, .buffer_size = 0});
  EXPECT_THAT(asked, Fails(ERROR_MORE_DATA)) << "it asks for the size";
  const uint64_t needed = asked.Number("buffer_size", "value");
  EXPECT_THAT(Must(EventAccessQuery{}), Has("buffer_size", "value", needed));
}

CLAUSE_TEST(ACCQRY_E01, BufferOneByteTooSmall) {
  const Outcome queried = Must(EventAccessQuery{});
  const auto needed = static_cast<uint32_t>(BytesIn(queried, "buffer").size());
  const Outcome refused = Run(EventAccessQuery{.bytes = needed - 1});
  EXPECT_THAT(refused, Fails(ERROR_MORE_DATA));
  EXPECT_THAT(refused, Has("buffer_size", "value", needed));
}

NEAR_MISS(ACCQRY_E01, BufferJustLargeEnough) {
  const Outcome queried = Must(EventAccessQuery{});
  const auto needed = static_cast<uint32_t>(BytesIn(queried, "buffer").size());
  EXPECT_THAT(Run(EventAccessQuery{.bytes = needed}), Succeeds());
}

CLAUSE_TEST(ACCQRY_P01, SizeZeroAsksForTheSize) {
  const Outcome asked = Run(EventAccessQuery{.bytes = 256, .buffer_size = 0});
  EXPECT_THAT(asked, Fails(ERROR_MORE_DATA));
  const uint64_t needed = asked.Number("buffer_size", "value");
  EXPECT_THAT(Must(EventAccessQuery{}), Has("buffer_size", "value", needed));
  for (const Change& change : asked.changes) EXPECT_NE(change.block, "buffer");
}

CLAUSE_TEST(ACCQRY_S01, UnknownGuidHasTheDefaults) {
  const Outcome queried = Must(EventAccessQuery{});
  const Bytes descriptor = BytesIn(queried, "buffer");
  EXPECT_THAT(queried, Has("buffer_size", "value", descriptor.size()));
  EXPECT_EQ(NumberAt(descriptor, 0, 1), 1u);  // SECURITY_DESCRIPTOR_REVISION
  EXPECT_EQ(NumberAt(descriptor, 2, 2) & (SE_SELF_RELATIVE | SE_DACL_PRESENT),
            uint64_t{SE_SELF_RELATIVE | SE_DACL_PRESENT});
  const auto grants = [](uint32_t rights, const Bytes& sid) {
    return testing::AllOf(
        testing::Field(&AccessTold::type, 0u), testing::Field(&AccessTold::sid, sid),
        testing::Field(&AccessTold::rights,
                       testing::Truly([=](uint32_t r) { return (r & rights) == rights; })));
  };
  const std::vector<AccessTold> list = AccessListOf(descriptor, kDacl);
  EXPECT_THAT(list, Contains(grants(TRACELOG_REGISTER_GUIDS, kEveryone)));
  EXPECT_THAT(list, Contains(grants(0xFFF, kLocalSystem)));
  EXPECT_THAT(list, Contains(grants(0xFFF, kAdministrators)));
  EXPECT_THAT(list, Contains(grants(0xEE1, kPerformanceLogUsers)));
}

}  // namespace
}  // namespace etalon
