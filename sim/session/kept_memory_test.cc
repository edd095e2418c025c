// What of a stopped session's memory stays with it, for its next start.
#include <gtest/gtest.h>

#include "sim/session/test_session.h"

// Where memory can be counted.
#ifdef __GLIBC__
#if __GLIBC_PREREQ(2, 33)

#include <malloc.h>

namespace etalon::sim {
namespace {

size_t MemoryInUse() {
  const struct mallinfo2 memory = mallinfo2();
  return memory.uordblks + memory.hblkhd;
}

TEST(KeptMemoryTest, IsAMegabyteAtMost) {
  constexpr uint32_t kBuffers = 6;
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_BUFFERING_MODE;
  test.settings().buffer_size_kb = 1024;
  test.settings().minimum_buffers = test.settings().maximum_buffers = kBuffers;
  ASSERT_TRUE(test.Start());
  const size_t before = MemoryInUse();
  for (uint32_t i = 0; i < 20 * kBuffers; ++i) test.Write(60000);
  test.Stop();
  const size_t after = MemoryInUse();
  EXPECT_LT(after, before + (3 << 19)) << "one and a half: the books have their own";
}

}  // namespace
}  // namespace etalon::sim

#endif
#endif
