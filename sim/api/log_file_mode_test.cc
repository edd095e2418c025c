#include "sim/api/log_file_mode.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

bool ConflictsAtAll(const ModeRequest& request) {
  for (const ModeConflict kind :
       {ModeConflict::kAgreed, ModeConflict::kContested, ModeConflict::kUnwritten,
        ModeConflict::kPagedMemory, ModeConflict::kNoSize}) {
    if (Conflicts(kind, request)) return true;
  }
  return false;
}

TEST(LogFileMode, PlainSessionsAreLegal) {
  EXPECT_FALSE(ConflictsAtAll({.log_file_mode = 0, .log_file = true}));
  EXPECT_FALSE(ConflictsAtAll({.log_file_mode = EVENT_TRACE_REAL_TIME_MODE}));
  EXPECT_FALSE(ConflictsAtAll({.log_file_mode = EVENT_TRACE_BUFFERING_MODE}));
}

// Recorded sessions of Windows 10 have it, whatever an analysis of older versions says.
TEST(LogFileMode, IndependentSessionsNeedNotBePrivate) {
  EXPECT_FALSE(ConflictsAtAll(
      {.log_file_mode = EVENT_TRACE_INDEPENDENT_SESSION_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL,
       .log_file = true}));
  EXPECT_TRUE(Conflicts(
      ModeConflict::kContested,
      {.log_file_mode = EVENT_TRACE_INDEPENDENT_SESSION_MODE | EVENT_TRACE_PRIVATE_LOGGER_MODE,
       .log_file = true}));
}

TEST(LogFileMode, ARuleAsksForAllItsModes) {
  EXPECT_TRUE(Conflicts(ModeConflict::kAgreed, {.log_file_mode = EVENT_TRACE_PRIVATE_IN_PROC}));
  EXPECT_FALSE(
      Conflicts(ModeConflict::kAgreed,
                {.log_file_mode = EVENT_TRACE_PRIVATE_IN_PROC | EVENT_TRACE_PRIVATE_LOGGER_MODE}));
}

TEST(LogFileMode, ModesWithoutEffectAreLegalInTheirPlace) {
  EXPECT_FALSE(ConflictsAtAll(
      {.log_file_mode = EVENT_TRACE_ADD_HEADER_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL,
       .log_file = true}));
  EXPECT_FALSE(
      ConflictsAtAll({.log_file_mode = EVENT_TRACE_RELOG_MODE | EVENT_TRACE_PRIVATE_LOGGER_MODE,
                      .log_file = true}));
}

TEST(LogFileMode, WhatIsNoModeCountsToo) {
  const uint32_t circular = EVENT_TRACE_FILE_MODE_CIRCULAR;
  EXPECT_TRUE(Conflicts(ModeConflict::kNoSize, {.log_file_mode = circular, .log_file = true}));
  EXPECT_FALSE(ConflictsAtAll({.log_file_mode = circular, .log_file = true, .maximum_size = true}));
  EXPECT_TRUE(Conflicts(ModeConflict::kPagedMemory,
                        {.log_file_mode = EVENT_TRACE_USE_PAGED_MEMORY, .system_logger = true}));
}

TEST(LogFileMode, OlderWindowsDoNotKnowThemAll) {
  constexpr uint32_t kOf8 = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_STOP_ON_HYBRID_SHUTDOWN |
                            EVENT_TRACE_PERSIST_ON_HYBRID_SHUTDOWN;
  EXPECT_EQ(~KnownModes(kNewest), 0u);
  EXPECT_EQ(~KnownModes(kWindows8_1), 0u);
  EXPECT_EQ(~KnownModes(kWindows8), uint32_t{EVENT_TRACE_INDEPENDENT_SESSION_MODE});
  EXPECT_EQ(~KnownModes(kWindows7), EVENT_TRACE_INDEPENDENT_SESSION_MODE | kOf8);
  EXPECT_EQ(~KnownModes(kServer2003),
            EVENT_TRACE_INDEPENDENT_SESSION_MODE | kOf8 | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING);
}

}  // namespace
}  // namespace etalon::sim
