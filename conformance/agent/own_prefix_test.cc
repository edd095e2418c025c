#include "conformance/agent/own_prefix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "conformance/agent/system_facts.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

using testing::ElementsAre;

// No process has a number like this.
constexpr char kGone[] = "etalon-7ffffffe-0000abcd-left";

// A computer's sessions, and those of them that were stopped.
std::vector<std::string> sessions;
std::vector<std::string> stopped;

ULONG WINAPI QueryAll(PEVENT_TRACE_PROPERTIES* blocks, ULONG count, PULONG found) {
  *found = static_cast<ULONG>(sessions.size());
  for (size_t i = 0; i < std::min<size_t>(count, sessions.size()); ++i) {
    auto* const name = reinterpret_cast<char16_t*>(reinterpret_cast<char*>(blocks[i]) +
                                                   blocks[i]->LoggerNameOffset);
    const std::u16string text = *Utf8ToUtf16(sessions[i]);
    std::copy_n(text.c_str(), text.size() + 1, name);
  }
  return 0;
}

ULONG WINAPI Control(TRACEHANDLE, LPCWSTR name, PEVENT_TRACE_PROPERTIES, ULONG code) {
  EXPECT_EQ(code, static_cast<ULONG>(EVENT_TRACE_CONTROL_STOP));
  stopped.push_back(Utf16ToUtf8Lossy(reinterpret_cast<const char16_t*>(name)));
  return 0;
}

EtwApi Computer(std::vector<std::string> with) {
  sessions = std::move(with);
  stopped.clear();
  EtwApi api;
  api.QueryAllTracesW = QueryAll;
  api.ControlTraceW = Control;
  return api;
}

TEST(SweepOrphans, StopsWhatAgentsLeftThatRunNoMore) {
  const std::string of_ours = Utf16ToUtf8Lossy(NewPrefix()) + "runs";
  const EtwApi api = Computer({"NT Kernel Logger", kGone, of_ours, "etalon", "etalon-7ffffffe",
                               "etalon-7ffffffe-left", "Etalon-7ffffffe-0000abcd-x"});
  SweepOrphans(api);
  EXPECT_THAT(stopped, ElementsAre(kGone));
}

TEST(NewPrefix, IsAnotherEveryTime) { EXPECT_NE(NewPrefix(), NewPrefix()); }

TEST(IsProcessRunning, TellsThisOneFromNone) {
  EXPECT_TRUE(IsProcessRunning(ThisProcessId()));
  EXPECT_FALSE(IsProcessRunning(0x7ffffffe));
}

}  // namespace
}  // namespace etalon
