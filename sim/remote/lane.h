// One thread of a program and one of a machine in another process, who take turns.
#ifndef ETALON_SIM_REMOTE_LANE_H_
#define ETALON_SIM_REMOTE_LANE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace etalon::sim::remote {

enum class Side : uint32_t { kProgram, kMachine };

// What the frame is that goes with the turn.
enum class Word : uint32_t { kCall, kReturn, kUpcall, kUpcallReturn };

// Memory that both map. Whoever has the turn owns everything in it.
struct LaneMemory {
  alignas(64) std::atomic<Side> turn;
  std::atomic<uint32_t> asleep[2];  // by side
  alignas(64) Word word;
  uint32_t frame_at;   // in `bytes`
  uint32_t thread_id;  // of the program's thread, as it tells the machine
  uint32_t closed;     // the program's thread has ended
  alignas(64) uint8_t bytes[1];
};

// One side's view. A wait spins for some microseconds before it sleeps: an answer of the other side
// costs two moves of a cache line, a sleep costs a hundred times as much. Where spinning is in
// vain, because others want the processors, it spins less and less, but now and then tries again.
class Lane {
 public:
  static constexpr size_t kBytes = size_t{64} << 20;  // taken as they are touched

  static constexpr int kMostSpins = 4000;
  static constexpr int kFewestSpins = 60;
  static constexpr uint32_t kWaitsBetweenTrials = 64;

  // Maps the file, which may be closed afterwards; null: it cannot be mapped.
  static LaneMemory* Map(int file);
  static void Unmap(LaneMemory* memory);
  static int MakeFile();  // -1: there is no memory

  Lane(LaneMemory* memory, Side side) : memory_(memory), side_(side) {}

  LaneMemory& memory() const { return *memory_; }
  static constexpr size_t room() { return kBytes - offsetof(LaneMemory, bytes); }

  // Gives the turn away, with a frame.
  void Pass(Word word, uint32_t frame_at);

  // Waits for the turn. False: `is_gone` says that the other side is; it is asked now and then, and
  // after Wake.
  bool Wait(const std::function<bool()>& is_gone);

  // Makes whoever waits here ask. Any thread.
  static void Wake(LaneMemory& memory);

 private:
  Side other() const { return side_ == Side::kProgram ? Side::kMachine : Side::kProgram; }
  bool SpinForTurn();

  LaneMemory* memory_;
  Side side_;
  int spins_ = kMostSpins;
  uint32_t waits_ = 0;
};

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_LANE_H_
