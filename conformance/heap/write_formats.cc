// Writes what `etalon heap` writes about the story of heap_story.h, or about a log file, into a
// folder:
//   write_formats FOLDER [FILE.etl]
#include <fstream>
#include <iostream>
#include <string>

#include "conformance/heap/heap_story.h"
#include "conformance/heap/json_report.h"
#include "conformance/heap/page.h"
#include "conformance/heap/perfetto.h"
#include "conformance/heap/read_log.h"
#include "conformance/heap/speedscope.h"
#include "conformance/heap/text_report.h"

namespace etalon::heap {
namespace {

int Main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: write_formats FOLDER [FILE.etl]\n";
    return 3;
  }
  const std::string folder = std::string(argv[1]) + "/";
  const ReadLog read = ReadMadeLog([&](std::ostream& out) {
    if (argc == 2) return TellStory(out);
    std::ifstream file(argv[2], std::ios::binary);
    out << file.rdbuf();
  });
  for (const sim::Defect& defect : read.defects) std::cerr << defect.reason << '\n';
  const auto open = [&folder](const char* name) {
    return std::ofstream(folder + name, std::ios::binary);
  };
  std::ofstream text = open("heap.txt"), report = open("heap.json"), page = open("heap.html");
  std::ofstream speedscope = open("heap.speedscope.json"), perfetto = open("heap.pftrace");
  PrintReport(read.trace, {}, text);
  WriteJsonReport(read.trace, report);
  WritePage(read.trace, "heap.etl", page);
  WriteSpeedscope(read.trace, "heap.etl", speedscope);
  WritePerfetto(read.trace, perfetto);
  return read.defects.empty() && text && report && page && speedscope && perfetto ? 0 : 3;
}

}  // namespace
}  // namespace etalon::heap

int main(int argc, char** argv) { return etalon::heap::Main(argc, argv); }
