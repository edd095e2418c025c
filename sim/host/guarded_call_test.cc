#include "sim/host/guarded_call.h"

#include <vector>

#include "gtest/gtest.h"

namespace etalon::sim {
namespace {

int runs = 0;

bool Count(void (*body)(void*), void* context) {
  ++runs;
  body(context);
  return true;
}

bool Fault(void (*)(void*), void*) { return false; }

TEST(GuardedCall, UnarmedRunsTheBodyAndLooksAtNothing) {
  const GuardedCall plain;
  int called = 0;
  EXPECT_TRUE(plain.Run([&] { ++called; }));
  EXPECT_EQ(called, 1);
  EXPECT_FALSE(plain.armed());
  void* const nowhere = reinterpret_cast<void*>(uintptr_t{16});
  EXPECT_TRUE(plain.CanRead(nowhere, 8));
  EXPECT_TRUE(plain.CanWrite(nowhere, 8));
  EXPECT_TRUE(plain.CanReadText(static_cast<const char*>(nowhere)));
}

TEST(GuardedCall, ArmedGoesThroughTheRunner) {
  GuardedCall guarded;
  guarded.Arm(Count);
  runs = 0;
  int called = 0;
  EXPECT_TRUE(guarded.Run([&] { ++called; }));
  EXPECT_EQ(called, 1);
  EXPECT_EQ(runs, 1);
  std::vector<char> memory(3 * 4096, 'x');
  memory.back() = 0;
  EXPECT_TRUE(guarded.CanRead(memory.data(), memory.size()));
  EXPECT_TRUE(guarded.CanWrite(memory.data(), memory.size()));
  EXPECT_TRUE(guarded.CanReadText(memory.data()));
  EXPECT_EQ(memory.front(), 'x');
  EXPECT_EQ(runs, 4);
}

TEST(GuardedCall, AFaultIsAnAnswer) {
  GuardedCall guarded;
  guarded.Arm(Fault);
  char byte = 0;
  EXPECT_FALSE(guarded.Run([] {}));
  EXPECT_FALSE(guarded.CanRead(&byte, 1));
  EXPECT_FALSE(guarded.CanWrite(&byte, 1));
  EXPECT_FALSE(guarded.CanReadText(&byte));
}

}  // namespace
}  // namespace etalon::sim
