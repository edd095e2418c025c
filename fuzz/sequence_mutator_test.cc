#include "fuzz/sequence_mutator.h"

#include <algorithm>
#include <set>

#include "gtest/gtest.h"

namespace etalon {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes Numbered(size_t operations) {
  Bytes bytes;
  for (size_t i = 0; i < operations * kOperationBytes; ++i)
    bytes.push_back(static_cast<uint8_t>(i / kOperationBytes));
  return bytes;
}

// Operations that are as they were, counted by their number.
size_t Kept(const Bytes& bytes) {
  std::set<uint8_t> kept;
  for (size_t at = 0; at + kOperationBytes <= bytes.size(); at += kOperationBytes) {
    const auto begin = bytes.begin() + static_cast<ptrdiff_t>(at);
    if (std::all_of(begin, begin + kOperationBytes, [&](uint8_t b) { return b == *begin; }))
      kept.insert(*begin);
  }
  return kept.size();
}

TEST(SequenceMutator, KeepsOperationsWhole) {
  const Bytes before = Numbered(20);
  std::set<size_t> sizes;
  for (uint32_t seed = 0; seed < 500; ++seed) {
    const Bytes after = MutateSequence(before.data(), before.size(), 400, seed);
    EXPECT_EQ(after.size() % kOperationBytes, 0u);
    EXPECT_GE(Kept(after), 20u - 3u);
    EXPECT_EQ(after, MutateSequence(before.data(), before.size(), 400, seed));
    sizes.insert(after.size() / kOperationBytes);
  }
  EXPECT_LE(*sizes.begin(), 18u);  // two were taken away
  EXPECT_TRUE(sizes.contains(20));
  EXPECT_GE(*sizes.rbegin(), 28u);  // eight were repeated
}

TEST(SequenceMutator, StaysWithinItsSizeAndMakesSomethingOfNothing) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    const Bytes full = Numbered(10);
    EXPECT_LE(MutateSequence(full.data(), full.size(), 40, seed).size(), 40u);
    EXPECT_GE(MutateSequence(nullptr, 0, 40, seed).size(), kOperationBytes);
    const Bytes odd = {1, 2, 3};
    EXPECT_GE(MutateSequence(odd.data(), odd.size(), 40, seed).size(), kOperationBytes);
  }
}

TEST(SequenceMutator, CrossesBetweenOperations) {
  const Bytes first = Numbered(5);
  const Bytes second(20, 0xAA);
  bool has_both = false;
  for (uint32_t seed = 0; seed < 50; ++seed) {
    const Bytes crossed =
        CrossSequences(first.data(), first.size(), second.data(), second.size(), 400, seed);
    has_both = has_both || (Kept(crossed) > 2 && crossed.back() == 0xAA);
    for (size_t at = 0; at < crossed.size(); at += kOperationBytes)
      EXPECT_EQ(crossed[at], crossed[at + 3]);
  }
  EXPECT_TRUE(has_both);
}

}  // namespace
}  // namespace etalon
