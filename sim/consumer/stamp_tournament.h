// Which of several stamps is the smallest.
#ifndef ETALON_SIM_CONSUMER_STAMP_TOURNAMENT_H_
#define ETALON_SIM_CONSUMER_STAMP_TOURNAMENT_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace etalon::sim {

// A tournament among places that each have a stamp: the players of a match are the winners of two
// matches before it. A change costs as many comparisons as there are rounds, none of which the
// processor has to guess; a heap moves entries about instead.
//
// `ties(a, b)`: of two places with the same stamp, `a` wins against `b`.
class StampTournament {
 public:
  // Stands where there is nothing; a stamp like others, so that ties decide about it too.
  static constexpr int64_t kNothing = std::numeric_limits<int64_t>::max();

  size_t places() const { return stamps_.size(); }

  // To so many places, a power of two. The new ones have nothing.
  template <typename Ties>
  void Grow(size_t places, const Ties& ties) {
    stamps_.resize(places, kNothing);
    winners_.assign(2 * places, 0);
    for (size_t i = 0; i < places; ++i) winners_[places + i] = static_cast<uint32_t>(i);
    for (size_t match = places - 1; match > 0; --match) {
      const uint32_t a = winners_[2 * match];
      const uint32_t b = winners_[2 * match + 1];
      winners_[match] = Wins(b, stamps_[b], a, stamps_[a], ties) ? b : a;
    }
  }

  // The place goes up, against the winners of the other halves: which those are does not depend on
  // what comes of the matches before.
  template <typename Ties>
  void Change(size_t place, int64_t stamp, const Ties& ties) {
    stamps_[place] = stamp;
    uint32_t winner = static_cast<uint32_t>(place);
    for (size_t player = places() + place; player > 1; player /= 2) {
      const uint32_t other = winners_[player ^ 1];
      const int64_t stamp_of_other = stamps_[other];
      const bool wins = Wins(other, stamp_of_other, winner, stamp, ties);
      winner = wins ? other : winner;
      stamp = wins ? stamp_of_other : stamp;
      winners_[player / 2] = winner;
    }
  }

  // Not without places.
  size_t winner() const { return winners_[1]; }
  int64_t smallest() const { return stamps_[winner()]; }

 private:
  template <typename Ties>
  static bool Wins(uint32_t a, int64_t stamp_of_a, uint32_t b, int64_t stamp_of_b,
                   const Ties& ties) {
    if (stamp_of_a == stamp_of_b) [[unlikely]]
      return ties(a, b);
    return stamp_of_a < stamp_of_b;
  }

  std::vector<int64_t> stamps_;
  std::vector<uint32_t> winners_;  // [1]: of all; from [places()]: the players themselves
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_STAMP_TOURNAMENT_H_
