// The ledger of a session that several threads write to, on the real machine. Also with
// --config=tsan.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"
#include "sim/properties/read_back.h"

namespace etalon::sim {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kThreads = 3;        // one more than processors: two share one
constexpr uint32_t kAttempts = 20'000;  // a thread
constexpr uint32_t kTooBigEvery = 1000;

struct Outcomes {
  std::atomic<uint64_t> written{0};
  std::atomic<uint64_t> lost{0};
  std::atomic<uint64_t> refused{0};
};

void WriteFrom(Machine& machine, Process& process, TRACEHANDLE session, uint32_t thread,
               Outcomes* outcomes) {
  Caller caller = {.machine = &machine,
                   .process = &process,
                   .thread_id = 100 + thread,
                   .cpu = thread % machine.processors()};
  const CallerScope scope(caller);
  std::vector<uint64_t> event(1000);
  for (uint32_t i = 0; i < kAttempts; ++i) {
    EVENT_TRACE_HEADER& header = *reinterpret_cast<EVENT_TRACE_HEADER*>(event.data());
    header = {};
    header.Size = i % kTooBigEvery == 0 ? 8000 : 64;
    header.Flags = WNODE_FLAG_TRACED_GUID;
    const uint32_t number = thread * kAttempts + i;
    std::memcpy(&header + 1, &number, sizeof(number));
    const ULONG code = TraceEvent(machine, session, &header);
    ++(code == ERROR_SUCCESS     ? outcomes->written
       : code == ERROR_MORE_DATA ? outcomes->refused
                                 : outcomes->lost);
  }
}

std::vector<uint8_t> Contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(LedgerThreads, AddsUpWhileThreadsWriteAndInTheEnd) {
  const char* const temporary = std::getenv("TEST_TMPDIR");
  const fs::path file = fs::path(temporary != nullptr ? temporary : "/tmp") /
                        ("ledger" + std::to_string(getpid()) + ".etl");
  Machine machine({}, MakeRealHost(1));
  Process& process = machine.processes().Adopt(static_cast<uint32_t>(getpid()));
  Caller caller = {.machine = &machine, .process = &process, .thread_id = 4};
  const CallerScope scope(caller);
  NamedProperties block(file.u16string());
  block.properties.BufferSize = 4;
  block.properties.MaximumBuffers = 6;
  TRACEHANDLE handle = 0;
  ASSERT_EQ(StartTraceW(machine, &handle, Wide(u"threads"), &block.properties), 0u);
  const Session& session = *machine.sessions().ForWriting(handle);

  Outcomes outcomes;
  std::vector<std::thread> writers;
  for (uint32_t thread = 0; thread < kThreads; ++thread) {
    writers.emplace_back([&, thread] { WriteFrom(machine, process, handle, thread, &outcomes); });
  }
  uint64_t before = 0;
  while (before < uint64_t{kThreads} * kAttempts) {
    const Ledger ledger = session.ledger();
    ASSERT_TRUE(ledger.balanced());
    ASSERT_GE(ledger.attempted(), before);
    before = ledger.attempted();
    std::this_thread::yield();
  }
  for (std::thread& writer : writers) writer.join();
  NamedProperties stop;
  ASSERT_EQ(ControlTraceW(machine, handle, nullptr, &stop.properties, EVENT_TRACE_CONTROL_STOP),
            0u);

  const Ledger ledger = session.ledger();
  EXPECT_EQ(ledger.attempted(), uint64_t{kThreads} * kAttempts);
  EXPECT_EQ(ledger.file.recorded, outcomes.written);
  EXPECT_EQ(ledger.events_lost, outcomes.lost);
  EXPECT_EQ(ledger.refused, outcomes.refused);
  EXPECT_EQ(outcomes.refused, kThreads * kAttempts / kTooBigEvery);
  EXPECT_EQ(stop.properties.EventsLost, outcomes.lost);
  EXPECT_EQ(ReadLogFile(Contents(file)).numbers.size(), outcomes.written);
  fs::remove(file);
}

}  // namespace
}  // namespace etalon::sim
