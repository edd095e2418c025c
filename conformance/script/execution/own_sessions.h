// The sessions of a computer that other programs use as well: which of them a script may reach.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_OWN_SESSIONS_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_OWN_SESSIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "conformance/implementations/etw_api.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// Every session that a script starts gets a name with a prefix that nobody else uses, and every
// name that a script gives means such a session. Session handles are small numbers that come again:
// one may be used as long as ETW says that it is that of a session with the prefix.
//
// What else would change the computer for others is refused: system loggers, sessions that nothing
// stops, many of them or large ones, files outside the current folder, providers and permissions of
// GUIDs other than the suite's.
//
// Thread-safe; asks ETW, so no lock may be held that a callback needs.
class OwnSessions {
 public:
  // `api` outlives it.
  OwnSessions(const EtwApi& api, std::u16string prefix) : api_(api), prefix_(std::move(prefix)) {}

  // Gives the sessions that `op` names, but for those in its callbacks' steps, the names that they
  // have here. Why the operation may not be carried out; "": it may, if Forbids agrees.
  std::string Admit(Op* op) const;

  // The session handle that an operation uses; none: it uses none.
  static std::optional<Handle> SessionOf(const Op& op);

  // Why a call may not be given the session handle `value`; "": it may.
  std::string Forbids(uint64_t value) const;

  // Takes the prefix out of what an outcome tells.
  void Restore(Outcome* outcome) const;

  // Stops whatever is left.
  void Sweep() const;

 private:
  const EtwApi& api_;
  const std::u16string prefix_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_OWN_SESSIONS_H_
