#include "conformance/cli/heap_verb.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "conformance/cli/exit_code.h"
#include "conformance/cli/log_file.h"
#include "conformance/cli/reading_progress.h"
#include "conformance/heap/json_report.h"
#include "conformance/heap/page.h"
#include "conformance/heap/perfetto.h"
#include "conformance/heap/speedscope.h"

namespace etalon {
namespace {

// A file to write and what puts the trace there.
struct Output {
  std::string path;
  std::function<void(const heap::HeapTrace&, std::ostream&)> write;
  std::ofstream file = {};
};

std::vector<Output> OutputsOf(const HeapArguments& arguments) {
  const std::string name = std::filesystem::path(arguments.file).filename().string();
  std::vector<Output> outputs;
  const auto add = [&outputs](const std::string& path, auto write) {
    if (!path.empty()) outputs.push_back({path, write});
  };
  add(arguments.json_file, heap::WriteJsonReport);
  add(arguments.speedscope_file, [name](const heap::HeapTrace& trace, std::ostream& out) {
    heap::WriteSpeedscope(trace, name, out);
  });
  add(arguments.perfetto_file, heap::WritePerfetto);
  add(arguments.html_file, [name](const heap::HeapTrace& trace, std::ostream& out) {
    heap::WritePage(trace, name, out);
  });
  return outputs;
}

// Before the long work, so that a mistyped folder is told at once.
bool OpenAll(std::vector<Output>& outputs, std::ostream& err) {
  for (Output& output : outputs) {
    output.file.open(output.path, std::ios::binary);
    if (output.file) continue;
    err << "etalon: " << output.path << " cannot be written\n";
    return false;
  }
  return true;
}

bool WriteAll(std::vector<Output>& outputs, const heap::HeapTrace& trace, std::ostream& err) {
  for (Output& output : outputs) {
    output.write(trace, output.file);
    output.file.close();
    if (output.file) continue;
    err << "etalon: " << output.path << " cannot be written\n";
    return false;
  }
  return true;
}

heap::HeapTrace Read(const std::string& path, sim::LogFileReader& reader) {
  std::error_code unknown;
  const auto size = std::filesystem::file_size(path, unknown);
  ReadingProgress progress(std::filesystem::path(path).filename().string(), unknown ? 0 : size);
  return heap::ReadHeapTrace(reader, [&progress](uint64_t bytes) { progress.Advance(bytes); });
}

}  // namespace

int AnalyseHeap(const HeapArguments& arguments, std::ostream& out, std::ostream& err) {
  std::unique_ptr<sim::LogFileBytes> bytes = OpenHostFile(arguments.file, err);
  if (bytes == nullptr) return kUnexpected;
  const std::unique_ptr<sim::LogFileReader> reader =
      ReadLogFile(std::move(bytes), arguments.file, err);
  if (reader == nullptr) return kUnexpected;
  std::vector<Output> outputs = OutputsOf(arguments);
  if (!OpenAll(outputs, err)) return kFault;
  const heap::HeapTrace trace = Read(arguments.file, *reader);
  heap::PrintReport(trace, arguments.limits, out);
  out.flush();
  if (!WriteAll(outputs, trace, err)) return kFault;
  const bool damaged = PrintDefects(arguments.file, *reader, err);
  if (trace.heap_events != 0) return damaged ? kUnexpected : kAsExpected;
  err << arguments.file << ": no heap events: no session of StartHeapTrace wrote this\n";
  return kUnexpected;
}

}  // namespace etalon
