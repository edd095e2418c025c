#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "conformance/script/fields.h"
#include "fuzz/sample_sequence.h"
#include "fuzz/sequence_run.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

// The same bytes on every machine.
std::vector<uint8_t> SomeBytes(uint32_t seed, size_t size) {
  std::vector<uint8_t> bytes(size);
  for (uint8_t& byte : bytes) {
    seed = seed * 1664525 + 1013904223;
    byte = static_cast<uint8_t>(seed >> 24);
  }
  return bytes;
}

TEST(OperationDecoder, MakesMostOperationsOfAnyBytesSucceed) {
  int operations = 0;
  int succeeded = 0;
  std::map<std::string, int> by_name;
  for (uint32_t seed = 1; seed <= 100; ++seed) {
    const std::vector<uint8_t> bytes = SomeBytes(seed, 160);
    const SequenceReport report = RunSequence(bytes.data(), bytes.size());
    ASSERT_EQ(report.failure, "") << report.script;
    EXPECT_LE(report.operations, 40);
    EXPECT_GE(report.operations, 20);  // some change the one behind them
    operations += report.operations;
    succeeded += report.succeeded;
    for (size_t i = 0; i < report.by_kind.size(); ++i) by_name[kOpNames[i]] += report.by_kind[i];
  }
  EXPECT_GE(succeeded * 100 / operations, 50);
  RecordProperty("percent_succeeded", succeeded * 100 / operations);
  for (const char* name : {"StartTraceW",
                           "ControlTraceW",
                           "StopTraceW",
                           "QueryAllTracesW",
                           "EnableTrace",
                           "RegisterTraceGuidsW",
                           "UnregisterTraceGuids",
                           "CreateTraceInstanceId",
                           "TraceEvent",
                           "TraceEventInstance",
                           "TraceMessageVa",
                           "OpenTraceW",
                           "ProcessTrace",
                           "CloseTrace",
                           "StartHeapTrace",
                           "UpdateHeapTrace",
                           "Advance",
                           "NewProcess",
                           "ExitProcess",
                           "InjectFault",
                           "SetDisk",
                           "PutFile",
                           "GetFile",
                           "EventRegister",
                           "EventWrite",
                           "EventWriteString",
                           "EnableTraceEx2",
                           "HeapAlloc",
                           "HeapCreate"}) {
    EXPECT_GE(by_name[name], 5) << name;
  }
}

// What is measured is what it says to be.
TEST(SampleSequence, StartsAndStopsASession) {
  for (const SampleSink sink : {SampleSink::kRealTime, SampleSink::kLogFile}) {
    const std::vector<uint8_t> bytes = SampleSequence(sink);
    const SequenceReport report = RunSequence(bytes.data(), bytes.size());
    EXPECT_EQ(report.failure, "") << report.script;
    EXPECT_EQ(report.operations, 20);
    EXPECT_EQ(report.succeeded, 19);
    EXPECT_EQ(report.by_kind[Op(StartTraceW{}).any.index()], 1);
    EXPECT_EQ(report.by_kind[Op(ControlTraceW{}).any.index()], 3);
    EXPECT_EQ(report.by_kind[Op(TraceEvent{}).any.index()], 7);
  }
}

TEST(OperationDecoder, TakesAnyLength) {
  for (size_t size = 0; size < 9; ++size) {
    const std::vector<uint8_t> bytes(size, 0);
    EXPECT_EQ(RunSequence(bytes.data(), size).operations, static_cast<int>((size + 3) / 4));
  }
}

}  // namespace
}  // namespace etalon
