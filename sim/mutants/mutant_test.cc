#include "sim/mutants/mutant.h"

#include <gtest/gtest.h>

#include <utility>

namespace etalon::sim::mutants {
namespace {

// What an expression gives without a mutant, and as mutant 7.
template <typename Expression>
auto Both(Expression expression) {
  active = 0;
  auto right = expression();  // no constant, for that would be found while compiling
  active = 7;
  auto wrong = expression();
  active = 0;
  return std::pair(right, wrong);
}

TEST(Mutants, OneAtATime) {
  active = 7;
  EXPECT_TRUE(Is(7));
  EXPECT_FALSE(Is(8));
  active = 0;
  EXPECT_FALSE(Is(7));
}

TEST(Mutants, AreNotedWhereTheyMatter) {
  reached[9] = reached[10] = 0;
  Is(9);
  EXPECT_EQ(reached[9], kMattered);
  EXPECT_EQ(reached[10], 0);
  bool is_less = Less(10, 2, 3);
  EXPECT_TRUE(is_less);
  EXPECT_EQ(reached[10], kAsked);
  is_less = Less(10, 3, 3);
  EXPECT_FALSE(is_less);
  EXPECT_EQ(reached[10], kAsked | kMattered);
}

TEST(Mutants, AreNoneWhileCompiling) {
  constexpr int kSum = Plus(7, 2, 3);
  EXPECT_EQ(kSum, 5);
}

TEST(Mutants, OfOperators) {
  EXPECT_EQ(Both([] { return Less(7, 3, 3); }), std::pair(false, true));
  EXPECT_EQ(Both([] { return Greater(7, 3, 3); }), std::pair(false, true));
  EXPECT_EQ(Both([] { return LessOrEqual(7, 3, 3); }), std::pair(true, false));
  EXPECT_EQ(Both([] { return GreaterOrEqual(7, 3, 3); }), std::pair(true, false));
  EXPECT_EQ(Both([] { return Plus(7, 5, 3); }), std::pair(8, 2));
  EXPECT_EQ(Both([] { return Minus(7, 5, 3); }), std::pair(2, 8));
  EXPECT_EQ(Both([] { return Left(7, 8, 1); }), std::pair(16, 4));
  EXPECT_EQ(Both([] { return And(7, 6, 3); }), std::pair(2, 7));
  EXPECT_EQ(Both([] { return Or(7, 6, 3); }), std::pair(7, 2));
}

TEST(Mutants, OfAssignments) {
  EXPECT_EQ(Both([] {
              int a = 5;
              Add(7, a, 3);
              return a;
            }),
            std::pair(8, 2));
  EXPECT_EQ(Both([] {
              int a = 5;
              int b = PostIncrement(7, a);
              return b * 10 + a;
            }),
            std::pair(56, 54));
}

TEST(Mutants, OfValues) {
  EXPECT_EQ(Both([] { return NoBit(7, 0x40u); }), std::pair(0x40u, 0u));
  EXPECT_EQ(Both([] { return NoBit(7, 0u); }), std::pair(0u, 1u));
  EXPECT_EQ(Both([] { return Next(7, 0); }), std::pair(0, 1));
  EXPECT_EQ(Both([] { return OrNothing(7, 5u); }), std::pair(5u, 0u));
  EXPECT_NE(OtherCode(87), 87u);
  EXPECT_NE(OtherCode(5), 5u);
}

}  // namespace
}  // namespace etalon::sim::mutants
