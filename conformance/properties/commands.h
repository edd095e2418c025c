// What a controller and a provider do, one struct an action. Each picks its own arguments, says
// when it makes sense, what the model expects afterwards, and checks that the subject agrees.
#ifndef ETALON_CONFORMANCE_PROPERTIES_COMMANDS_H_
#define ETALON_CONFORMANCE_PROPERTIES_COMMANDS_H_

#include <rapidcheck/state.h>

#include <cstdint>
#include <ostream>
#include <string>

#include "conformance/properties/model.h"
#include "conformance/properties/subject.h"

namespace etalon {

using Command = rc::state::Command<Model, Subject>;

// The name of a session, in one of its spellings: case does not matter to ETW.
struct SessionName {
  SessionName();

  std::string spelled;
  std::string key;  // in lower case
};

// StartTrace, also of a name that is in use.
struct StartSession final : Command {
  StartSession();

  void checkPreconditions(const Model& before) const override;
  void apply(Model& model) const override;
  void run(const Model& before, Subject& subject) const override;
  void show(std::ostream& out) const override;

  const SessionName name;
  Sink sink;
};

// STOP, also of a session that does not run. The log file holds what was written, and nothing else.
struct StopSession final : Command {
  void apply(Model& model) const override;
  void run(const Model& before, Subject& subject) const override;
  void show(std::ostream& out) const override;

  const SessionName name;
};

// QUERY, also of a session that does not run.
struct QuerySession final : Command {
  void run(const Model& before, Subject& subject) const override;
  void show(std::ostream& out) const override;

  const SessionName name;
};

// QueryAllTraces.
struct CountSessions final : Command {
  void run(const Model& before, Subject& subject) const override;
  void show(std::ostream& out) const override;
};

// EnableTrace(1): the provider belongs to the session that enabled it last.
struct Enable final : Command {
  Enable();

  void checkPreconditions(const Model& before) const override;
  void apply(Model& model) const override;
  void run(const Model& before, Subject& subject) const override;
  void show(std::ostream& out) const override;

  const SessionName name;
  uint8_t level;
  uint32_t flags;
};

// EnableTrace(0): heard by the provider only from the session that it belongs to.
struct Disable final : Command {
  void checkPreconditions(const Model& before) const override;
  void apply(Model& model) const override;
  void run(const Model& before, Subject& subject) const override;
  void show(std::ostream& out) const override;

  const SessionName name;
};

// TraceEvent, some times in a row, by the provider while it is enabled.
struct Write final : Command {
  Write();

  void checkPreconditions(const Model& before) const override;
  void apply(Model& model) const override;
  void run(const Model& before, Subject& subject) const override;
  void show(std::ostream& out) const override;

  uint32_t times;
  uint32_t cpu;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_COMMANDS_H_
