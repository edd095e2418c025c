#include "sim/consumer/stamp_tournament.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/host/random.h"

namespace etalon::sim {
namespace {

constexpr auto kFrontWins = [](size_t a, size_t b) { return a < b; };

size_t FirstSmallest(const std::vector<int64_t>& stamps) {
  return static_cast<size_t>(std::min_element(stamps.begin(), stamps.end()) - stamps.begin());
}

TEST(StampTournament, TheSmallestWinsWhateverChanges) {
  Random random(1);
  StampTournament tournament;
  std::vector<int64_t> stamps;
  for (const size_t places : {1u, 2u, 4u, 8u, 16u}) {
    tournament.Grow(places, kFrontWins);
    stamps.resize(places, StampTournament::kNothing);
    for (int i = 0; i < 200; ++i) {
      ASSERT_EQ(tournament.winner(), FirstSmallest(stamps)) << places;
      ASSERT_EQ(tournament.smallest(), stamps[tournament.winner()]);
      const size_t at = random.Below(places);
      stamps[at] = static_cast<int64_t>(random.Below(6)) - 3;
      tournament.Change(at, stamps[at], kFrontWins);
    }
  }
}

TEST(StampTournament, TiesGoAsTheCallerSays) {
  const auto back_wins = [](size_t a, size_t b) { return a > b; };
  StampTournament tournament;
  tournament.Grow(4, back_wins);
  EXPECT_EQ(tournament.winner(), 3u);  // nothing ties with nothing
  tournament.Change(0, StampTournament::kNothing, kFrontWins);
  EXPECT_EQ(tournament.winner(), 0u);
}

}  // namespace
}  // namespace etalon::sim
