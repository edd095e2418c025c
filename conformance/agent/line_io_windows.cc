#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <cstdio>

#include "conformance/agent/line_io.h"

namespace etalon {
namespace {

FILE* answers = stdout;  // where lines go

}  // namespace

void PrepareStandardStreams() {
  _setmode(0, _O_BINARY);
  const int copy = _dup(1);
  _dup2(2, 1);
  _setmode(copy, _O_BINARY);
  answers = _fdopen(copy, "wb");
}

bool ReadLine(std::string* line) {
  line->clear();
  for (int c = std::getc(stdin); c != EOF; c = std::getc(stdin)) {
    if (c != '\n') {
      line->push_back(static_cast<char>(c));
      continue;
    }
    if (!line->empty() && line->back() == '\r') line->pop_back();
    return true;
  }
  return false;
}

void WriteLine(const std::string& line) {
  const std::string whole = line + '\n';
  std::fwrite(whole.data(), 1, whole.size(), answers);
  std::fflush(answers);
}

void EndAtOnce() {
  TerminateProcess(GetCurrentProcess(), 1);
  __builtin_unreachable();
}

}  // namespace etalon
