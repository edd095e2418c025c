// The simulator as a Windows that others use as well: whatever a script says, with handles that it
// guesses and names that it knows, the sessions of others stay as they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/implementations/simulator_machine.h"
#include "conformance/properties/choices.h"
#include "conformance/properties/model.h"
#include "conformance/properties/op_walk.h"
#include "conformance/properties/operation_source.h"
#include "sim/include/evntrace.h"
#include "sim/machine.h"

namespace etalon {
namespace {

using testing::HasSubstr;

constexpr char16_t kOwnPrefix[] = u"etalon-1f3c-9a02b6d1-";
constexpr int kSequences = 150;
constexpr int kSteps = 80;

const std::vector<std::u16string>& NamesOfOthers() {
  static const std::vector<std::u16string> names = {u"DiagTrack-Listener", u"etalon",
                                                    u"NT Kernel Logger", u"EVENTLOG-System"};
  return names;
}

class SharedComputer {
 public:
  explicit SharedComputer(const std::u16string& own_prefix)
      : simulator_(MakeSimulator({.own_prefix = own_prefix})), machine_(MachineOf(*simulator_)) {
    sim::Process& other =
        machine_.processes().Create(u"other.exe", sim::Token::kLocalSystem, 64, false);
    caller_ = {.machine = &machine_, .process = &other, .thread_id = 4};
    for (const std::u16string& name : NamesOfOthers()) Start(name);
  }

  Outcome Run(const Op& op) { return simulator_->Run(op); }

  const std::vector<uint64_t>& handles_of_others() const { return handles_; }

  // All that there is to tell of the sessions of others.
  std::map<std::string, std::string> OfOthers() {
    std::map<std::string, std::string> of_others;
    for (const auto& [name, value] : simulator_->DescribeState()) {
      if (IsOfOthers(name)) of_others[name] = value;
    }
    return of_others;
  }

 private:
  static bool IsOfOthers(const std::string& name) {
    return name.rfind("session/DiagTrack-Listener/", 0) == 0 ||
           name.rfind("session/etalon/", 0) == 0 ||
           name.rfind("session/NT Kernel Logger/", 0) == 0 ||
           name.rfind("session/EVENTLOG-System/", 0) == 0;
  }

  void Start(const std::u16string& name) {
    struct {
      EVENT_TRACE_PROPERTIES properties;
      char16_t name[64];
    } block = {};
    block.properties.Wnode.BufferSize = sizeof block;
    block.properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    block.properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
    block.properties.LoggerNameOffset = sizeof block.properties;
    if (name == u"NT Kernel Logger") {
      block.properties.Wnode.Guid = SystemTraceControlGuid;
    }
    const sim::CallerScope scope(caller_);
    TRACEHANDLE handle = 0;
    const ULONG error =
        ::StartTraceW(&handle, reinterpret_cast<LPCWSTR>(name.c_str()), &block.properties);
    EXPECT_EQ(error, ERROR_SUCCESS);
    handles_.push_back(handle);
  }

  std::unique_ptr<Implementation> simulator_;
  sim::Machine& machine_;
  sim::Caller caller_;
  std::vector<uint64_t> handles_;
};

// Now and then the handles in it become others', or numbers; the names others' names.
void Aim(Op* op, const std::vector<uint64_t>& handles, Choices& choices) {
  Walk<Handle>(*op, [&](Handle& handle) {
    if (choices.Below(3) != 0) return;
    const uint64_t others = handles[choices.Below(handles.size())];
    const uint64_t flags = choices.Below(2) == 0 ? 0 : 0x00050000;
    handle = {.symbol = {}, .literal = choices.Below(3) == 0 ? choices.Below(70) : others | flags};
  });
  Walk<std::u16string>(*op, [&](std::u16string& name) {
    if (choices.Below(4) != 0) return;
    name = NamesOfOthers()[choices.Below(NamesOfOthers().size())];
  });
}

struct Played {
  std::string reached;  // what became other of others' sessions, and how
  int carried_out = 0;  // operations
};

Played PlayOn(SharedComputer& computer, uint64_t seed) {
  Choices choices(seed);
  OperationSource source(choices);
  source.LimitToTheApi();
  Model model;
  const std::map<std::string, std::string> before = computer.OfOthers();
  Played played;
  for (int i = 0; i < kSteps; ++i) {
    Op op = source.Next(model);
    Aim(&op, computer.handles_of_others(), choices);
    const Outcome outcome = computer.Run(op);
    if (outcome.ending == Ending::kReturned) ++played.carried_out;
    model.Learn(op, outcome);
    if (computer.OfOthers() == before) continue;
    played.reached = NameOf(op) + ", operation " + std::to_string(i);
    break;
  }
  return played;
}

TEST(OwnSessions, AreTheOnlyOnesThatAScriptReaches) {
  int carried_out = 0;
  for (int seed = 1; seed <= kSequences; ++seed) {
    SharedComputer computer(kOwnPrefix);
    ASSERT_FALSE(computer.OfOthers().empty());
    const Played played = PlayOn(computer, static_cast<uint64_t>(seed));
    EXPECT_EQ(played.reached, "") << "seed " << seed;
    carried_out += played.carried_out;
  }
  EXPECT_GT(carried_out, kSequences * kSteps / 4)
      << "what is refused altogether is safe, and no use";
}

TEST(OwnSessions, WouldBeReachedOtherwise) {
  int reached = 0;
  for (int seed = 1; seed <= kSequences; ++seed) {
    SharedComputer computer(u"");
    if (!PlayOn(computer, static_cast<uint64_t>(seed)).reached.empty()) ++reached;
  }
  EXPECT_GT(reached, kSequences * 9 / 10);
}

TEST(OwnSessions, HaveTheirNamesForScriptsAlone) {
  SharedComputer computer(kOwnPrefix);
  const Outcome started = computer.Run(StartTraceW{.name = u"etalon"});
  EXPECT_EQ(started.ending, Ending::kReturned);
  EXPECT_EQ(started.returns, 0u) << "another session has that name, but none of ours";
  EXPECT_EQ(started.Text("properties", "LoggerName"), "etalon");
  const Outcome queried = computer.Run(QueryTraceW{.name = u"etalon"});
  EXPECT_EQ(queried.returns, 0u);
  EXPECT_EQ(queried.Text("properties", "LoggerName"), "etalon");
  const Outcome stopped = computer.Run(StopTraceW{.handle = started.handle()});
  EXPECT_EQ(stopped.returns, 0u);
  const Outcome again = computer.Run(StopTraceW{.handle = started.handle()});
  EXPECT_EQ(again.ending, Ending::kNotApplicable) << "the number may be somebody else's by now";
}

TEST(OwnSessions, AreFewSmallAndInTheFolder) {
  SharedComputer computer(kOwnPrefix);
  const std::vector<Op> refused = {
      StartTraceW{.properties = {.guid = kSystemTraceControlGuid}},
      StartTraceW{.name = u"nt kernel logger"},
      StartKernelTrace{},
      StartTraceW{.properties = {.log_file_mode =
                                     EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_NONSTOPPABLE_MODE}},
      StartTraceW{.properties = {.buffer_size_kb = 1025}},
      StartTraceW{.properties = {.minimum_buffers = 65}},
      StartTraceW{.properties = {.log_file = u"C:\\Windows\\System32\\config\\SAM"}},
      StartTraceW{.properties = {.log_file = u"..\\elsewhere.etl"}},
      PutFile{.path = u"/etc/passwd"},
      OpenTraceW{.logger_name = u"NT Kernel Logger"},
      QueryAllTracesW{},
      TraceSetInformation{},
      EventAccessControl{.guid = kSystemTraceControlGuid},
      StartHeapTrace{.pids = {4}},
      UpdateHeapTrace{.pids = {4}},
      EnableTrace{.guid = kSystemTraceControlGuid},
      CreateMergedTraceFile{.merged = u"/tmp/merged.etl"},
      CreateMergedTraceFile{.files = {u"..\\of_others.etl"}},
      GetFile{.path = u"/etc/passwd"},
      ControlTraceW{},
      // The answers would be about the length of a name that is not the script's.
      StartTraceW{.name = u"etalon", .properties = {.bytes = 120 + 2 * 7}},
      QueryTraceW{.name = u"etalon", .properties = {.bytes = 124}},
      StartTraceW{.name = std::u16string(1000, u'n')},
  };
  for (const Op& op : refused) {
    const Outcome outcome = computer.Run(op);
    EXPECT_EQ(outcome.ending, Ending::kNotApplicable) << NameOf(op);
    EXPECT_THAT(outcome.detail, HasSubstr("needs --exclusive")) << NameOf(op);
  }
  const Outcome near_miss = computer.Run(StartTraceW{.properties = {.bytes = 119}});
  EXPECT_EQ(near_miss.ending, Ending::kReturned) << "too small whatever the name";
  for (int i = 0; i < 8; ++i) {
    const std::u16string name(1, static_cast<char16_t>(u'a' + i));
    EXPECT_EQ(computer.Run(StartTraceW{.name = name}).ending, Ending::kReturned);
  }
  EXPECT_EQ(computer.Run(StartTraceW{.name = u"i"}).ending, Ending::kNotApplicable);
}

}  // namespace
}  // namespace etalon
