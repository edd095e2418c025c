#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "conformance/agent/line_io.h"

namespace etalon {
namespace {

int answers = STDOUT_FILENO;  // where lines go

}  // namespace

void PrepareStandardStreams() {
  answers = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
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
  for (size_t at = 0; at < whole.size();) {
    const ssize_t written = write(answers, whole.data() + at, whole.size() - at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) EndAtOnce();  // nobody listens
    at += static_cast<size_t>(written);
  }
}

void EndAtOnce() { _exit(1); }

}  // namespace etalon
