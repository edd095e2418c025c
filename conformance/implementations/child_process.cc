#include "conformance/implementations/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

namespace etalon {
namespace {

constexpr int kCannotExecute = 127;
constexpr int kEndingPolls = 20;  // how often, and how far apart, a program's own end is waited for
constexpr int kEndingPollMicroseconds = 5000;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

bool Open(Pipe* pipe) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  *pipe = {ends[0], ends[1]};
  return true;
}

// A file that is gone as soon as nobody has it open.
int OpenNameless() {
  char name[] = "/tmp/etalon-stderr-XXXXXX";
  const int file = mkostemp(name, O_CLOEXEC);
  if (file >= 0) unlink(name);
  return file;
}

// "" when none can be made.
std::string MakeFolder() {
  char name[] = "/tmp/etalon-child-XXXXXX";
  return mkdtemp(name) == nullptr ? "" : name;
}

[[noreturn]] void Become(const std::vector<std::string>& arguments, int input, int output,
                         int errors, const std::string& folder) {
  setpgid(0, 0);
  setenv("TMPDIR", folder.c_str(), 1);
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(errors, STDERR_FILENO);
  signal(SIGPIPE, SIG_DFL);
  std::vector<char*> words;
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  execvp(words[0], words.data());
  dprintf(STDERR_FILENO, "%s: %s\n", words[0], strerror(errno));
  _exit(kCannotExecute);
}

int MillisecondsTo(ChildProcess::Deadline deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<int64_t>(left.count() + 1, 0, 1'000'000));
}

}  // namespace

std::unique_ptr<ChildProcess> ChildProcess::Start(const std::vector<std::string>& arguments,
                                                  std::string* error) {
  signal(SIGPIPE, SIG_IGN);
  Pipe input;
  Pipe output;
  const int errors = OpenNameless();
  const std::string folder = MakeFolder();
  if (errors < 0 || folder.empty() || !Open(&input) || !Open(&output)) {
    *error = std::string("no pipes or temporary files: ") + strerror(errno);
    return nullptr;
  }
  const pid_t pid = fork();
  if (pid == 0) Become(arguments, input.read_end, output.write_end, errors, folder);
  close(input.read_end);
  close(output.write_end);
  if (pid < 0) {
    *error = std::string("no process: ") + strerror(errno);
    return nullptr;
  }
  setpgid(pid, pid);  // here too: whoever is first
  fcntl(input.write_end, F_SETFL, O_NONBLOCK);
  return std::unique_ptr<ChildProcess>(
      new ChildProcess(pid, input.write_end, output.read_end, errors, folder));
}

ChildProcess::~ChildProcess() {
  Kill();
  EndInput();
  close(output_);
  close(errors_);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

bool ChildProcess::TakeLine(std::string* line) {
  const size_t end = received_.find('\n');
  if (end == std::string::npos) return false;
  *line = received_.substr(0, end);
  if (!line->empty() && line->back() == '\r') line->pop_back();
  received_.erase(0, end + 1);
  return true;
}

// False: nobody reads any more.
bool ChildProcess::WriteSome(std::string* rest) {
  const ssize_t written = write(input_, rest->data(), rest->size());
  if (written < 0) return errno == EAGAIN || errno == EINTR;
  rest->erase(0, static_cast<size_t>(written));
  return true;
}

// False: there is nothing more to come.
bool ChildProcess::ReadSome() {
  char bytes[65536];
  const ssize_t count = read(output_, bytes, sizeof bytes);
  if (count < 0) return errno == EINTR;
  received_.append(bytes, static_cast<size_t>(count));
  has_closed_ = count == 0;
  return !has_closed_;
}

ChildProcess::Answer ChildProcess::Ask(const std::string& line, Deadline deadline,
                                       std::string* answer) {
  std::string rest = line.empty() ? "" : line + '\n';
  for (;;) {
    if (rest.empty() && TakeLine(answer)) return Answer::kLine;
    pollfd polled[2] = {{output_, POLLIN, 0}, {rest.empty() ? -1 : input_, POLLOUT, 0}};
    const int ready = poll(polled, 2, MillisecondsTo(deadline));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return Answer::kTimedOut;
    if ((polled[1].revents & (POLLERR | POLLHUP)) != 0 ||
        (polled[1].revents != 0 && !WriteSome(&rest))) {
      rest.clear();  // what it said last is worth reading
    }
    if (polled[0].revents != 0 && !ReadSome())
      return TakeLine(answer) ? Answer::kLine : Answer::kEnded;
  }
}

void ChildProcess::EndInput() {
  if (input_ >= 0) close(input_);
  input_ = -1;
}

std::string ChildProcess::Kill() {
  if (pid_ < 0) return ending_;
  // One that is about to end shall tell its own status rather than our signal.
  int status = 0;
  pid_t waited = waitpid(pid_, &status, WNOHANG);
  for (int i = 0; i < kEndingPolls && waited == 0 && has_closed_; ++i) {
    usleep(kEndingPollMicroseconds);
    waited = waitpid(pid_, &status, WNOHANG);
  }
  kill(-pid_, SIGKILL);
  if (waited == 0) waitpid(pid_, &status, 0);
  pid_ = -1;
  ending_ = WIFEXITED(status) ? "exit status " + std::to_string(WEXITSTATUS(status))
                              : "signal " + std::to_string(WTERMSIG(status));
  return ending_;
}

std::string ChildProcess::Tail(size_t most) const {
  const off_t size = lseek(errors_, 0, SEEK_END);
  if (size <= 0) return "";
  std::string tail(std::min<size_t>(most, static_cast<size_t>(size)), '\0');
  const ssize_t count =
      pread(errors_, tail.data(), tail.size(), size - static_cast<off_t>(tail.size()));
  tail.resize(count < 0 ? 0 : static_cast<size_t>(count));
  while (!tail.empty() && (tail.back() == '\n' || tail.back() == '\r')) tail.pop_back();
  return tail;
}

}  // namespace etalon
