// Plays sequences of operations that are drawn by seeds: `seeded_sequences FIRST END`.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "fuzz/sequence_run.h"
#include "fuzz/success_share.h"
#include "sim/host/random.h"

namespace {

constexpr uint64_t kMostOperations = 60;

std::vector<uint8_t> Draw(uint64_t seed) {
  etalon::sim::Random random(seed);
  std::vector<uint8_t> bytes(4 * (1 + random.Below(kMostOperations)));
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random.Next());
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: seeded_sequences FIRST END\n");
    return 2;
  }
  const uint64_t end = std::strtoull(argv[2], nullptr, 10);
  etalon::SuccessShare share;
  int failed = 0;
  for (uint64_t seed = std::strtoull(argv[1], nullptr, 10); seed < end; ++seed) {
    const std::vector<uint8_t> bytes = Draw(seed);
    const etalon::SequenceReport report = etalon::RunSequence(bytes.data(), bytes.size());
    share.Add(report.operations, report.succeeded);
    if (report.failure.empty()) continue;
    std::printf("seed %llu: %s\nThe sequence, for `etalon replay`:\n%s",
                static_cast<unsigned long long>(seed), report.failure.c_str(),
                report.script.c_str());
    if (++failed == 3) break;  // enough to look at
  }
  return failed == 0 ? 0 : 1;
}
