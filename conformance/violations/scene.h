// The world that a call needs before it can be made, legally or not.
#ifndef ETALON_CONFORMANCE_VIOLATIONS_SCENE_H_
#define ETALON_CONFORMANCE_VIOLATIONS_SCENE_H_

#include <functional>
#include <map>
#include <string>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// What an outcome says about success: the code returned, or for functions that return a value the
// last error, if the value means failure (0, or all ones). 0: success.
uint32_t ErrorOf(const Outcome& outcome);

// Arranges things on one implementation. What cannot be arranged ends the test.
class Scene {
 public:
  // Carries out an operation, and does not come back unless there is an answer.
  using Runner = std::function<Outcome(const Op&)>;
  // Does not come back: the arrangement failed, and says how.
  using Ender = std::function<void(const std::string& why)>;

  Scene(Runner run, Ender fail) : run_(std::move(run)), fail_(std::move(fail)) {}

  Outcome Try(const Op& op) { return run_(op); }
  Outcome Must(const Op& op);

  // Without a log file a real-time session.
  Handle Start(const std::u16string& name, const Properties& properties = {}, const On& on = {});
  Handle StartKernelLogger();
  // A handle that a session had.
  Handle Stopped();
  // One event of kClassGuid in a log file of that name.
  void WriteLogFile(const std::u16string& name);
  // A session with two buffers of 4 KB, both full, on a disk that never finishes a write. With
  // `room_for_more` it may have a third.
  Handle StartFull(bool room_for_more);
  // Sessions until no more can be started.
  void FillWithSessions();
  // A process with this token, the same one every time. "": the test's own.
  const std::string& ProcessOf(Token token);

 private:
  const Runner run_;
  const Ender fail_;
  std::map<Token, std::string> processes_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_VIOLATIONS_SCENE_H_
