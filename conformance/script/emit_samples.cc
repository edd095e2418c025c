// Prints a C program that holds every kind of operation. For c_printer_test.sh.
#include <cstdio>

#include "conformance/script/c_printer.h"
#include "conformance/script/sample_ops.h"

int main() {
  std::vector<etalon::ScriptLine> script;
  for (const etalon::Op& op : etalon::SampleOps()) {
    etalon::ScriptLine line = {op, std::nullopt, static_cast<int>(script.size()) + 1};
    etalon::Outcome expected = {.returns = 87, .last_error = 6, .callbacks = {}};
    if (script.size() % 2 == 0) line.expected = etalon::ExpectedOutcome{expected, true};
    script.push_back(line);
  }
  std::fputs(etalon::PrintC(script, "Every kind of operation.").c_str(), stdout);
}
