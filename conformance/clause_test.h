// The vocabulary of the suite: how a clause becomes a test.
//
//   CLAUSE_TEST(STARTTRACE_E02, NameLongerThanItsRoom) {
//     EXPECT_THAT(Run(StartTraceW{.name = u"this name is too long", .properties = {.bytes = 136}}),
//                 Fails(ERROR_BAD_LENGTH));
//   }
//
//   NEAR_MISS(STARTTRACE_E02, NameThatJustFits) {
//     EXPECT_THAT(Run(StartTraceW{.name = u"wine", .properties = {.bytes = 136}}), Succeeds());
//   }
//
// A test cites one clause. It speaks in operations, never asks which implementation it is on, and
// spells the expected code as a literal: the registry may be wrong. Every error clause has a near
// miss beside it: the nearest legal call, which succeeds. Every test starts in an empty world.
//
// When the implementation lacks an export, crashes or hangs, the test ends there with that verdict.
//
// A test is "not applicable" on a Windows for which its clause does not hold (the row's `since` and
// `until`), or that lacks a function which it calls.
#ifndef ETALON_CONFORMANCE_CLAUSE_TEST_H_
#define ETALON_CONFORMANCE_CLAUSE_TEST_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/clauses/clauses.h"
#include "conformance/implementations/implementation.h"
#include "conformance/matchers.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"
#include "conformance/verdict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon {

class ClauseTest;

// A test as it was written down.
struct ClauseTestInfo {
  const clauses::Clause* clause;
  bool near_miss;
  bool generated;     // one of a family (violations/families.h), not written for this clause
  std::string suite;  // GoogleTest's names: "STARTTRACE_E02"
  std::string name;   // "NameLongerThanItsRoom", "NearMiss_NameThatJustFits"
  const char* file;
  int line;
};

class ClauseTest : public testing::Test {
 protected:
  // Carries out one operation on the implementation under test. (Hides testing::Test::Run, which
  // GoogleTest calls through the base class.)
  Outcome Run(const Op& op);

  // Ends the test as "not applicable" unless the implementation can do this.
  void Needs(Capability capability);

  // Ends the test as "not applicable" on an older Windows. For what a test arranges; what its clause
  // demands is in the registry (`since`, `until`), and needs no word in the test.
  void Needs(WindowsVersion oldest);
  // What the implementation claims to be, for an answer that differs by version.
  WindowsVersion windows() const { return implementation().windows; }

  // Who may control sessions on this Windows.
  std::vector<Token> Controllers() const;

  // Arrangements: they fail the test when they do not succeed.
  // Starts a session; without a log file it is a real-time session.
  Handle Start(const std::u16string& name = u"etalon", const Properties& properties = {});
  // Stops it.
  void Stop(const Handle& session);
  // QUERY of a running session: what `changes` holds under block "properties".
  Outcome Query(const Handle& session);
  // Registers kProviderGuid with kClassGuid and kOtherClassGuid, and a callback that asks for the
  // session's handle. Three handles: the registration, then the two classes.
  Outcome Register();
  // Makes an instance of a registered class; it lies in the block of that name.
  InstanceInfo NewInstance(const Handle& class_handle, const std::string& block = "made");
  // Enables kProviderGuid to the session; the handle that the callback of Register was given.
  Handle Enable(const Handle& session, uint32_t level = 5, uint32_t flags = 0);
  // Registers kProviderGuid with EventRegister; its handle.
  Handle RegisterProvider();
  // Starts a session with a log file and enables kProviderGuid to it, up to level 5.
  Handle StartEnabled(const std::u16string& log_file);
  // A session with room for eight events of 1,000 bytes and not one more, unless `maximum_buffers`
  // lets it grow: it starts with two buffers of 4 KB, and the disk under its log file
  // ("stalled.etl") takes all that it is given but never finishes. Needs kFaults.
  Handle StartOnStalledDisk(uint32_t maximum_buffers = 2);
  // Leaves a log file behind that holds one event, of kClassGuid.
  void WriteLogFile(const std::u16string& log_file);
  // An OpenTrace that must succeed; its handle.
  Handle Open(const Op& open_trace);
  // Starts ProcessTrace in a thread of its own, until it waits for events; Await{.of = "consumer"}
  // gives what it was called with.
  void StartProcessing(const Handle& trace);
  // Opens a running session for real-time consumption, and does that. `mode` besides REAL_TIME.
  Handle Consume(const std::u16string& session_name = u"etalon", uint32_t mode = 0);
  // The outcome must be a success; returns it.
  Outcome Must(const Op& op);
  // The same, but returns the calls of a callback that come of it: at once or a little later, as
  // ETW may have a thread of its own make them.
  std::vector<CallbackRecord> CallsAfter(const Op& op, std::string_view callback = "enable");
  // Ends the test here: the arrangement failed, or with a verdict that is not its own to give.
  [[noreturn]] void EndArrangement(const std::string& why);
  [[noreturn]] void EndAs(Verdict verdict, const std::string& why);

  // Opens a log file and processes it: the event callbacks, in the order of delivery, the header
  // event first. `mode` as ProcessTraceMode.
  std::vector<CallbackRecord> EventsOf(const std::u16string& log_file, uint32_t mode = 0);

  const ImplementationTraits& implementation() const;

 private:
  friend bool RegisterClauseTest(ClauseTestInfo test, std::function<ClauseTest*()> make);

  void SetUp() final;
  void TestBody() final;  // Body, and the ends that are not its own
  virtual void Body() = 0;

  size_t index_ = 0;  // in AllClauseTests
};

// All tests linked in, in the order of registration.
const std::vector<ClauseTestInfo>& AllClauseTests();

// Adds a test to the suite. True, for an initialiser.
bool RegisterClauseTest(ClauseTestInfo test, std::function<ClauseTest*()> make);

#define ETALON_CLAUSE_TEST_(clause, test_name, near_miss, prefix)                                \
  class clause##_##prefix##test_name : public ::etalon::ClauseTest {                             \
    void Body() override;                                                                        \
  };                                                                                             \
  [[maybe_unused]] const bool clause##_##prefix##test_name##_registered =                        \
      ::etalon::RegisterClauseTest(                                                              \
          {&::etalon::clauses::clause, near_miss, false, #clause, #prefix #test_name, __FILE__,  \
           __LINE__},                                                                            \
          []() -> ::etalon::ClauseTest* { return new clause##_##prefix##test_name; });           \
  void clause##_##prefix##test_name::Body()

#define CLAUSE_TEST(clause, test_name) ETALON_CLAUSE_TEST_(clause, test_name, false, )
#define NEAR_MISS(clause, test_name) ETALON_CLAUSE_TEST_(clause, test_name, true, NearMiss_)

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLAUSE_TEST_H_
