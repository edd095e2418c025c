// Which events a session with a plain log file must have in it.
#ifndef ETALON_FUZZ_EVENT_ACCOUNT_H_
#define ETALON_FUZZ_EVENT_ACCOUNT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"
#include "fuzz/live_objects.h"

namespace etalon {

// A log file that is complete, and the number of events that it must hold beside its header.
struct ClosedAccount {
  std::u16string log_file;
  uint64_t events = 0;
};

// Counts only what is beyond doubt: a full or failing disk, an update of the session, or an event
// through a handle of unknown origin end the count.
class EventAccount {
 public:
  // `live` is as it was before `op`. The account of the session that `op` stopped, if it has one.
  std::optional<ClosedAccount> Learn(const Op& op, const Outcome& outcome, const LiveObjects& live);

 private:
  template <typename T>
  void LearnWrite(const T& op, uint64_t written, const LiveObjects& live);
  std::optional<ClosedAccount> Close(const LiveSession* session);

  std::map<std::string, ClosedAccount> open_;  // by the symbol of the session's handle
  bool disturbed_ = false;
};

}  // namespace etalon

#endif  // ETALON_FUZZ_EVENT_ACCOUNT_H_
