#include "conformance/violations/scene.h"

#include "conformance/matchers.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr uint64_t kInvalidTrace32 = 0xFFFFFFFF;  // INVALID_PROCESSTRACE_HANDLE before Windows Vista
constexpr int kMoreSessionsThanThereCanBe = 80;

}  // namespace

uint32_t ErrorOf(const Outcome& outcome) {
  if (!outcome.returns_value) return static_cast<uint32_t>(outcome.returns);
  const bool failed =
      outcome.returns == 0 || outcome.returns == ~uint64_t{0} || outcome.returns == kInvalidTrace32;
  return failed ? outcome.last_error.value_or(0) : 0;
}

Outcome Scene::Must(const Op& op) {
  Outcome outcome = run_(op);
  const uint32_t error = ErrorOf(outcome);
  if (error != 0) fail_("arrangement: " + NameOf(op) + " answered " + DescribeCode(error));
  return outcome;
}

Handle Scene::Start(const std::u16string& name, const Properties& properties, const On& on) {
  return Must(StartTraceW{.name = name, .properties = properties, .on = on}).handle();
}

Handle Scene::StartKernelLogger() { return Start(u"NT Kernel Logger", {.enable_flags = 1}); }

Handle Scene::Stopped() {
  const Handle session = Start(u"etalon stopped");
  Must(StopTraceW{.handle = session});
  return session;
}

void Scene::WriteLogFile(const std::u16string& name) {
  const Handle session = Start(u"etalon writer", {.log_file = name});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {1}}});
  Must(StopTraceW{.handle = session});
}

Handle Scene::StartFull(bool room_for_more) {
  const Handle session =
      Start(u"etalon full", {.buffer_size_kb = 4,
                             .minimum_buffers = 2,
                             .maximum_buffers = room_for_more ? 3u : 2u,
                             .log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL |
                                              EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
                             .log_file = u"full.etl"});
  Must(SetDisk{.bytes_per_second = 0});
  for (int i = 0; i < 8; ++i) {
    Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload_fill = 952}});
  }
  return session;
}

void Scene::FillWithSessions() {
  for (int i = 0; i < kMoreSessionsThanThereCanBe; ++i) {
    const std::string number = std::to_string(i);
    const std::u16string name = u"etalon filler " + std::u16string(number.begin(), number.end());
    if (ErrorOf(Try(StartTraceW{.name = name})) != 0) return;
  }
  fail_("arrangement: there is no end of sessions");
}

const std::string& Scene::ProcessOf(Token token) {
  std::string& name = processes_[token];
  if (name.empty()) {
    name = "process " + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = name, .token = token});
  }
  return name;
}

}  // namespace etalon
