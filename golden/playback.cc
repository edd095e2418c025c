#include "golden/playback.h"

#include <memory>
#include <sstream>
#include <utility>

#include "conformance/cli/dump.h"
#include "conformance/heap/heap_trace.h"
#include "conformance/heap/text_report.h"
#include "conformance/implementations/in_process.h"
#include "conformance/recording/transcript.h"
#include "golden/checksum.h"
#include "sim/consumer/log_file_bytes.h"

namespace etalon {
namespace {

// Adds the dump of a log file; what is wrong with it, or "".
std::string AddDump(const Bytes& bytes, Playback* playback) {
  std::ostringstream out;
  std::ostringstream defects;
  const int code =
      DumpBytes(std::make_unique<sim::MemoryBytes>(bytes), "log file", false, out, defects);
  playback->dumps.push_back(Summary({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) +
                            out.str());
  return code == 0 ? "" : "a log file cannot be dumped: " + defects.str();
}

// What `etalon heap` says of a log file; "" if it holds no heap events.
std::string HeapReport(const Bytes& bytes) {
  sim::Defect refusal;
  const auto reader = sim::LogFileReader::Open(std::make_unique<sim::MemoryBytes>(bytes), &refusal);
  if (reader == nullptr) return "";
  const heap::HeapTrace trace = heap::ReadHeapTrace(*reader, [](uint64_t) {});
  std::ostringstream out;
  if (trace.heap_events != 0) heap::PrintReport(trace, {}, out);
  return out.str();
}

}  // namespace

std::optional<Playback> Play(const std::string& script, const std::string& name,
                             std::string* error) {
  const std::unique_ptr<Implementation> simulator = MakeSimulator({});
  Transcript transcript =
      PlayScript(script, name, [&](const Op& op) { return simulator->Run(op); });
  *error = transcript.trouble;
  Playback playback = {std::move(transcript.text), {}, {}};
  for (const Bytes& file : transcript.files) {
    const std::string trouble = AddDump(file, &playback);
    playback.heap_reports.push_back(HeapReport(file));
    if (error->empty() && !trouble.empty()) *error = name + ": " + trouble;
  }
  if (!error->empty()) return std::nullopt;
  return playback;
}

}  // namespace etalon
