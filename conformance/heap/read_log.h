// Reads a made log, for tests.
#ifndef ETALON_CONFORMANCE_HEAP_READ_LOG_H_
#define ETALON_CONFORMANCE_HEAP_READ_LOG_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "conformance/heap/heap_log.h"
#include "conformance/heap/heap_trace.h"

namespace etalon::heap {

struct ReadLog {
  HeapTrace trace;
  std::vector<sim::Defect> defects;
};

// What the file that `tell` writes says.
inline ReadLog ReadMadeLog(const std::function<void(std::ostream&)>& tell) {
  std::ostringstream out;
  tell(out);
  const std::string bytes = out.str();
  const std::span<const uint8_t> span(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  sim::Defect refusal;
  const auto reader = sim::LogFileReader::Open(std::make_unique<sim::MemoryBytes>(span), &refusal);
  ReadLog read;
  if (reader == nullptr) {
    read.defects.push_back(refusal);
    return read;
  }
  read.trace = ReadHeapTrace(*reader, [](uint64_t) {});
  read.defects = reader->defects().kept();
  return read;
}

// The same for a log without options.
inline ReadLog ReadEvents(const std::function<void(HeapLog&)>& write) {
  return ReadMadeLog([&write](std::ostream& out) {
    HeapLog log(out, {});
    write(log);
    log.Finish();
  });
}

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_READ_LOG_H_
