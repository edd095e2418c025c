// Plays a scenario on the simulator, and says in text what came of it.
#ifndef ETALON_GOLDEN_PLAYBACK_H_
#define ETALON_GOLDEN_PLAYBACK_H_

#include <optional>
#include <string>
#include <vector>

namespace etalon {

// What a scenario gives, as its files in golden/data hold it.
struct Playback {
  // The script, every operation followed by its whole outcome. Comments stay. The bytes of files
  // that GetFile fetches are not in it: the dumps stand for them.
  std::string transcript;
  // Of the n-th GetFile: the number of bytes and their checksum in a line, then the dump of the log
  // file, as `etalon dump` prints it.
  std::vector<std::string> dumps;
  // Of the n-th GetFile: what `etalon heap` says of it; "" where there are no heap events.
  std::vector<std::string> heap_reports;
};

// Plays `script`, the text of a script with or without outcomes, on a fresh simulator of seed 1.
// `name` is how errors call it. None when a line is no operation, the simulator crashes, or a log
// file is damaged; *error says which and why.
std::optional<Playback> Play(const std::string& script, const std::string& name,
                             std::string* error);

}  // namespace etalon

#endif  // ETALON_GOLDEN_PLAYBACK_H_
