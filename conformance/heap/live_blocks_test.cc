#include "conformance/heap/live_blocks.h"

#include <cstdint>
#include <map>

#include "gtest/gtest.h"

namespace etalon::heap {
namespace {

TEST(LiveBlocksTest, AnEmptyTableHasNothing) {
  LiveBlocks blocks;
  Block removed;
  EXPECT_EQ(blocks.Find(0x10), nullptr);
  EXPECT_FALSE(blocks.Remove(0x10, &removed));
}

// Addresses are few and close, so that they crowd each other and wrap around the table's end.
TEST(LiveBlocksTest, BehavesLikeAMapUnderChurn) {
  LiveBlocks blocks;
  std::map<uint64_t, uint64_t> model;
  uint64_t random = 1;
  for (uint64_t step = 1; step <= 200'000; ++step) {
    random = random * 6364136223846793005 + 1442695040888963407;
    const uint64_t address = 0x1000 + 0x10 * (random >> 33) % 0x30000;
    Block removed;
    if (model.count(address) != 0) {
      ASSERT_NE(blocks.Find(address), nullptr);
      ASSERT_EQ(blocks.Find(address)->size, model[address]);
      ASSERT_TRUE(blocks.Remove(address, &removed));
      ASSERT_EQ(removed.size, model[address]);
      model.erase(address);
    } else {
      ASSERT_EQ(blocks.Find(address), nullptr);
      ASSERT_FALSE(blocks.Remove(address, &removed));
      blocks.Insert({address, step, 0, 0});
      model[address] = step;
    }
    ASSERT_EQ(blocks.size(), model.size());
  }
  uint64_t visited = 0;
  blocks.ForEach([&](const Block& block) {
    EXPECT_EQ(model.at(block.address), block.size);
    ++visited;
  });
  EXPECT_EQ(visited, model.size());
  EXPECT_GT(visited, 1000u);
}

TEST(LiveBlocksTest, ClearForgetsAll) {
  LiveBlocks blocks;
  blocks.Insert({0x10, 1, 0, 0});
  blocks.Clear();
  EXPECT_EQ(blocks.size(), 0u);
  EXPECT_EQ(blocks.Find(0x10), nullptr);
  blocks.Insert({0x10, 2, 0, 0});
  EXPECT_EQ(blocks.Find(0x10)->size, 2u);
}

}  // namespace
}  // namespace etalon::heap
