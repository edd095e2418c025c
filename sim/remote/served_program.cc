#include "sim/remote/served_program.h"

#include <unistd.h>

#include <algorithm>
#include <thread>

#include "sim/api/process_exit.h"
#include "sim/remote/socket.h"

namespace etalon::sim::remote {
namespace {

// Whose turn this thread has, the innermost last.
thread_local std::vector<ServedLane*> lanes_of_this_thread;

class Having {
 public:
  explicit Having(ServedLane& lane) { lanes_of_this_thread.push_back(&lane); }
  ~Having() { lanes_of_this_thread.pop_back(); }
  Having(const Having&) = delete;
  Having& operator=(const Having&) = delete;
};

}  // namespace

ServedLane::ServedLane(ServedProgram& program, LaneMemory* memory)
    : program_(program), lane_(memory, Side::kMachine) {
  caller_.machine = &program.machine();
  caller_.process = &program.process();
  caller_.thread_id = memory->thread_id;
  caller_.cpu = program.NextCpu();
  const std::lock_guard<Lock> hold(program.machine().lock());
  uint32_t& initial = program.process().initial_thread;
  if (initial == 0) initial = caller_.thread_id;
}

ServedLane::~ServedLane() { Lane::Unmap(&lane_.memory()); }

bool ServedLane::AwaitTurn() {
  return lane_.Wait([this] { return program_.is_gone(); }) && lane_.memory().closed == 0;
}

void ServedLane::Serve() {
  const CallerScope scope(caller_);
  const Having having(*this);
  while (AwaitTurn()) {
    const uint32_t at = lane_.memory().frame_at;
    auto& frame = *reinterpret_cast<Frame*>(lane_.memory().bytes + at);
    if (frame.function == static_cast<uint32_t>(Function::kLendThread)) {
      top_ = at + frame.bytes;
      return program_.Lend(*this);
    }
    CarryOut();
  }
}

void ServedLane::CarryOut() {
  const uint32_t at = lane_.memory().frame_at;
  auto& frame = *reinterpret_cast<Frame*>(lane_.memory().bytes + at);
  const uint32_t top = top_;
  top_ = at + frame.bytes;
  frame.Relocate();
  remote::CarryOut(program_, frame);
  frame.Restore();
  top_ = top;
  lane_.Pass(Word::kReturn, at);
}

uint64_t ServedLane::Call(Upcall callback, const std::function<void(FrameBuilder&)>& arguments) {
  if (program_.is_gone()) return 0;
  const uint32_t at = top_;
  FrameBuilder builder(lane_.memory().bytes + at, Lane::room() - at,
                       static_cast<uint32_t>(callback));
  builder.frame().result = 0;
  arguments(builder);
  builder.Finish();
  top_ = at + builder.frame().bytes;
  lane_.Pass(Word::kUpcall, at);
  uint64_t result = 0;
  while (AwaitTurn()) {
    if (lane_.memory().word == Word::kUpcallReturn) {
      result = builder.frame().result;
      break;
    }
    CarryOut();
  }
  top_ = at;
  return result;
}

ServedProgram::ServedProgram(Machine& machine, int socket, std::atomic<uint32_t>& next_cpu)
    : machine_(machine), socket_(socket), next_cpu_(next_cpu) {}

ServedProgram::~ServedProgram() { close(socket_); }

void ServedProgram::Run(Process& process) {
  process_ = &process;
  for (int file = ReceiveFile(socket_); file >= 0; file = ReceiveFile(socket_)) {
    Start(file);
    close(file);
  }
  End();
}

void ServedProgram::Start(int file) {
  LaneMemory* const memory = Lane::Map(file);
  if (memory == nullptr) return;  // the program waits, and learns that nobody answers, with End
  auto lane = std::make_unique<ServedLane>(*this, memory);
  {
    const std::lock_guard<std::mutex> hold(mutex_);
    lanes_.insert(lane.get());
  }
  std::thread([this, lane = std::move(lane)]() mutable {
    lane->Serve();
    const std::lock_guard<std::mutex> hold(mutex_);
    lanes_.erase(lane.get());
    lane.reset();
    changed_.notify_all();
  }).detach();
}

void ServedProgram::End() {
  is_gone_ = true;
  {
    const std::lock_guard<std::mutex> hold(mutex_);
    for (ServedLane* lane : lanes_) lane->Wake();
    changed_.notify_all();
  }
  EndProcess(machine_, *process_);
  std::unique_lock<std::mutex> hold(mutex_);
  changed_.wait(hold, [this] { return lanes_.empty(); });
}

CallbackRecord& ServedProgram::NewRecord() {
  const std::lock_guard<std::mutex> hold(mutex_);
  CallbackRecord& record = records_.emplace_back();
  record.program = this;
  return record;
}

void ServedProgram::Remember(TRACEHANDLE trace, const CallbackRecord& record) {
  const std::lock_guard<std::mutex> hold(mutex_);
  traces_[trace] = &record;
}

const CallbackRecord* ServedProgram::RecordOf(TRACEHANDLE trace) {
  const std::lock_guard<std::mutex> hold(mutex_);
  const auto found = traces_.find(trace);
  return found == traces_.end() ? nullptr : found->second;
}

ServedLane* ServedProgram::TakeLender() {
  std::unique_lock<std::mutex> hold(mutex_);
  changed_.wait(hold, [this] { return is_gone_ || !lenders_.empty(); });
  if (is_gone_) return nullptr;
  ServedLane* const lender = lenders_.back();
  lenders_.pop_back();
  return lender;
}

void ServedProgram::GiveBack(ServedLane& lender) {
  const std::lock_guard<std::mutex> hold(mutex_);
  lenders_.push_back(&lender);
  changed_.notify_all();
}

void ServedProgram::Lend(ServedLane& lane) {
  GiveBack(lane);
  std::unique_lock<std::mutex> hold(mutex_);
  const auto is_free = [&] {
    return std::find(lenders_.begin(), lenders_.end(), &lane) != lenders_.end();
  };
  changed_.wait(hold, [&] { return is_gone_ && is_free(); });
}

ReachableLane::ReachableLane(ServedProgram& program) {
  const auto found = std::find_if(lanes_of_this_thread.rbegin(), lanes_of_this_thread.rend(),
                                  [&](ServedLane* lane) { return &lane->program() == &program; });
  if (found != lanes_of_this_thread.rend()) {
    lane_ = *found;
    return;
  }
  lane_ = program.TakeLender();
  is_lent_ = lane_ != nullptr;
  if (is_lent_) lanes_of_this_thread.push_back(lane_);
}

ReachableLane::~ReachableLane() {
  if (!is_lent_) return;
  lanes_of_this_thread.pop_back();
  lane_->program().GiveBack(*lane_);
}

}  // namespace etalon::sim::remote
