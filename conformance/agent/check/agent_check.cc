#include "conformance/agent/check/agent_check.h"

#include <nlohmann/json.hpp>
#include <string>

#include "conformance/agent/check/dialogue.h"
#include "conformance/implementations/agent_protocol.h"
#include "conformance/script/json.h"
#include "sim/include/windows.h"

namespace etalon {
namespace {

using std::chrono::milliseconds;

std::string Told(const Outcome& outcome) { return ToJson(outcome); }

// An operation that has to be carried out for the rule to be tried at all.
Outcome Need(Dialogue& agent, const std::string& line) {
  const Outcome outcome = agent.Say(line);
  agent.Need(outcome.ending == Ending::kReturned || outcome.ending == Ending::kStarted,
             line + " came to " + Told(outcome));
  return outcome;
}

void Reset(Dialogue& agent) {
  const Outcome outcome = agent.Say(R"({"op":"Reset"})");
  agent.Expect(outcome.ending == Ending::kReturned && outcome.returns == 0,
               "answered Reset with " + Told(outcome));
}

void SaysHello(Dialogue& agent) {
  const auto hello = nlohmann::json::parse(agent.hello(), nullptr, false);
  if (!hello.is_object()) return;  // told already
  for (const char* member : {"name", "version", "windows"}) {
    agent.Expect(!hello.contains(member) || hello[member].is_string(),
                 std::string("has a ") + member + " that is no text");
  }
  if (hello.contains("windows") && hello["windows"].is_string()) {
    agent.Expect(
        ParseWindowsVersion(hello["windows"].get<std::string>()).has_value(),
        "claims to be the Windows " + hello["windows"].dump() + ", which has not the form 6.1");
  }
  if (!hello.contains("capabilities")) return;
  agent.Expect(hello["capabilities"].is_array(), "has capabilities that are no list");
  agent.Expect(
      hello["capabilities"].size() == agent.traits().capabilities.size(),
      "names a capability that this version of the protocol does not know, or one twice: " +
          hello["capabilities"].dump());
}

void NamesAnUnknownOperation(Dialogue& agent) {
  const Outcome outcome = agent.Say(R"({"op":"StartTraceOfTomorrow"})");
  agent.Expect(
      outcome.ending == Ending::kNotImplemented && outcome.detail == "StartTraceOfTomorrow",
      "answered an operation that nobody knows with " + Told(outcome));
}

void RefusesAnUnknownMember(Dialogue& agent) {
  Need(agent, R"({"op":"StartTraceW"})");
  Reset(agent);
  const Outcome outcome = agent.Say(R"({"op":"StartTraceW","of_tomorrow":1})");
  const bool refused =
      outcome.ending == Ending::kHarnessFault || outcome.ending == Ending::kNotImplemented;
  agent.Expect(refused && outcome.detail.find("of_tomorrow") != std::string::npos,
               "answered a member that nobody knows with " + Told(outcome));
}

void SurvivesWhatIsNoOperation(Dialogue& agent) {
  for (const char* line : {"no JSON", "[]", "{}", R"({"op":7})", R"({"op":"Await"})"}) {
    const Outcome outcome = agent.Say(line);
    agent.Expect(outcome.ending == Ending::kHarnessFault,
                 std::string("answered ") + line + " with " + Told(outcome));
  }
  Reset(agent);
}

void GivesTheIdBack(Dialogue& agent) {
  const Outcome outcome = agent.Say(R"({"op":"StartTraceW","id":"seven"})");
  agent.Expect(outcome.id.empty() || outcome.id == "seven", "gave another id back: " + outcome.id);
}

void CountsBirthsFromReset(Dialogue& agent) {
  for (int i = 0; i < 2; ++i) {
    const Outcome outcome = Need(agent, R"({"op":"StartTraceW"})");
    agent.Expect(outcome.returns == 0, "did not start a session after Reset: " + Told(outcome));
    agent.Expect(outcome.handle().symbol == "$1",
                 "called the first handle after Reset something else than $1: " + Told(outcome));
    Reset(agent);
  }
}

void BearsNothingInFailure(Dialogue& agent) {
  const Outcome first = Need(agent, R"({"op":"StartTraceW"})");
  const Outcome second = agent.Say(R"({"op":"StartTraceW"})");
  agent.Need(first.returns == 0 && second.returns != 0, "the second StartTraceW succeeds");
  agent.Expect(second.handles.empty(), "bore a handle in a call that failed: " + Told(second));
}

struct Taking {
  Capability capability;
  const char* line;
};

constexpr Taking kTakings[] = {
    {Capability::kFaults, R"({"op":"InjectFault"})"},
    {Capability::kFaults, R"({"op":"SetDisk","free_bytes":1000000})"},
    {Capability::kFaults, R"({"op":"SetMachine","memory_bytes":100000000})"},
    {Capability::kProcesses, R"({"op":"NewProcess","name":"another"})"},
    {Capability::kProcesses, R"({"op":"HeapAlloc"})"},
    {Capability::kFiles, R"({"op":"PutFile","path":"one.bin","contents":"0102"})"},
    {Capability::kRestart,
     R"({"op":"SetRegistry","key":"HKLM\\SYSTEM\\CurrentControlSet\\Control\\WMI\\Etalon","value":"Start","number":0})"},
};

void SaysWhatItLacks(Dialogue& agent) {
  bool tried = false;
  for (const Taking& taking : kTakings) {
    if (agent.Has(taking.capability)) continue;
    tried = true;
    const Outcome outcome = agent.Say(taking.line);
    agent.Expect(outcome.ending == Ending::kNotApplicable,
                 "lacks the capability " + NameOf(taking.capability) + " and answered " +
                     taking.line + " with " + Told(outcome));
  }
  agent.Need(tried, "it has every capability");
}

void DoesWhatItClaims(Dialogue& agent) {
  bool tried = false;
  for (const Taking& taking : kTakings) {
    if (!agent.Has(taking.capability)) continue;
    tried = true;
    const Outcome outcome = agent.Say(taking.line);
    agent.Expect(outcome.ending == Ending::kReturned && outcome.returns == 0,
                 "claims the capability " + NameOf(taking.capability) + " and answered " +
                     taking.line + " with " + Told(outcome));
    Reset(agent);
  }
  agent.Need(tried, "it claims no capability");
}

void KeepsFilesUntilReset(Dialogue& agent) {
  agent.Need(agent.Has(Capability::kFiles), "it lacks files");
  agent.Say(R"({"op":"PutFile","path":"one.bin","contents":"0102"})");
  const Outcome found = agent.Say(R"({"op":"GetFile","path":"one.bin"})");
  agent.Expect(found.Text("file", "bytes") == "0102", "gave other bytes back: " + Told(found));
  Reset(agent);
  const Outcome gone = agent.Say(R"({"op":"GetFile","path":"one.bin"})");
  agent.Expect(gone.returns == ERROR_FILE_NOT_FOUND, "kept a file over Reset: " + Told(gone));
}

void LetsVirtualTimePassAtOnce(Dialogue& agent) {
  agent.Need(agent.Has(Capability::kVirtualClock), "it lacks virtual-clock");
  const Outcome outcome = agent.Say(R"({"op":"Advance","ms":86400000})");
  agent.Expect(outcome.ending == Ending::kReturned, "let no day pass: " + Told(outcome));
}

// A consumer that waits for events of a session which is there.
void StartAConsumer(Dialogue& agent) {
  Need(agent, R"({"op":"StartTraceW"})");
  Need(agent, R"({"op":"OpenTraceW","logger_name":"etalon"})");
  const Outcome outcome =
      agent.Say(R"({"op":"ProcessTrace","id":"consumer","start":true,"handles":["$2"]})");
  agent.Need(outcome.ending != Ending::kNotImplemented, "it has no ProcessTrace");
  agent.Expect(outcome.ending == Ending::kStarted,
               "answered what it should start with " + Told(outcome));
}

void BringsTheEndOfWhatItStarted(Dialogue& agent) {
  StartAConsumer(agent);
  Need(agent, R"({"op":"ControlTraceW","name":"etalon","code":"STOP"})");
  const Outcome outcome = agent.Say(R"({"op":"Await","of":"consumer"})");
  agent.Expect(outcome.ending == Ending::kReturned, "answered Await with " + Told(outcome));
  agent.Expect(outcome.id.empty() || outcome.id == "consumer",
               "gave the outcome of what it started another id: " + outcome.id);
}

void DoesNotWaitForEver(Dialogue& agent) {
  StartAConsumer(agent);
  const Outcome outcome = agent.Say(R"({"op":"Await","of":"consumer","timeout_ms":200})");
  agent.Expect(outcome.ending == Ending::kHung,
               "answered Await of what cannot have ended with " + Told(outcome));
}

void TakesLongLines(Dialogue& agent) {
  constexpr size_t kMegabyte = 1'000'000;
  const Outcome outcome = agent.Say(R"({"op":"TraceEvent","event":{"payload":")" +
                                    std::string(kMegabyte, '0') + "\"}}");
  agent.Expect(outcome.ending != Ending::kHarnessFault,
               "answered a line of a megabyte with " + Told(outcome));
}

void DropsCarriageReturns(Dialogue& agent) {
  const Outcome outcome = agent.Say("{\"op\":\"Reset\"}\r");
  agent.Expect(outcome.ending == Ending::kReturned,
               "answered a line that ends in \\r\\n with " + Told(outcome));
}

void EndsWithItsInput(Dialogue& agent) {
  Reset(agent);
  agent.End();
}

struct Rule {
  const char* section;
  const char* sentence;  // "it ..."
  void (*check)(Dialogue& agent);
};

constexpr Rule kRules[] = {
    {"1", "says a hello line, with capabilities that exist", SaysHello},
    {"1", "answers Reset", Reset},
    {"1", "drops a carriage return at the end of a line", DropsCarriageReturns},
    {"1", "takes a line of a megabyte", TakesLongLines},
    {"1", "ends at the end of its input", EndsWithItsInput},
    {"1", "says which operation it does not know", NamesAnUnknownOperation},
    {"1", "refuses a member that it does not know", RefusesAnUnknownMember},
    {"1", "calls what is no operation a fault, and goes on", SurvivesWhatIsNoOperation},
    {"1", "says not-applicable where it lacks the capability", SaysWhatItLacks},
    {"1", "can do what its capabilities claim", DoesWhatItClaims},
    {"1", "answers Await in time", DoesNotWaitForEver},
    {"3", "counts births from Reset on", CountsBirthsFromReset},
    {"3", "bears no handle in a call that fails", BearsNothingInFailure},
    {"3.1", "gives an id back", GivesTheIdBack},
    {"3.1", "starts a call, and brings its outcome", BringsTheEndOfWhatItStarted},
    {"3.4", "lets virtual time pass at once", LetsVirtualTimePassAtOnce},
    {"3.4", "keeps files until Reset", KeepsFilesUntilReset},
};

}  // namespace

std::vector<RuleResult> CheckAgent(const std::vector<std::string>& command, milliseconds timeout) {
  std::vector<RuleResult> results;
  for (const Rule& rule : kRules) {
    RuleResult result = {rule.sentence, rule.section, RuleResult::Verdict::kKept, ""};
    Dialogue agent(command, timeout);
    rule.check(agent);
    if (agent.is_broken()) result.verdict = RuleResult::Verdict::kBroken;
    if (agent.is_untried()) result.verdict = RuleResult::Verdict::kNotTried;
    result.why = agent.why();
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace etalon
