// TraceSetInformation: settings of a session, or of the computer, by class.
#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/information_class.h"

namespace etalon::sim {
namespace {

template <typename T>
T Read(std::span<const uint8_t> bytes) {
  T value = {};
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

std::vector<uint32_t> Numbers(std::span<const uint8_t> bytes) {
  std::vector<uint32_t> numbers(bytes.size() / sizeof(uint32_t));
  std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(uint32_t));
  return numbers;
}

std::vector<StackEvent> StackEvents(const InformationStore& information) {
  std::vector<StackEvent> events;
  for (const auto& id : information.ListOf<CLASSIC_EVENT_ID>(TraceStackTracingInfo)) {
    events.push_back({id.EventGuid, id.Type});
  }
  return events;
}

bool IsWhole(const InformationFormat& format, ULONG length) {
  return format.element_bytes == 0 || (length - format.head_bytes) % format.element_bytes == 0;
}

bool HasTooManyElements(const InformationFormat& format, ULONG length) {
  return format.element_bytes != 0 &&
         (length - format.head_bytes) / format.element_bytes > format.most_elements;
}

// Whether the values mean something; the length is right.
bool IsMeaningful(Machine& machine, TRACE_INFO_CLASS information_class,
                  std::span<const uint8_t> bytes) {
  const auto is_source = [&](uint32_t id) { return machine.profile_sources().Find(id) != nullptr; };
  switch (information_class) {
    case TraceSampledProfileIntervalInfo:
      return is_source(Read<TRACE_PROFILE_INTERVAL>(bytes).Source);
    case TraceProfileSourceConfigInfo:
    case TracePmcCounterListInfo: {
      const std::vector<uint32_t> ids = Numbers(bytes);
      return std::all_of(ids.begin(), ids.end(), is_source);
    }
    case TracePeriodicCaptureStateListInfo: {
      const auto head = Read<TRACE_PERIODIC_CAPTURE_STATE_INFO>(bytes);
      return head.CaptureStateFrequencyInSeconds >= kShortestCapturePeriod &&
             bytes.size() == sizeof head + head.ProviderCount * sizeof(GUID);
    }
    default:
      return true;
  }
}

ULONG SetOfComputer(Machine& machine, const InformationFormat& format,
                    std::span<const uint8_t> bytes) {
  FAIL_IF(!IsPrivileged(*machine.caller().process), TRACESETINFO_U01);
  ProfileSources& sources = machine.profile_sources();
  if (format.information_class == TraceProfileSourceConfigInfo) {
    sources.Use(Numbers(bytes));
    return ERROR_SUCCESS;
  }
  const auto asked = Read<TRACE_PROFILE_INTERVAL>(bytes);
  sources.SetInterval(asked.Source, asked.Interval);
  return ERROR_SUCCESS;
}

ULONG SetOfSession(Machine& machine, TRACEHANDLE handle, const InformationFormat& format,
                   std::span<const uint8_t> bytes) {
  Session* session = machine.sessions().FindByHandle(handle);
  const bool is_running = session != nullptr && session->state() == Session::State::kRunning;
  FAIL_IF(!is_running, TRACESETINFO_U02);
  FAIL_IF(!MayControl(machine, session->settings()), TRACESETINFO_U01);
  const bool is_flags = format.information_class == TraceSystemTraceEnableFlagsInfo;
  FAIL_IF(is_flags && !session->settings().system_logger, TRACESETINFO_U04);
  InformationStore& information = session->information();
  FAIL_IF(format.only_once && !information.Of(format.information_class).empty(), TRACESETINFO_U05);

  if (is_flags) session->SetEnableFlags(Read<uint32_t>(bytes));
  information.Set(format.information_class, bytes);
  if (format.information_class == TraceStackTracingInfo) {
    session->mutable_targets().stack_events = StackEvents(information);
  }
  return ERROR_SUCCESS;
}

}  // namespace

ULONG TraceSetInformation(Machine& machine, TRACEHANDLE session, TRACE_INFO_CLASS information_class,
                          PVOID information, ULONG length) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const InformationFormat* format = FindFormat(information_class, machine.windows());
  FAIL_IF(format == nullptr || !format->CanBeSet(), TRACESETINFO_E03);
  const bool clears = length == 0 && format->can_be_cleared;
  FAIL_IF(!clears && length < format->least_bytes(), TRACESETINFO_E01);
  FAIL_IF(!clears && !IsWhole(*format, length), TRACESETINFO_U03);
  FAIL_IF(!clears && information == nullptr, TRACESETINFO_E02);
  FAIL_IF(!clears && HasTooManyElements(*format, length), TRACESETINFO_U06);
  FAIL_IF(!clears && !CanRead(machine, information, length), TRACESETINFO_U90);
  const auto* const start = static_cast<const uint8_t*>(information);
  const std::span<const uint8_t> bytes(start, clears ? 0 : length);
  FAIL_IF(!clears && !IsMeaningful(machine, information_class, bytes), TRACESETINFO_U07);
  if (format->scope == InformationFormat::Scope::kComputer) {
    return SetOfComputer(machine, *format, bytes);
  }
  return SetOfSession(machine, session, *format, bytes);
}

}  // namespace etalon::sim
