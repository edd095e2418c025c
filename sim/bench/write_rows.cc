// Writing events on a Machine with virtual time.
#include "sim/bench/row.h"
#include "sim/bench/write_cases.h"
#include "sim/bench/write_limits.h"

namespace etalon::bench {
namespace {

constexpr char kCopy[] = "copy of 48 + 64 bytes, counted clock";
constexpr char kGather[] = "gather 48 + 4 x 16 bytes, counted clock";
const Budget kWriting = {2.0, 1.5};

}  // namespace

std::vector<Section> WriteSections(const Sizes&) {
  const Case copy = CopyLimit(ClockOfLimit::kCounted);
  const Case gather = GatherLimit(ClockOfLimit::kCounted);
  return {{"Writing: Machine, virtual clock, in memory",
           "ns/event",
           {{"TraceEvent, 64 bytes", TraceEventCase<MachineEtw>, kCopy, copy, kWriting},
            {"EventWrite, 4 descriptors of 16 bytes", EventWriteCase<MachineEtw>, kGather, gather,
             kWriting},
            {"TraceMessageVa, 4 arguments of 16 bytes", TraceMessageVaCase<MachineEtw>, kGather,
             gather, kWriting},
            {"EventWrite, provider not enabled", EventWriteNotEnabledCase<MachineEtw>, "", nullptr,
             {3.0, 1.5}}}}};
}

}  // namespace etalon::bench
