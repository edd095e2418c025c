// What operations have brought into the world so far, and can therefore be used by the next ones.
#ifndef ETALON_FUZZ_LIVE_OBJECTS_H_
#define ETALON_FUZZ_LIVE_OBJECTS_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

struct LiveSession {
  Handle handle;
  std::u16string name;
};

struct LiveRegistration {
  Handle handle;
  std::string process;
};

// A handle that a control callback got; `session` is none where it is not known whose it is.
struct LiveLogger {
  Handle handle;
  std::string process;
  std::optional<Handle> session;
};

// What an operation asks of a session that it names or has a handle of: ControlTrace in all its
// forms. None for others.
struct ControlRequest {
  Handle handle;
  std::optional<std::u16string> name;
  ControlCode code = ControlCode::kQuery;
};
std::optional<ControlRequest> ControlRequestOf(const Op& op);

struct LiveTrace {
  Handle handle;
  bool real_time = false;
};

struct LiveObjects {
  std::vector<LiveSession> sessions;
  std::vector<LiveRegistration> registrations;
  std::vector<LiveRegistration> classes;
  std::vector<LiveRegistration> providers;  // of EventRegister
  std::vector<LiveLogger> loggers;
  std::vector<LiveTrace> traces;
  std::vector<std::string> processes = {""};
  std::vector<std::u16string> files;
  Bytes file;  // the contents that GetFile fetched last

  // Takes in what came of `op`.
  void Learn(const Op& op, const Outcome& outcome);

  const LiveSession* Find(const Handle& handle) const;
  const LiveSession* Find(const std::u16string& name) const;
  const LiveSession* Find(const ControlRequest& request) const;

  void Forget(const LiveSession* session);
};

}  // namespace etalon

#endif  // ETALON_FUZZ_LIVE_OBJECTS_H_
