#include "fuzz/operation_change.h"

#include <set>
#include <string>

#include "conformance/script/json.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

TEST(OperationChange, ReachesEveryMember) {
  std::set<std::string> changed;
  for (int which = 0; which < 256; ++which) {
    Op op = TraceEvent{.event = {.fields = {{.data = {1, 2}}}}};
    ChangeOneMember(static_cast<uint8_t>(which), 2, &op);
    changed.insert(ToJson(op));
  }
  std::string all;
  for (const std::string& line : changed) all += line + '\n';
  for (const char* member : {"session", "block", "place", "size", "type", "level", "version",
                             "guid",
                             "flags", "time_stamp", "guid_by_pointer", "payload", "payload_fill",
                             "fields", "length", "times"}) {
    EXPECT_NE(all.find('"' + std::string(member) + "\":"), std::string::npos) << member;
  }
}

TEST(OperationChange, ChangesNothingWhereThereIsNothing) {
  Op op = Restart{};
  ChangeOneMember(7, 7, &op);
  EXPECT_EQ(op, Op(Restart{}));
}

TEST(OperationChange, KeepsRepetitionsAndWaitsWithinBounds) {
  Op op = EventRegister{.callback = {.steps = {TraceEvent{.times = 4'000'000'000}},
                                     .delay_ms = 4'000'000'000,
                                     .fault = true}};
  KeepWithinBounds(&op);
  const auto& callback = std::get<EventRegister>(op.any).callback;
  EXPECT_LE(callback.delay_ms, 1'000u);
  EXPECT_FALSE(callback.fault);
  EXPECT_LE(std::get<TraceEvent>(callback.steps.ops().front().any).times, 200u);
}

}  // namespace
}  // namespace etalon
