// A conversation with an agent, line by line, as docs/agent_protocol.md describes it.
#ifndef ETALON_CONFORMANCE_AGENT_CHECK_DIALOGUE_H_
#define ETALON_CONFORMANCE_AGENT_CHECK_DIALOGUE_H_

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "conformance/implementations/child_process.h"
#include "conformance/implementations/implementation.h"
#include "conformance/script/outcome.h"

namespace etalon {

// The first thing that goes wrong decides: after it nothing more is said, and answers are empty.
class Dialogue {
 public:
  // Starts `command`, and reads its hello line.
  Dialogue(const std::vector<std::string>& command, std::chrono::milliseconds timeout);

  const std::string& hello() const { return hello_; }
  const ImplementationTraits& traits() const { return traits_; }
  bool Has(Capability capability) const { return traits_.capabilities.count(capability) != 0; }

  // Says one line, and reads its answer. An agent that does not give one in time, or one that is no
  // outcome, is broken.
  Outcome Say(const std::string& line);

  // Its input ends: it is broken unless it ends too, without a further word.
  void End();

  // Unless `kept`, it is broken. `what` it did: the end of "it ...".
  void Expect(bool kept, const std::string& what);

  // Unless `can`, what is tried cannot be.
  void Need(bool can, const std::string& why_not);

  bool is_broken() const { return is_broken_; }
  bool is_untried() const { return is_untried_; }
  const std::string& why() const { return why_; }

 private:
  bool is_over() const { return is_broken_ || is_untried_; }
  std::string Read(const std::string& line, std::chrono::milliseconds time);

  const std::chrono::milliseconds timeout_;
  std::unique_ptr<ChildProcess> child_;
  std::string hello_;
  ImplementationTraits traits_;
  bool is_broken_ = false;
  bool is_untried_ = false;
  std::string why_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_CHECK_DIALOGUE_H_
