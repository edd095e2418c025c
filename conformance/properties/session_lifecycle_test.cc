// Any sequence of starts, stops, queries, enables and writes goes as the model says. Seed and
// number of sequences come from RC_PARAMS (see BUILD): RC_PARAMS="seed=7 max_success=10000"
// searches elsewhere.
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/properties/commands.h"
#include "conformance/properties/planted_bugs.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

struct Search {
  rc::detail::TestResult result = rc::detail::Error();
  // The last sequence that failed: after shrinking, the shortest found. "Start", "Stop", ...
  std::vector<std::string> failing;
  std::string shown;  // the same in full, a command a line
  Occurrences occurrences;
};

template <typename Sequence>
void Keep(const Sequence& commands, Search* search) {
  search->failing.clear();
  search->shown.clear();
  for (const auto& command : commands) {
    std::ostringstream out;
    command->show(out);
    search->failing.push_back(out.str().substr(0, out.str().find('(')));
    search->shown += out.str() + '\n';
  }
}

Search SearchFor(Implementation& implementation) {
  Search search;
  search.result = rc::detail::checkTestable(
      [&] {
        const auto commands = *rc::state::gen::commands(
            Model{}, rc::state::gen::execOneOfWithArgs<StartSession, StartSession, StopSession,
                                                       QuerySession, CountSessions, Enable, Enable,
                                                       Disable, Write, Write, Write>());
        try {
          Subject subject(implementation, search.occurrences);
          rc::state::runAll(commands, Model{}, subject);
        } catch (...) {
          Keep(commands, &search);
          throw;
        }
      },
      rc::detail::TestMetadata{"session_lifecycle", "session_lifecycle"},
      rc::detail::configuration().testParams);
  return search;
}

std::string MessageOf(const Search& search) {
  std::ostringstream out;
  rc::detail::printResultMessage(search.result, out);
  return out.str();
}

TEST(SessionLifecycle, GoesAsTheModelSays) {
  const std::unique_ptr<Implementation> simulator = MakeSimulator({});
  const Search search = SearchFor(*simulator);
  ASSERT_TRUE(search.result.is<rc::detail::SuccessResult>()) << MessageOf(search) << search.shown;

  // A search that never gets there proves nothing.
  for (const char* what :
       {"start, real-time", "start, file", "start, stalled", "start of a name in use", "stop",
        "stop of the provider's session", "stop of no session", "query", "query of no session",
        "count", "enable", "enable again", "enable takes the provider over", "disable",
        "disable by another session", "write, real-time", "write, file", "write, stalled",
        "write that loses events"}) {
    const auto found = search.occurrences.find(what);
    EXPECT_GE(found == search.occurrences.end() ? 0 : found->second, 10) << what;
  }
  for (const auto& [what, count] : search.occurrences) {
    RecordProperty(std::string(what), count);
  }
}

// Which session plays which part, and in which order they start, is left to the search; that
// nothing superfluous remains is not.
TEST(SessionLifecycle, FindsNamesThatStay) {
  const auto wrong = WithNamesThatStay(MakeSimulator({}));
  const Search search = SearchFor(*wrong);
  EXPECT_TRUE(search.result.is<rc::detail::FailureResult>()) << MessageOf(search);
  EXPECT_THAT(search.failing, ElementsAre("Start", "Stop", "Start")) << search.shown;
}

TEST(SessionLifecycle, FindsTakeoverWithoutEffect) {
  const auto wrong = WithoutTakeover(MakeSimulator({}));
  const Search search = SearchFor(*wrong);
  EXPECT_TRUE(search.result.is<rc::detail::FailureResult>()) << MessageOf(search);
  EXPECT_THAT(search.failing, UnorderedElementsAre("Start", "Start", "Enable", "Enable"))
      << search.shown;
}

TEST(SessionLifecycle, FindsLossesThatAreNotCounted) {
  const auto wrong = WithOneLossCounted(MakeSimulator({}));
  const Search search = SearchFor(*wrong);
  EXPECT_TRUE(search.result.is<rc::detail::FailureResult>()) << MessageOf(search);
  EXPECT_THAT(search.failing, ElementsAre("Start", "Enable", "Write", AnyOf("Stop", "Query")))
      << search.shown;
  EXPECT_THAT(search.shown, HasSubstr("Write(10, cpu 0)"));
}

}  // namespace
}  // namespace etalon
