#include "sim/consumer/trace_table.h"

#include <memory>
#include <utility>

#include "gtest/gtest.h"
#include "sim/system/process_table.h"

namespace etalon::sim {
namespace {

class TraceTableTest : public testing::Test {
 protected:
  Trace& Add(Process& process, std::u16string name) {
    auto trace = std::make_unique<Trace>();
    trace->process = &process;
    trace->name = std::move(name);
    return traces_.Add(std::move(trace));
  }

  Process one_, other_;
  TraceTable traces_;
};

TEST_F(TraceTableTest, HandlesComeOnce) {
  const TRACEHANDLE first = Add(one_, u"a").handle;
  traces_.Remove(first);
  traces_.Remove(first);  // nothing is there any more
  const TRACEHANDLE second = Add(one_, u"b").handle;
  EXPECT_EQ(second, first + 1);
  EXPECT_EQ(traces_.Find(first), nullptr);
  EXPECT_NE(traces_.Find(second), nullptr);
}

TEST_F(TraceTableTest, ClassCallbacksGoWithTheLastTrace) {
  const GUID guid = {1, 2, 3, {4}};
  const TRACEHANDLE first = Add(one_, u"a").handle;
  const TRACEHANDLE second = Add(one_, u"b").handle;
  Add(other_, u"c");
  ClassCallbacks& callbacks = traces_.class_callbacks();
  EXPECT_FALSE(callbacks.any());
  callbacks.Set(one_, guid, [](EVENT_TRACE*) {});
  EXPECT_TRUE(callbacks.any());
  traces_.Remove(first);
  EXPECT_NE(callbacks.Find(one_, guid), nullptr);
  EXPECT_EQ(callbacks.Find(other_, guid), nullptr);
  traces_.Remove(second);
  EXPECT_EQ(callbacks.Find(one_, guid), nullptr);
  EXPECT_FALSE(callbacks.any());
  callbacks.Set(one_, guid, [](EVENT_TRACE*) {});
  callbacks.Remove(one_, guid);
  callbacks.Remove(one_, guid);
  EXPECT_FALSE(callbacks.any());
}

TEST_F(TraceTableTest, AProcessThatEndsLeavesWhatIsBeingProcessed) {
  Trace& busy = Add(one_, u"busy");
  busy.processing = true;
  busy.mode = 0x10000000;
  Trace& live = Add(other_, u"live");
  live.real_time = true;
  const TRACEHANDLE idle = Add(one_, u"idle").handle;
  traces_.CloseAllOf(one_);
  EXPECT_EQ(traces_.Find(idle), nullptr);
  EXPECT_FALSE(live.close_pending);
  StateLines lines;
  traces_.Describe(StateWriter(lines));
  const StateLines expected = {
      {"trace/4096/Name", "busy"},      {"trace/4096/RealTime", "0"},
      {"trace/4096/Mode", "268435456"}, {"trace/4096/Processing", "1"},
      {"trace/4096/ClosePending", "1"}, {"trace/4097/Name", "live"},
      {"trace/4097/RealTime", "1"},     {"trace/4097/Mode", "0"},
      {"trace/4097/Processing", "0"},   {"trace/4097/ClosePending", "0"},
      {"counter/TraceHandles", "4099"},
  };
  EXPECT_EQ(lines, expected);
}

}  // namespace
}  // namespace etalon::sim
