#include "sim/kernel/block_table.h"

#include <gtest/gtest.h>

#include <map>

#include "sim/host/random.h"

namespace etalon::sim {
namespace {

TEST(BlockTableTest, KnowsWhatAMapKnows) {
  BlockTable table;
  std::map<uint64_t, uint64_t> model;
  Random random(1);
  for (int step = 0; step < 200'000; ++step) {
    // So few addresses that most are met again.
    const uint64_t address = 0x10000 + 16 * random.Below(4000);
    LiveBlock* const found = table.Find(address);
    ASSERT_EQ(found != nullptr, model.count(address) == 1) << step;
    if (found == nullptr) {
      table.Insert({address, static_cast<uint64_t>(step), 3});
      model[address] = static_cast<uint64_t>(step);
    } else {
      ASSERT_EQ(found->size, model[address]) << step;
      if (random.Below(3) != 0) {
        table.Erase(found);
        model.erase(address);
      }
    }
    ASSERT_EQ(table.size(), model.size());
  }
  auto expected = model.begin();
  for (const LiveBlock& block : table.Sorted()) {
    ASSERT_EQ(block.address, expected->first);
    ASSERT_EQ(block.size, expected->second);
    ++expected;
  }
  EXPECT_EQ(expected, model.end());
}

TEST(BlockTableTest, NothingIsAtAddressZero) {
  BlockTable table;
  EXPECT_EQ(table.Find(0), nullptr);
}

}  // namespace
}  // namespace etalon::sim
