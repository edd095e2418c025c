// TraceQueryInformation: settings of a session, or facts about the computer, by class.
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

using Information = std::vector<uint8_t>;

constexpr uint32_t kTraceProcessingVersion = 1;
constexpr size_t kSourceAlignment = 8;

template <typename T>
Information BytesOf(const T& value) {
  const auto* const start = reinterpret_cast<const uint8_t*>(&value);
  return Information(start, start + sizeof value);
}

Information BytesOfNumbers(const std::vector<uint32_t>& numbers) {
  Information bytes(numbers.size() * sizeof(uint32_t));
  if (!bytes.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

Information Interval(const ProfileSources& sources, uint32_t id) {
  const ProfileSource* source = sources.Find(id);
  return BytesOf(TRACE_PROFILE_INTERVAL{id, source == nullptr ? 0 : source->interval});
}

// PROFILE_SOURCE_INFO, each followed by its description, chained by NextEntryOffset.
Information SourceList(const ProfileSources& sources) {
  Information bytes;
  for (const ProfileSource& source : sources.all()) {
    const size_t name_bytes = (source.name.size() + 1) * sizeof(WCHAR);
    const size_t size = offsetof(PROFILE_SOURCE_INFO, Description) + name_bytes;
    const size_t room = (size + kSourceAlignment - 1) / kSourceAlignment * kSourceAlignment;
    const bool is_last = source.id == sources.all().back().id;
    const PROFILE_SOURCE_INFO head = {.NextEntryOffset = is_last ? 0 : static_cast<ULONG>(room),
                                      .Source = source.id,
                                      .MinInterval = source.smallest_interval,
                                      .MaxInterval = source.largest_interval,
                                      .Reserved = 0,
                                      .Description = {}};
    const size_t at = bytes.size();
    bytes.resize(at + room);
    std::memcpy(bytes.data() + at, &head, offsetof(PROFILE_SOURCE_INFO, Description));
    std::memcpy(bytes.data() + at + offsetof(PROFILE_SOURCE_INFO, Description), source.name.data(),
                source.name.size() * sizeof(WCHAR));  // its end is there
  }
  return bytes;
}

// `source`: the one that TraceSampledProfileIntervalInfo asks about.
Information OfComputer(Machine& machine, TRACE_INFO_CLASS information_class, uint32_t source) {
  const ProfileSources& sources = machine.profile_sources();
  switch (information_class) {
    case TraceSampledProfileIntervalInfo:
      return Interval(sources, source);
    case TraceProfileSourceConfigInfo:
      return BytesOfNumbers(sources.in_use());
    case TraceProfileSourceListInfo:
      return SourceList(sources);
    case TraceVersionInfo:
      return BytesOf(TRACE_VERSION_INFO{kTraceProcessingVersion, 0});
    case TracePeriodicCaptureStateInfo:
      return BytesOf(
          TRACE_PERIODIC_CAPTURE_STATE_INFO{kShortestCapturePeriod, kMostCapturedProviders, 0});
    case TraceMaxPmcCounterQuery:
      return BytesOf(ProfileSources::kMaximumCounters);
    default:
      return BytesOf(machine.sessions().capacity());  // TraceMaxLoggersQuery
  }
}

Information GroupMasks(const Session& session) {
  const std::span<const uint8_t> set =
      session.settings().information.Of(TraceSystemTraceEnableFlagsInfo);
  Information masks(set.begin(), set.end());
  masks.resize(kGroupMasks * sizeof(ULONG));
  std::memcpy(masks.data(), &session.settings().enable_flags, sizeof(ULONG));
  return masks;
}

// Those of the start too.
Information StackEvents(const SessionSettings& settings) {
  Information bytes;
  for (const StackEvent& event : settings.stack_events) {
    const Information id = BytesOf(CLASSIC_EVENT_ID{event.guid, event.type, {}});
    bytes.insert(bytes.end(), id.begin(), id.end());
  }
  return bytes;
}

Information OfSession(const Machine& machine, const Session& session,
                      const InformationFormat& format) {
  const TRACE_INFO_CLASS information_class = format.information_class;
  const SessionSettings& settings = session.settings();
  if (information_class == TraceSystemTraceEnableFlagsInfo) return GroupMasks(session);
  if (information_class == TraceStackTracingInfo) return StackEvents(settings);
  if (information_class == TraceStreamCount) {
    return BytesOf(PerProcessor(settings) ? machine.processors() : 1);
  }
  const std::span<const uint8_t> set = settings.information.Of(
      information_class == TraceDisallowListQuery ? TraceSetDisallowList : information_class);
  Information bytes(set.begin(), set.end());
  // What was never set is all zero, and a list of nothing.
  if (bytes.empty()) bytes.resize(format.head_bytes);
  return bytes;
}

ULONG FillIn(const Information& bytes, PVOID information, ULONG length, PULONG return_length) {
  if (return_length != nullptr) *return_length = static_cast<ULONG>(bytes.size());
  FAIL_IF(length < bytes.size(), TRACEQUERYINFO_E01);
  FAIL_IF(information == nullptr && !bytes.empty(), TRACEQUERYINFO_E02);
  if (!bytes.empty()) std::memcpy(information, bytes.data(), bytes.size());
  return ERROR_SUCCESS;
}

ULONG QueryComputer(Machine& machine, TRACE_INFO_CLASS information_class, PVOID information,
                    ULONG length, PULONG return_length) {
  uint32_t source = 0;
  if (information_class == TraceSampledProfileIntervalInfo && information != nullptr &&
      length >= sizeof(TRACE_PROFILE_INTERVAL)) {
    std::memcpy(&source, information, sizeof source);
    FAIL_IF(machine.profile_sources().Find(source) == nullptr, TRACEQUERYINFO_U03);
  }
  const Information bytes = OfComputer(machine, information_class, source);
  return FillIn(bytes, information, length, return_length);
}

}  // namespace

ULONG TraceQueryInformation(Machine& machine, TRACEHANDLE session_handle,
                            TRACE_INFO_CLASS information_class, PVOID information, ULONG length,
                            PULONG return_length) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanWrite(machine, information, length) || !CanWrite(machine, return_length),
          TRACEQUERYINFO_U90);
  const InformationFormat* format = FindFormat(information_class, machine.windows());
  FAIL_IF(format == nullptr || !format->CanBeQueried(), TRACEQUERYINFO_E03);
  if (format->scope == InformationFormat::Scope::kComputer) {
    return QueryComputer(machine, information_class, information, length, return_length);
  }
  const Session* session = machine.sessions().FindByHandle(session_handle);
  FAIL_IF(session == nullptr, TRACEQUERYINFO_U02);
  FAIL_IF(!MayQuery(machine, session->settings()), TRACEQUERYINFO_U01);
  const Information bytes = OfSession(machine, *session, *format);
  return FillIn(bytes, information, length, return_length);
}

}  // namespace etalon::sim
