#include "fuzz/sample_sequence.h"

namespace etalon {

// Which, on what, how, and how much: see operation_decoder.h.
std::vector<uint8_t> SampleSequence(SampleSink sink) {
  const uint8_t mode = sink == SampleSink::kRealTime ? 0 : 1;
  return {
      0,  0,    mode, 0x28,  // StartTrace: buffers of 4 KB, at least two
      2,  0,    6,    0,     // RegisterTraceGuids: its callback asks for the handle
      3,  0,    5,    7,     // EnableTrace
      4,  0,    0,    3,     // TraceEvent: 64 bytes
      5,  0,    1,    9,     //   two MOF fields
      6,  0,    2,    4,     //   500 bytes, the GUID by its address
      4,  0,    4,    2,     //   7 bytes
      5,  0,    5,    5,     //   952 bytes
      1,  0,    0,    0,     // ControlTrace: query
      7,  0,    0,    0,     // CreateTraceInstanceId
      8,  0,    0,    3,     // TraceEventInstance: 64 bytes
      9,  0,    0x20, 4,     // TraceMessage
      6,  0,    6,    3,     // TraceEvent: 64 bytes
      18, 0,    3,    0,     // ControlTrace: flush
      1,  0,    6,    1,     // QueryAllTraces: two blocks
      4,  0xF5, 0,    3,     // TraceEvent to a handle of nobody's
      3,  0,    3,    0,     // EnableTrace: disable
      18, 0,    1,    0,     // ControlTrace: stop
      12, 0,    0,    0,     // no trace is open to be closed: no time goes by
      17, 0,    0,    0,     // UnregisterTraceGuids
  };
}

}  // namespace etalon
