// A program that is spoken to in lines, over its standard input and output. Linux.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_CHILD_PROCESS_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_CHILD_PROCESS_H_

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace etalon {

// Its standard error goes to a file of no name, for Tail. Its folder for temporary files (TMPDIR)
// is one of its own, which goes with it, however it ends. The program leads a process group of its
// own, all of which the destructor kills. From the first child on, this process ignores SIGPIPE.
class ChildProcess {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  enum class Answer {
    kLine,
    kEnded,  // the program has closed its output
    kTimedOut,
  };

  // Starts `arguments`, the first of which is a program (looked for on the PATH). Null, and *error,
  // when that fails; a program that cannot be executed is found to have ended.
  static std::unique_ptr<ChildProcess> Start(const std::vector<std::string>& arguments,
                                             std::string* error);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Writes a line (without its end; none when empty) and reads the next one, at the same time:
  // neither side can block the other.
  Answer Ask(const std::string& line, Deadline deadline, std::string* answer);

  // Nothing more will be asked: its standard input ends.
  void EndInput();

  // Ends the process group, and says how the program itself ended: "exit status 5", "signal 11".
  std::string Kill();

  // The last of what it wrote on standard error, in at most so many bytes.
  std::string Tail(size_t most) const;

 private:
  ChildProcess(int pid, int input, int output, int errors, std::string folder)
      : pid_(pid), input_(input), output_(output), errors_(errors), folder_(std::move(folder)) {}

  bool TakeLine(std::string* line);
  bool WriteSome(std::string* rest);
  bool ReadSome();

  int pid_;          // -1 once it has been waited for
  int input_;        // its standard input, -1 once it has ended; and so on
  const int output_;
  const int errors_;
  const std::string folder_;  // for temporary files
  std::string received_;      // not yet taken
  bool has_closed_ = false;   // its output
  std::string ending_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_CHILD_PROCESS_H_
