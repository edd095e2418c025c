// What the cost of an event must not depend on: each row's limit is the same with one.
#include <memory>
#include <string>
#include <vector>

#include "sim/bench/row.h"
#include "sim/bench/write_cases.h"

namespace etalon::bench {
namespace {

const Budget kNoGrowth = {1.25, 1.1};

std::u16string NameOf(int number) {
  std::u16string name = u"bench";
  for (const char digit : std::to_string(number)) name += static_cast<char16_t>(digit);
  return name;
}

GUID GuidOf(int number) {
  GUID guid = kProvider;
  guid.Data2 = static_cast<uint16_t>(number + 1);
  return guid;
}

using Sessions = std::vector<std::unique_ptr<Session<MachineEtw>>>;

// Empty: one could not be started.
Sessions Start(MachineEtw& etw, int count) {
  Sessions sessions;
  for (int i = 0; i < count; ++i) {
    const SessionRequest request = {.name = NameOf(i)};
    sessions.push_back(std::make_unique<Session<MachineEtw>>(etw, request));
    if (!sessions.back()->runs()) return {};
  }
  return sessions;
}

// To the last of so many sessions.
Case AmongSessions(int count) {
  return [=](benchmark::State& state) {
    MachineEtw etw;
    const Sessions sessions = Start(etw, count);
    if (sessions.empty()) return state.SkipWithError("StartTrace failed");
    WriteClassic(state, etw, sessions.back()->handle());
  };
}

// To each of so many sessions in turns.
Case AcrossSessions(int count) {
  return [=](benchmark::State& state) {
    MachineEtw etw;
    const Sessions sessions = Start(etw, count);
    if (sessions.empty()) return state.SkipWithError("StartTrace failed");
    ClassicEvent event;
    ULONG errors = 0;
    size_t at = 0;
    for (auto _ : state) {
      event.Change(at);
      errors |= etw.TraceEvent(sessions[at]->handle(), &event.header);
      if (++at == sessions.size()) at = 0;
      benchmark::ClobberMemory();
    }
    if (errors != ERROR_SUCCESS) state.SkipWithError("TraceEvent failed");
  };
}

// One provider that so many sessions have enabled: an item is one copy of the event.
Case ToSessions(int count) {
  return [=](benchmark::State& state) {
    MachineEtw etw;
    const Sessions sessions = Start(etw, count);
    Provider<MachineEtw> provider(etw);
    for (const auto& session : sessions) {
      if (!provider.EnableTo(*session)) return state.SkipWithError("EnableTraceEx2 failed");
    }
    WriteModern(state, etw, provider.handle());
    state.SetItemsProcessed(state.iterations() * count);
  };
}

// By the last of so many registrations.
Case AmongRegistrations(int count) {
  return [=](benchmark::State& state) {
    MachineEtw etw;
    const Session<MachineEtw> session(etw, {});
    std::vector<std::unique_ptr<Provider<MachineEtw>>> providers;
    for (int i = 0; i < count; ++i) {
      providers.push_back(std::make_unique<Provider<MachineEtw>>(etw, GuidOf(i)));
    }
    if (!providers.back()->EnableTo(session)) return state.SkipWithError("EnableTraceEx2 failed");
    WriteModern(state, etw, providers.back()->handle());
  };
}

// A ring of so many buffers.
Case AmongBuffers(uint32_t count) {
  return [=](benchmark::State& state) {
    MachineEtw etw;
    const Session<MachineEtw> session(
        etw, {.minimum_buffers = count, .maximum_buffers = count});
    if (!session.runs()) return state.SkipWithError("StartTrace failed");
    WriteClassic(state, etw, session.handle());
  };
}

}  // namespace

std::vector<Section> ScalingSections(const Sizes&) {
  Section section = {"Scaling: Machine, virtual clock, in memory", "ns/event", {}};
  std::vector<Row>& rows = section.rows;
  for (const int count : {8, 64}) {
    const std::string sessions = std::to_string(count) + " sessions";
    rows.push_back({"TraceEvent to one of " + sessions, AmongSessions(count), "of one session",
                    AmongSessions(1), kNoGrowth});
    rows.push_back({"TraceEvent to " + sessions + " in turns", AcrossSessions(count),
                    "to one session", AcrossSessions(1), {}});
  }
  rows.push_back({"EventWrite to 8 sessions, a copy", ToSessions(8), "to one session",
                  ToSessions(1), {}});
  for (const int count : {10, 100, 1'000}) {
    rows.push_back({"EventWrite, one of " + std::to_string(count) + " registrations",
                    AmongRegistrations(count), "of one registration", AmongRegistrations(1),
                    kNoGrowth});
  }
  for (const uint32_t count : {64u, 1'024u}) {
    rows.push_back({"TraceEvent, ring of " + std::to_string(count) + " buffers",
                    AmongBuffers(count), "of 4 buffers", AmongBuffers(4), {}});
  }
  return {section};
}

}  // namespace etalon::bench
