// `etalon heap`: who holds the memory, according to a heap trace.
#ifndef ETALON_CONFORMANCE_CLI_HEAP_VERB_H_
#define ETALON_CONFORMANCE_CLI_HEAP_VERB_H_

#include <ostream>
#include <string>

#include "conformance/heap/text_report.h"

namespace etalon {

struct HeapArguments {
  std::string file;
  heap::TextLimits limits;

  // Files to write; empty: not wanted.
  std::string json_file;
  std::string speedscope_file;
  std::string perfetto_file;
  std::string html_file;
};

// Prints the report to `out` and writes the files asked for. The exit code: 0; 1 if the file cannot
// be read, is damaged (a line "PATH: offset 0x...: reason" for each defect on `err`, after the
// report on what could be read) or has no heap events; 3 if a file cannot be written.
int AnalyseHeap(const HeapArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_HEAP_VERB_H_
