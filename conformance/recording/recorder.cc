#include "conformance/recording/recorder.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "conformance/recording/transcript.h"

namespace etalon {
namespace {

namespace fs = std::filesystem;

std::string NameOfScript(const std::string& file) { return fs::path(file).stem().string(); }

std::optional<std::string> ReadWhole(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

bool Write(const std::string& name, const void* bytes, size_t size) {
  std::ofstream file(name, std::ios::binary);
  file.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  return static_cast<bool>(file.flush());
}

// A run's transcript and log files; whether all could be written.
bool Write(const Transcript& transcript, const std::string& folder, uint32_t run,
           const std::string& script) {
  bool all =
      Write(TranscriptFile(folder, run, script), transcript.text.data(), transcript.text.size());
  int number = 0;
  for (const Bytes& file : transcript.files) {
    all = Write(LogFile(folder, run, script, ++number), file.data(), file.size()) && all;
  }
  return all;
}

class Recorder {
 public:
  Recorder(const Recording& recording, const Runner& run) : recording_(recording), run_(run) {}

  std::string Record() {
    std::error_code error;
    if (!fs::create_directory(recording_.folder, error)) {
      return recording_.folder + ": cannot be made, or is there already\n";
    }
    for (uint32_t run = 1; run <= recording_.runs && can_go_on_; ++run) {
      fs::create_directory(recording_.folder + "/" + std::to_string(run), error);
      for (const std::string& file : recording_.scripts) {
        if (can_go_on_) Play(run, file);
      }
    }
    Pack pack = {recording_.machine, recording_.runs, names_, UsualPatterns(), {}};
    if (!WritePack(pack, recording_.folder)) Complain(recording_.folder + " cannot be written");
    return complaints_;
  }

 private:
  void Play(uint32_t run, const std::string& file) {
    const std::optional<std::string> script = ReadWhole(file);
    if (!script) return Complain(file + ": cannot be read");
    const std::string name = NameOfScript(file);
    if (run == 1) names_.push_back(name);
    const Outcome reset = run_(Reset{});
    if (reset.ending != Ending::kReturned) return Stop(file + ": Reset: " + reset.detail);
    const Transcript transcript = PlayScript(*script, file, run_);
    if (!Write(transcript, recording_.folder, run, name)) Complain(name + " cannot be written");
    if (!transcript.trouble.empty()) Stop(transcript.trouble);
  }

  void Stop(const std::string& why) {
    Complain(why);
    can_go_on_ = false;
  }

  void Complain(const std::string& what) { complaints_ += what + '\n'; }

  const Recording& recording_;
  const Runner& run_;
  std::vector<std::string> names_;
  std::string complaints_;
  bool can_go_on_ = true;
};

}  // namespace

std::string Record(const Recording& recording, const Runner& run) {
  return Recorder(recording, run).Record();
}

}  // namespace etalon
