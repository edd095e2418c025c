#include <cstdint>
#include <map>
#include <sstream>
#include <string>

#include "conformance/heap/figures.h"
#include "conformance/heap/heap_story.h"
#include "conformance/heap/json_report.h"
#include "conformance/heap/page.h"
#include "conformance/heap/read_log.h"
#include "conformance/heap/speedscope.h"
#include "conformance/heap/text_report.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace etalon::heap {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string TextOf(const HeapTrace& trace, const TextLimits& limits = {}) {
  std::ostringstream out;
  PrintReport(trace, limits, out);
  return out.str();
}

json JsonOf(const HeapTrace& trace) {
  std::ostringstream out;
  WriteJsonReport(trace, out);
  return json::parse(out.str());
}

// What stands between the page's tags.
std::string DataOf(const std::string& page) {
  const std::string opening = "<script type=\"application/json\" id=\"data\">";
  const size_t start = page.find(opening) + opening.size();
  return page.substr(start, page.find("</script>", start) - start);
}

TEST(TextReportTest, TellsTheStory) {
  EXPECT_EQ(TextOf(ReadMadeLog(TellStory).trace),
            R"(16 heap events in 0.080 s, 4 heaps of 3 processes; nothing was lost

app.exe (1000), ended at +0.040 s with exit code 3
  350 B in 2 blocks never freed before its exit. Peak 1.32 KiB at +0.030 s.

  heap                 allocations  reallocations  frees    peak  outstanding  blocks
  0x20000                        3              1      1   400 B        350 B       2
  0x90000 (destroyed)            1              0      0  1000 B          0 B       0
  1 allocation failed.
  1 block (1000 B) went with the heaps that were destroyed: no leaks.

  Suspected leaks: allocated by these, never freed
   1.  300 B  85.7 %  1 block of 2 allocated, from +0.020 to +0.020 s, heap 0x20000
         ntdll.dll+0x100
         app.exe+0x2000
         app.exe+0x10
   2.  50 B  14.3 %  1 block of 2 allocated, from +0.020 to +0.020 s, heap 0x20000
         ntdll.dll+0x100
         app.exe+0x1000
         app.exe+0x10

process 2000
  64 B in 1 block still allocated when the trace ended. Peak 64 B at +0.040 s.

  heap    allocations  reallocations  frees  peak  outstanding  blocks
  0x5000            1              0      0  64 B         64 B       1
  1 block that ended had begun before the trace: not counted.

  Outstanding, by the stack that allocated it
   1.  64 B  100.0 %  1 block of 1 allocated, from +0.040 to +0.040 s
         (no stack recorded)

tool.exe (1000, use 2 of the id)
  Nothing is left: every block was freed. Peak 7 B at +0.080 s.

  heap     allocations  reallocations  frees  peak  outstanding  blocks
  0x20000            1              0      1   7 B          0 B       0
)");
}

TEST(TextReportTest, KeepsToItsLimits) {
  TextLimits limits;
  limits.stacks = 1;
  limits.frames = 2;
  const std::string text = TextOf(ReadMadeLog(TellStory).trace, limits);
  EXPECT_THAT(text, HasSubstr("         app.exe+0x2000\n         ... and 1 outer frame\n"
                              "  and 1 more stack with 50 B (--top shows more)\n"));
  EXPECT_THAT(text, HasSubstr("  and 1 more heap\n"));
}

TEST(TextReportTest, SaysWhatMakesFiguresDoubtful) {
  const ReadLog read = ReadMadeLog([](std::ostream& out) {
    HeapLogOptions options;
    options.events_lost = 12;
    HeapLog log(out, options);
    log.Allocate(0x20000, 0x20100, 1);
    log.Allocate(0x20000, 0x20100, 1);
    log.Finish();
  });
  const std::string text = TextOf(read.trace);
  EXPECT_THAT(text, HasSubstr("LOST: 12 events and 0 buffers; "));
  EXPECT_THAT(text, HasSubstr("No stacks: StartHeapTrace records them"));
  EXPECT_THAT(text, HasSubstr("1 free must be missing from the trace"));
  EXPECT_THAT(text, Not(HasSubstr("nothing was lost")));
}

TEST(JsonReportTest, TellsTheStory) {
  const json report = JsonOf(ReadMadeLog(TellStory).trace);
  EXPECT_EQ(report["session"], "made");
  EXPECT_EQ(report["heap_events"], 16);
  EXPECT_EQ(report["stack_events"], 3);
  ASSERT_EQ(report["processes"].size(), 3u);
  const json& app = report["processes"][0];
  EXPECT_EQ(app["process_id"], 1000);
  EXPECT_EQ(app["name"], "app.exe");
  EXPECT_EQ(app["exit_code"], 3);
  EXPECT_EQ(app["outstanding_bytes"], 350);
  EXPECT_EQ(app["peak_bytes"], 1350);
  EXPECT_EQ(app["heaps"][1]["released_bytes"], 1000);
  EXPECT_EQ(app["heaps"][0]["committed_bytes"], 0x4000);
  ASSERT_EQ(app["stacks"].size(), 2u);
  EXPECT_EQ(app["stacks"][0]["outstanding_bytes"], 300);
  EXPECT_EQ(app["stacks"][0]["frames"],
            json({"ntdll.dll+0x100", "app.exe+0x2000", "app.exe+0x10"}));
  EXPECT_TRUE(report["processes"][1]["exit_code"].is_null());
  EXPECT_TRUE(report["processes"][1]["stacks"][0]["frames"].empty());
  EXPECT_EQ(report["processes"][2]["incarnation"], 2);
}

TEST(SpeedscopeTest, WeighsStacksFromTheOutermostFrame) {
  std::ostringstream out;
  WriteSpeedscope(ReadMadeLog(TellStory).trace, "story", out);
  const json file = json::parse(out.str());
  ASSERT_EQ(file["profiles"].size(), 6u);
  const json& outstanding = file["profiles"][0];
  EXPECT_EQ(outstanding["name"], "app.exe (1000): outstanding");
  EXPECT_EQ(outstanding["weights"], json({300, 50}));
  EXPECT_EQ(outstanding["endValue"], 350);
  const json& frames = file["shared"]["frames"];
  EXPECT_EQ(frames[outstanding["samples"][0][0].get<size_t>()]["name"], "app.exe+0x10");
  EXPECT_EQ(frames[outstanding["samples"][0][2].get<size_t>()]["name"], "ntdll.dll+0x100");
  EXPECT_EQ(file["profiles"][1]["endValue"], 100 + 200 + 300 + 50 + 1000);
}

TEST(PageTest, NamesFromTheTraceCannotLeaveTheData) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    log.Process(3, 1234, 0, "<script><b>.exe");
    log.Allocate(0x20000, 0x20100, 1);
  });
  std::ostringstream out;
  WritePage(read.trace, "a</script>b<!--c", out);
  const json data = json::parse(DataOf(out.str()));
  EXPECT_EQ(data["name"], "a</script>b<!--c");
  EXPECT_EQ(data["processes"][0]["title"], "<script><b>.exe (1234)");
  EXPECT_EQ(DataOf(out.str()).find('<'), std::string::npos);
}

// Thousands of stacks: the page shares the small ones, and nothing is lost thereby.
TEST(PageTest, SharesSmallStacks) {
  const ReadLog read = ReadEvents([](HeapLog& log) {
    for (uint64_t i = 0; i < 6000; ++i) {
      log.Allocate(0x20000, 0x30000 + 0x1000 * i, i < 3000 ? 1 : 1000);
      log.Stack({0x1000 + i});
    }
    log.Free(0x20000, 0x30000 + 0x1000 * 2999);
  });
  std::ostringstream out;
  WritePage(read.trace, "many", out);
  const json data = json::parse(DataOf(out.str()));
  const json& uses = data["processes"][0]["uses"];
  ASSERT_EQ(uses.size(), 5001u);
  EXPECT_EQ(data["frames"][uses[5000]["frames"][0].get<size_t>()], "(smaller stacks)");
  std::map<int, int64_t> held;
  for (const json& snapshot : data["snapshots"]) {
    for (const json& change : snapshot["changes"]) {
      held[change[1].get<int>()] = change[4].get<int64_t>() - change[5].get<int64_t>();
    }
  }
  int64_t sum = 0;
  for (const auto& [use, bytes] : held) sum += bytes;
  EXPECT_EQ(sum, 2999 + 3000 * 1000);
  EXPECT_EQ(held[5000], 999);
}

TEST(FiguresTest, AreShort) {
  EXPECT_EQ(CountText(0), "0");
  EXPECT_EQ(CountText(999), "999");
  EXPECT_EQ(CountText(1234567), "1,234,567");
  EXPECT_EQ(BytesText(1023), "1023 B");
  EXPECT_EQ(BytesText(1024), "1.00 KiB");
  EXPECT_EQ(BytesText(10234), "9.99 KiB");
  EXPECT_EQ(BytesText(10236), "10.0 KiB");
  EXPECT_EQ(BytesText(1048575), "1.00 MiB");
  EXPECT_EQ(BytesText(uint64_t{37} << 30), "37.0 GiB");
  EXPECT_EQ(BytesText(UINT64_MAX), "16.0 EiB");
}

}  // namespace
}  // namespace etalon::heap
