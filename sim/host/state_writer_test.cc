#include "sim/host/state_writer.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon::sim {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(StateWriterTest, NamesStandUnderTheirParts) {
  StateLines lines;
  const StateWriter session = StateWriter(lines).In("session", u"caf\u00e9");
  session.Number("EventsLost", 3);
  session.In("cpu", 1).Text("State", "open");
  EXPECT_THAT(lines, ElementsAre(Pair("session/caf\\x00e9/EventsLost", "3"),
                                 Pair("session/caf\\x00e9/cpu/1/State", "open")));
}

TEST(StateWriterTest, GuidsAreWrittenAsUsual) {
  const GUID guid = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
  EXPECT_EQ(ToText(guid), "{e7a10000-0001-4000-8000-000000000001}");
}

TEST(StateWriterTest, ContentsDifferByTheirHash) {
  StateLines lines;
  const StateWriter writer(lines);
  const uint8_t one[] = {1, 2, 3};
  const uint8_t other[] = {1, 2, 4};
  writer.Bytes("a", one, sizeof one);
  writer.Bytes("b", other, sizeof other);
  EXPECT_EQ(lines["a"].substr(0, 9), "3 bytes, ");
  EXPECT_NE(lines["a"], lines["b"]);
}

}  // namespace
}  // namespace etalon::sim
