// What is wrong with a log file, and where.
#ifndef ETALON_SIM_CONSUMER_DEFECT_H_
#define ETALON_SIM_CONSUMER_DEFECT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace etalon::sim {

struct Defect {
  uint64_t offset = 0;  // bytes from the start of the file
  std::string reason;   // a phrase without a full stop
};

// Keeps the first kKept defects and counts the rest, so that a hopeless file costs no memory.
class DefectLog {
 public:
  static constexpr size_t kKept = 64;

  void Add(uint64_t offset, std::string reason) {
    ++count_;
    if (kept_.size() < kKept) kept_.push_back({offset, std::move(reason)});
  }

  const std::vector<Defect>& kept() const { return kept_; }  // in the order in which they were met
  uint64_t count() const { return count_; }

 private:
  std::vector<Defect> kept_;
  uint64_t count_ = 0;
};

// "0x1f40".
std::string Hex(uint64_t value);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_DEFECT_H_
