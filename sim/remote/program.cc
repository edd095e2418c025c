#include "sim/remote/program.h"

#include <pthread.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>

#include "sim/c_api/default_machine.h"
#include "sim/remote/socket.h"

namespace etalon::sim::remote {
namespace {

constexpr int kCannotGoOn = 3;

[[noreturn]] void GiveUp(const std::string& why) {
  const char* const path = std::getenv("ETALON_MACHINE");
  std::fprintf(stderr, "etalon: ETALON_MACHINE=%s: %s\n", path == nullptr ? "" : path, why.c_str());
  std::fflush(nullptr);
  std::_Exit(kCannotGoOn);  // not exit(): the program's own handlers might call us
}

// Of this process; a fork is another process and has its own.
std::atomic<int> connection{-1};
std::mutex connecting;
std::atomic<int> idle_lenders{0};
std::atomic<bool> awaits_callbacks{false};
std::atomic<uint32_t> generation{0};  // forks

void ForgetAfterFork() {
  if (connection >= 0) close(connection);
  connection = -1;
  idle_lenders = 0;
  awaits_callbacks = false;
  ++generation;
}

int Connection() {
  if (const int known = connection; known >= 0) return known;
  const std::lock_guard<std::mutex> hold(connecting);
  if (connection >= 0) return connection;
  static const bool watches_forks [[maybe_unused]] = [] {
    pthread_atfork([] { connecting.lock(); }, [] { connecting.unlock(); },
                   [] {
                     connecting.unlock();
                     ForgetAfterFork();
                   });
    return true;
  }();
  std::string why;
  const char* const path = std::getenv("ETALON_MACHINE");
  const int made = Connect(path == nullptr ? "" : path, &why);
  if (made < 0) GiveUp(why);
  connection = made;
  return made;
}

bool MachineIsGone() { return IsGone(Connection()); }

LaneMemory* OpenLane() {
  const int socket = Connection();
  const int file = Lane::MakeFile();
  LaneMemory* const memory = file < 0 ? nullptr : Lane::Map(file);
  if (memory == nullptr) GiveUp("there is no memory for a lane");
  memory->thread_id = CallerOfThisThread().thread_id;
  const bool sent = SendFile(socket, file);
  close(file);
  if (!sent) GiveUp("the machine is gone");
  return memory;
}

// The lane of a thread, closed when the thread ends.
class OwnLane {
 public:
  OwnLane() : lane_(OpenLane(), Side::kProgram), generation_(generation) {}
  ~OwnLane() {
    LaneMemory& memory = lane_.memory();
    if (generation_ == generation) {
      memory.closed = 1;
      lane_.Pass(Word::kReturn, 0);
    }
    Lane::Unmap(&memory);
  }
  OwnLane(const OwnLane&) = delete;
  OwnLane& operator=(const OwnLane&) = delete;

  Lane& lane() { return lane_; }
  bool is_inherited() const { return generation_ != generation; }
  uint32_t& top() { return top_; }

 private:
  Lane lane_;
  const uint32_t generation_;
  uint32_t top_ = 0;  // where the next frame begins
};

OwnLane& LaneOfThisThread() {
  thread_local std::unique_ptr<OwnLane> own;
  if (own == nullptr || own->is_inherited()) [[unlikely]]
    own = std::make_unique<OwnLane>();
  return *own;
}

void AnswerAt(OwnLane& own, uint32_t at) {
  Frame& frame = *reinterpret_cast<Frame*>(own.lane().memory().bytes + at);
  const uint32_t top = own.top();
  own.top() = at + frame.bytes;
  frame.Relocate();
  Answer(frame);
  frame.Restore();
  own.top() = top;
}

// A thread that is there for callbacks. When the last idle one gets something to do another takes
// its place, so that no callback waits for the end of another.
void LendThread() {
  Call call(Function::kLendThread);
  call.Send();
}

void StartLending() {
  ++idle_lenders;
  std::thread(LendThread).detach();
}

}  // namespace

struct Call::Place {
  OwnLane& own;
};

Call::Place Call::NextPlace() { return {LaneOfThisThread()}; }

Call::Call(Function function) : Call(function, NextPlace()) {}

Call::Call(Function function, const Place& place)
    : lane_(place.own.lane()),
      at_(place.own.top()),
      builder_(lane_.memory().bytes + at_, Lane::room() - at_, static_cast<uint32_t>(function)) {}

Call::~Call() { LaneOfThisThread().top() = at_; }

uint64_t Call::Send() {
  OwnLane& own = LaneOfThisThread();
  Caller& caller = CallerOfThisThread();
  builder_.Finish();
  Frame& frame = builder_.frame();
  frame.last_error = caller.last_error;
  own.top() = at_ + frame.bytes;
  const bool lends = frame.function == static_cast<uint32_t>(Function::kLendThread);
  lane_.Pass(Word::kCall, at_);
  for (;;) {
    if (!lane_.Wait(MachineIsGone)) GiveUp("the machine is gone");
    if (lane_.memory().word == Word::kReturn) break;
    const uint32_t at = lane_.memory().frame_at;
    if (lends && --idle_lenders == 0) StartLending();
    AnswerAt(own, at);
    if (lends) ++idle_lenders;
    lane_.Pass(Word::kUpcallReturn, at);
  }
  caller.last_error = frame.last_error;
  builder_.CopyBack();
  return frame.result;
}

void AwaitCallbacks() {
  Connection();
  if (!awaits_callbacks.exchange(true)) StartLending();
}

}  // namespace etalon::sim::remote
