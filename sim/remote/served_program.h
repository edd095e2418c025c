// The machine's side: a program in another process, and its threads.
#ifndef ETALON_SIM_REMOTE_SERVED_PROGRAM_H_
#define ETALON_SIM_REMOTE_SERVED_PROGRAM_H_

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <vector>

#include "sim/machine.h"
#include "sim/remote/frame.h"
#include "sim/remote/lane.h"

namespace etalon::sim::remote {

class ServedProgram;

// What a program wants called, by its own addresses. Machines know only the record's.
struct CallbackRecord {
  ServedProgram* program = nullptr;
  uint64_t callback = 0;  // of a provider; of a trace: for events
  uint64_t context = 0;
  uint64_t buffer_callback = 0;
  uint64_t buffer_context = 0;
  uint64_t log_file_name = 0;  // of a consumer's structure
  uint64_t logger_name = 0;
};

// A thread of the program, and the one here that carries out its calls.
class ServedLane {
 public:
  ServedLane(ServedProgram& program, LaneMemory* memory);
  ~ServedLane();
  ServedLane(const ServedLane&) = delete;
  ServedLane& operator=(const ServedLane&) = delete;

  ServedProgram& program() { return program_; }

  // Carries out calls until the thread or the program is gone.
  void Serve();

  // Has the program's thread carry out a callback, and meanwhile whatever that calls. 0 when the
  // program is gone. For the thread that has the lane's turn.
  uint64_t Call(Upcall callback, const std::function<void(FrameBuilder&)>& arguments);

  void Wake() { Lane::Wake(lane_.memory()); }

 private:
  bool AwaitTurn();
  void CarryOut();

  ServedProgram& program_;
  Lane lane_;
  Caller caller_;
  uint32_t top_ = 0;  // where the next frame begins
};

// One process, from its connection to its end. When the other end of its socket closes, however the
// process ended, its registrations and traces go and its sessions stay.
class ServedProgram {
 public:
  ServedProgram(Machine& machine, int socket, std::atomic<uint32_t>& next_cpu);
  ~ServedProgram();
  ServedProgram(const ServedProgram&) = delete;
  ServedProgram& operator=(const ServedProgram&) = delete;

  // Serves it; returns when it is gone.
  void Run(Process& process);

  Machine& machine() { return machine_; }
  Process& process() { return *process_; }
  uint32_t NextCpu() { return next_cpu_++ % machine_.processors(); }
  bool is_gone() const { return is_gone_; }

  // Good until the program is gone.
  CallbackRecord& NewRecord();
  void Remember(TRACEHANDLE trace, const CallbackRecord& record);
  const CallbackRecord* RecordOf(TRACEHANDLE trace);

  // A thread of the program that is there for callbacks; null: the program is gone. Give it back.
  ServedLane* TakeLender();
  void GiveBack(ServedLane& lender);

  // Lends the lane out until the program is gone and nobody has it.
  void Lend(ServedLane& lane);

 private:
  void Start(int file);
  void End();

  Machine& machine_;
  Process* process_ = nullptr;
  const int socket_;
  std::atomic<uint32_t>& next_cpu_;
  std::atomic<bool> is_gone_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<ServedLane*> lanes_;
  std::vector<ServedLane*> lenders_;
  std::deque<CallbackRecord> records_;
  std::map<TRACEHANDLE, const CallbackRecord*> traces_;
};

// Carries out one call of the program whose caller this thread is.
void CarryOut(ServedProgram& program, Frame& frame);

// The lane on which this thread can reach a program: the one whose call it is carrying out, else a
// lent one. Null: the program is gone.
class ReachableLane {
 public:
  explicit ReachableLane(ServedProgram& program);
  ~ReachableLane();
  ReachableLane(const ReachableLane&) = delete;
  ReachableLane& operator=(const ReachableLane&) = delete;

  ServedLane* get() const { return lane_; }

 private:
  ServedLane* lane_ = nullptr;
  bool is_lent_ = false;
};

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_SERVED_PROGRAM_H_
