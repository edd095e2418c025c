#include "golden/playback.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "conformance/cli/dump.h"
#include "conformance/implementations/in_process.h"
#include "conformance/script/encodings.h"
#include "conformance/script/json.h"
#include "golden/checksum.h"

namespace etalon {
namespace {

// Takes the bytes that GetFile fetched out of its outcome.
std::optional<Bytes> TakeFile(Outcome* outcome) {
  for (auto change = outcome->changes.begin(); change != outcome->changes.end(); ++change) {
    if (change->block != "file" || change->member != "bytes") continue;
    const std::string* const hexadecimal = std::get_if<std::string>(&change->value);
    std::optional<Bytes> bytes = hexadecimal ? FromHex(*hexadecimal) : std::nullopt;
    outcome->changes.erase(change);
    return bytes;
  }
  return std::nullopt;
}

class Player {
 public:
  Player(std::string name, std::string scratch)
      : name_(std::move(name)), scratch_(std::move(scratch)), simulator_(MakeSimulator({})) {}

  // Adds one line of the script. False: error() says why.
  bool Add(const std::string& line, int number) {
    if (line.empty() || line.front() == '#') {
      playback_.transcript += line + '\n';
      return true;
    }
    if (line.front() == ' ') return true;  // the outcome of an earlier run
    ParseError parse_error;
    const std::optional<Op> op = ParseOp(line, &parse_error);
    return op ? Run(*op, number) : Fail(number, ToString(parse_error));
  }

  const std::string& error() const { return error_; }
  Playback TakePlayback() { return std::move(playback_); }

 private:
  bool Run(const Op& op, int number) {
    Outcome outcome = simulator_->Run(op);
    const std::optional<Bytes> file = TakeFile(&outcome);
    playback_.transcript += ToJson(op) + "\n  " + ToJson(outcome) + '\n';
    const bool went_on = outcome.ending == Ending::kReturned ||
                         outcome.ending == Ending::kStarted ||
                         outcome.ending == Ending::kNotImplemented;  // a function of later Windows
    if (!went_on) {
      return Fail(number, NameOf(outcome.ending) + ": " + outcome.detail);
    }
    return !file || AddDump(*file, number);
  }

  bool AddDump(const Bytes& bytes, int number) {
    const std::string path =
        (std::filesystem::path(scratch_) / (std::filesystem::path(name_).stem().string() + ".etl"))
            .string();
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    file.close();
    std::ostringstream out;
    std::ostringstream defects;
    const int code = file ? Dump(path, false, out, defects) : 1;
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    if (code != 0) return Fail(number, "the log file cannot be dumped: " + defects.str());
    playback_.dumps.push_back(Summary({reinterpret_cast<const char*>(bytes.data()), bytes.size()}) + out.str());
    return true;
  }

  bool Fail(int number, const std::string& why) {
    error_ = name_ + ":" + std::to_string(number) + ": " + why;
    return false;
  }

  const std::string name_;
  const std::string scratch_;
  const std::unique_ptr<Implementation> simulator_;
  Playback playback_;
  std::string error_;
};

}  // namespace

std::optional<Playback> Play(const std::string& script, const std::string& name,
                             const std::string& scratch, std::string* error) {
  Player player(name, scratch);
  std::istringstream lines(script);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (player.Add(line, number)) continue;
    *error = player.error();
    return std::nullopt;
  }
  return player.TakePlayback();
}

}  // namespace etalon
