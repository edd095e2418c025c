// One input of the fuzz target, to measure executions with.
#ifndef ETALON_FUZZ_SAMPLE_SEQUENCE_H_
#define ETALON_FUZZ_SAMPLE_SEQUENCE_H_

#include <cstdint>
#include <vector>

namespace etalon {

// Twenty operations in the life of a provider and of one session, from its start to its stop: it is
// enabled, events and messages of many sizes are written, the session is queried and flushed, and
// all but one succeed. With a log file, the session's events are read back, too.
enum class SampleSink { kRealTime, kLogFile };
std::vector<uint8_t> SampleSequence(SampleSink sink);

}  // namespace etalon

#endif  // ETALON_FUZZ_SAMPLE_SEQUENCE_H_
