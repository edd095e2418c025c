// Writes a log file with as many heap events as wanted, to measure and to try things with:
//   make_heap_log FILE [EVENTS [LIVE_BLOCKS [stacks]]]
// Blocks are allocated and freed in disorder; one in 64 stacks leaks. With `stacks` each allocation
// has its stack, and the process ends. The same arguments give the same bytes.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "conformance/heap/heap_log.h"

namespace etalon::heap {
namespace {

constexpr uint64_t kHeap = 0x1F0A0000000;
constexpr uint64_t kProgram = 0x7FF612340000;
constexpr uint64_t kSystem = 0x7FFB10000000;

class Random {
 public:
  uint64_t Next() {  // xorshift64*
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1D;
  }
  uint64_t Below(uint64_t limit) { return Next() % limit; }

 private:
  uint64_t state_ = 0x9E3779B97F4A7C15;
};

// A call path of a few steps from main: 512 of them.
std::vector<uint64_t> PathTo(uint64_t site) {
  std::vector<uint64_t> path = {kSystem + 0x2B0C4, kProgram + 0x9000 + 0x40 * site};
  path.push_back(kProgram + 0x4000 + 0x80 * (site % 64));
  if (site % 3 != 0) path.push_back(kProgram + 0x3000 + 0x100 * (site % 16));
  path.push_back(kProgram + 0x2000 + 0x200 * (site % 4));
  path.push_back(kProgram + 0x1480);
  path.push_back(kSystem + 0x5D4F0);
  return path;
}

class Story {
 public:
  Story(HeapLog& log, uint64_t live, bool stacks) : log_(log), live_(live), stacks_(stacks) {}

  void Begin() {
    log_.Process(1, log_.writer.process, 0, "leaky.exe");
    log_.Image(10, log_.writer.process, kProgram, 0x40000, u"\\Device\\HarddiskVolume3\\leaky.exe");
    log_.Image(10, log_.writer.process, kSystem, 0x200000,
               u"\\Device\\HarddiskVolume3\\Windows\\System32\\ntdll.dll");
    log_.Create(kHeap);
  }

  void Step() {
    if (blocks_.size() < live_ || random_.Below(2) == 0) {
      Allocate();
    } else {
      FreeAny();
    }
  }

  void End() {
    while (!blocks_.empty()) Drop(blocks_.size() - 1);
    log_.Process(2, log_.writer.process, 0, "leaky.exe");
  }

 private:
  struct Block {
    uint64_t address;
    uint64_t site;
  };

  void Allocate() {
    const uint64_t site = random_.Below(512);
    uint64_t address = 0;
    if (free_.empty()) {
      address = kHeap + 0x1000 + 0x40 * next_++;
    } else {
      address = free_.back();
      free_.pop_back();
    }
    blocks_.push_back({address, site});
    log_.Allocate(kHeap, address, 16 + 8 * random_.Below(6) + site / 8);
    if (stacks_) log_.Stack(PathTo(site));
  }

  void FreeAny() { Drop(static_cast<size_t>(random_.Below(blocks_.size()))); }

  // The program has no more use for a block: it is freed, but for those that are forgotten.
  void Drop(size_t at) {
    const Block block = blocks_[at];
    blocks_[at] = blocks_.back();
    blocks_.pop_back();
    const bool forgotten = block.site % 64 == 5;
    if (forgotten) return;
    free_.push_back(block.address);
    log_.Free(kHeap, block.address);
  }

  HeapLog& log_;
  const uint64_t live_;
  const bool stacks_;
  Random random_;
  std::vector<Block> blocks_;
  std::vector<uint64_t> free_;
  uint64_t next_ = 0;
};

int Main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: make_heap_log FILE [EVENTS [LIVE_BLOCKS [stacks]]]\n";
    return 3;
  }
  const uint64_t events = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10'000'000;
  const uint64_t live = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'000;
  std::ofstream file(argv[1], std::ios::binary);
  HeapLogOptions options;
  options.buffer_bytes = 1 << 20;
  HeapLog log(file, options);
  Story story(log, live, argc > 4);
  story.Begin();
  for (uint64_t i = 0; i < events; ++i) {
    if (i % 64 == 0) log.Wait(1);
    story.Step();
  }
  if (argc > 4) story.End();
  log.Finish();
  file.flush();
  if (file) return 0;
  std::cerr << argv[1] << ": cannot be written\n";
  return 3;
}

}  // namespace
}  // namespace etalon::heap

int main(int argc, char** argv) { return etalon::heap::Main(argc, argv); }
