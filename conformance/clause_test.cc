#include "conformance/clause_test.h"

#include <utility>

#include "conformance/clauses/registry.h"
#include "conformance/current_test.h"
#include "conformance/delivered.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

// Thrown to leave a test body whose verdict is already known.
struct TestEnded {};

[[noreturn]] void End(Verdict verdict, const std::string& detail) {
  CurrentTest& current = TheCurrentTest();
  current.ended_as = verdict;
  current.result.detail = detail;
  throw TestEnded();
}

// The verdict of an outcome that is no answer, or nothing.
std::optional<Verdict> VerdictOf(Ending ending) {
  switch (ending) {
    case Ending::kReturned:
    case Ending::kStarted:
      return std::nullopt;
    case Ending::kNotImplemented:
      return Verdict::kNotImplemented;
    case Ending::kNotApplicable:
      return Verdict::kNotApplicable;
    case Ending::kCrashed:
      return Verdict::kCrash;
    case Ending::kHung:
      return Verdict::kHang;
    case Ending::kHarnessFault:
      return Verdict::kHarnessFault;
  }
  return std::nullopt;
}

TestResult Described(const ClauseTestInfo& test) {
  const clauses::ClauseText& text = clauses::TextOf(*test.clause);
  TestResult result;
  result.clause = text.id;
  result.function = text.function;
  result.name = test.name;
  result.near_miss = test.near_miss;
  result.file = test.file;
  result.line = test.line;
  return result;
}

std::vector<ClauseTestInfo>& Tests() {
  static std::vector<ClauseTestInfo> tests;
  return tests;
}

}  // namespace

void SetImplementationUnderTest(Implementation* implementation) {
  TheCurrentTest().implementation = implementation;
}

const std::vector<ClauseTestInfo>& AllClauseTests() { return Tests(); }

bool RegisterClauseTest(ClauseTestInfo test, std::function<ClauseTest*()> make) {
  const auto make_known = [make = std::move(make), index = Tests().size()] {
    ClauseTest* const made = make();
    made->index_ = index;
    return made;
  };
  testing::RegisterTest(test.suite.c_str(), test.name.c_str(), nullptr, nullptr, test.file,
                        test.line, make_known);
  Tests().push_back(std::move(test));
  return true;
}

const ImplementationTraits& ClauseTest::implementation() const {
  return TheCurrentTest().implementation->traits();
}

void ClauseTest::SetUp() {
  const ClauseTestInfo& test = AllClauseTests()[index_];
  CurrentTest& current = TheCurrentTest();
  current.ended_as.reset();
  current.counts = true;
  current.clause = test.clause;
  current.result = Described(test);
  const clauses::ClauseText& clause = clauses::TextOf(*current.clause);
  if (!clauses::HoldsIn(clause, windows())) {
    current.ended_as = Verdict::kNotApplicable;
    current.result.detail = "the clause holds " + clauses::VersionsOf(clause);
    GTEST_SKIP() << current.result.detail;
  }
  std::string why;
  if (!current.implementation->StartAfresh(&why)) {
    current.ended_as = Verdict::kHarnessFault;
    current.result.detail = why;
    FAIL() << why;
  }
}

void ClauseTest::TestBody() {
  try {
    Body();
    return;
  } catch (const TestEnded&) {
  }
  const CurrentTest& current = TheCurrentTest();
  const std::string& detail = current.result.detail;
  if (current.ended_as == Verdict::kNotApplicable) GTEST_SKIP() << detail;
  if (current.ended_as.has_value()) ADD_FAILURE() << NameOf(*current.ended_as) << ": " << detail;
}

Outcome ClauseTest::Run(const Op& op) {
  CurrentTest& current = TheCurrentTest();
  if (!clauses::HasFunction(windows(), NameOf(op))) {
    End(Verdict::kNotApplicable, "Windows " + ToString(windows()) + " has no " + NameOf(op));
  }
  Outcome outcome = current.implementation->Run(op);
  current.result.steps.push_back({op, outcome});
  if (const std::optional<Verdict> verdict = VerdictOf(outcome.ending)) {
    current.Mismatch(NameOf(op), "", outcome.detail);
    End(*verdict, NameOf(op) + ": " + outcome.detail);
  }
  return outcome;
}

void ClauseTest::Needs(Capability capability) {
  if (implementation().capabilities.contains(capability)) return;
  End(Verdict::kNotApplicable, "needs the capability " + NameOf(capability));
}

void ClauseTest::Needs(WindowsVersion oldest) {
  if (windows() >= oldest) return;
  End(Verdict::kNotApplicable, "needs Windows " + ToString(oldest));
}

std::vector<Token> ClauseTest::Controllers() const {
  std::vector<Token> tokens = {Token::kAdministrator, Token::kLocalSystem};
  if (windows() < kVista) return tokens;
  for (const Token token :
       {Token::kPerformanceLogUser, Token::kLocalService, Token::kNetworkService}) {
    tokens.push_back(token);
  }
  return tokens;
}

Outcome ClauseTest::Must(const Op& op) {
  Outcome outcome = Run(op);
  if (outcome.returns == ERROR_SUCCESS) return outcome;
  TheCurrentTest().Mismatch(NameOf(op), DescribeCode(ERROR_SUCCESS), DescribeCode(outcome.returns));
  ADD_FAILURE() << "arrangement: " << NameOf(op) << " returned " << DescribeCode(outcome.returns);
  throw TestEnded();
}

void ClauseTest::EndArrangement(const std::string& why) {
  TheCurrentTest().Mismatch("the arrangement", "that it succeeds", why);
  ADD_FAILURE() << why;
  throw TestEnded();
}

void ClauseTest::EndAs(Verdict verdict, const std::string& why) { End(verdict, why); }

Handle ClauseTest::Start(const std::u16string& name, const Properties& properties) {
  return Must(StartTraceW{.name = name, .properties = properties}).handle();
}

void ClauseTest::Stop(const Handle& session) { Must(StopTraceW{.handle = session}); }

Outcome ClauseTest::Query(const Handle& session) { return Must(QueryTraceW{.handle = session}); }

Outcome ClauseTest::Register() {
  Outcome registered = Must(RegisterTraceGuidsW{.callback = {.steps = {GetTraceLoggerHandle{}}},
                                                .classes = {kClassGuid, kOtherClassGuid}});
  if (registered.handles.size() == 3) return registered;
  TheCurrentTest().Mismatch("RegisterTraceGuidsW", "three handles",
                            std::to_string(registered.handles.size()));
  ADD_FAILURE() << "arrangement: RegisterTraceGuidsW did not give three handles";
  throw TestEnded();
}

std::vector<CallbackRecord> ClauseTest::CallsAfter(const Op& op, std::string_view callback) {
  constexpr uint32_t kALittleLater = 200;
  std::vector<CallbackRecord> calls = CallsOf(Must(op), callback);
  if (!calls.empty()) return calls;
  return CallsOf(Must(Advance{.ms = kALittleLater}), callback);
}

InstanceInfo ClauseTest::NewInstance(const Handle& class_handle, const std::string& block) {
  Must(CreateTraceInstanceId{.class_handle = class_handle, .instance = {.block = block}});
  return {.block = block};
}

Handle ClauseTest::Enable(const Handle& session, uint32_t level, uint32_t flags) {
  const Outcome enabled = Must(EnableTrace{.flags = flags, .level = level, .session = session});
  for (const CallbackRecord& call : CallsOf(enabled, "control")) {
    if (call.steps.empty() || call.steps.front().handles.empty()) continue;
    return call.steps.front().handle();
  }
  TheCurrentTest().Mismatch("EnableTrace", "the provider's callback gets a handle", "no handle");
  ADD_FAILURE() << "arrangement: no callback of the provider got a handle to the session";
  throw TestEnded();
}

Handle ClauseTest::RegisterProvider() {
  const Outcome registered = Must(EventRegister{});
  if (!registered.handles.empty()) return registered.handle();
  TheCurrentTest().Mismatch("EventRegister", "a handle", "no handle");
  ADD_FAILURE() << "arrangement: EventRegister did not give a handle";
  throw TestEnded();
}

Handle ClauseTest::StartEnabled(const std::u16string& log_file) {
  const Handle session = Start(u"etalon", {.log_file = log_file});
  Must(EnableTrace{.session = session});
  return session;
}

Handle ClauseTest::StartOnStalledDisk(uint32_t maximum_buffers) {
  Needs(Capability::kFaults);
  const Handle session = Start(u"stalled", {.buffer_size_kb = 4,
                                            .minimum_buffers = 2,
                                            .maximum_buffers = maximum_buffers,
                                            .log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL |
                                                             EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
                                            .log_file = u"stalled.etl"});
  Must(SetDisk{.bytes_per_second = 0});
  return session;
}

void ClauseTest::WriteLogFile(const std::u16string& log_file) {
  const Handle session = Start(log_file, {.log_file = log_file});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {1}}});
  Stop(session);
}

Handle ClauseTest::Open(const Op& open_trace) {
  const Outcome opened = Run(open_trace);
  if (!opened.handles.empty()) return opened.handle();
  TheCurrentTest().Mismatch(NameOf(open_trace), "a trace handle", "no handle");
  ADD_FAILURE() << "arrangement: " << NameOf(open_trace) << " gave no handle";
  throw TestEnded();
}

void ClauseTest::StartProcessing(const Handle& trace) {
  Run(ProcessTrace{.handles = {trace},
                   .on = {.thread = "consumer", .id = "consumer", .start = true}});
  Must(Advance{.ms = 100});
}

Handle ClauseTest::Consume(const std::u16string& session_name, uint32_t mode) {
  const Handle trace =
      Open(OpenTraceW{.logger_name = session_name, .mode = PROCESS_TRACE_MODE_REAL_TIME | mode});
  StartProcessing(trace);
  return trace;
}

std::vector<CallbackRecord> ClauseTest::EventsOf(const std::u16string& log_file, uint32_t mode) {
  const Handle trace = Open(OpenTraceW{.log_file = log_file, .mode = mode});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  Must(CloseTrace{.trace = trace});
  return CallsOf(processed, "event");
}

}  // namespace etalon
