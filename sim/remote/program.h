// The program's side: this process as a client of a machine in another one.
#ifndef ETALON_SIM_REMOTE_PROGRAM_H_
#define ETALON_SIM_REMOTE_PROGRAM_H_

#include <optional>
#include <string>

#include "sim/include/windows.h"
#include "sim/remote/frame.h"
#include "sim/remote/lane.h"

namespace etalon::sim::remote {

// One call of the calling thread, which opens a lane with its first. A machine that cannot be
// reached, or is gone, ends the process with status 3 and a line on standard error: there is no
// right answer that could be given.
class Call {
 public:
  explicit Call(Function function);
  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  FrameBuilder& arguments() { return builder_; }

  // Carries the call out, and what callbacks it has meanwhile. The last error is the caller's.
  uint64_t Send();

 private:
  struct Place;
  static Place NextPlace();
  Call(Function function, const Place& place);

  Lane& lane_;
  const uint32_t at_;  // of the frame in the lane
  FrameBuilder builder_;
};

// Sees to it that callbacks can come while no thread of this process makes a call.
void AwaitCallbacks();

// Carries out what the machine asks for. Nothing but the frame's result and blocks is the answer.
void Answer(Frame& frame);

// The callbacks of single classes, by which Answer finds them.
void RememberClassCallback(const GUID& class_guid, void* callback);  // null: forget it

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_PROGRAM_H_
