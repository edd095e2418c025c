// What somebody who only calls the API can know about sessions: a napkin, not a second simulator.
#ifndef ETALON_CONFORMANCE_PROPERTIES_MODEL_H_
#define ETALON_CONFORMANCE_PROPERTIES_MODEL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace etalon {

enum class Sink {
  kRealTime,  // nobody consumes
  kFile,      // a log file on a disk that is never busy
  kStalled,   // a log file on a disk that finishes no write: room for kStalledRoom events
};

// Events of 1,000 bytes that a stalled session has room for: two buffers of 4 KB.
inline constexpr uint32_t kStalledRoom = 8;

struct RunningSession {
  Sink sink = Sink::kRealTime;
  uint32_t written = 0;  // events
  uint32_t lost = 0;     // events
};

struct Model {
  std::map<std::string, RunningSession> sessions;  // by name in lower case
  std::optional<std::string>
      owner;  // the session that the provider is enabled to, by the same name

  const RunningSession* Find(const std::string& name) const {
    const auto found = sessions.find(name);
    return found == sessions.end() ? nullptr : &found->second;
  }

  bool IsRunning(const std::string& name) const { return Find(name) != nullptr; }

  // One disk is there to be stalled, hence at most one session on it.
  bool HasStalledSession() const {
    for (const auto& [name, session] : sessions) {
      if (session.sink == Sink::kStalled) return true;
    }
    return false;
  }
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_MODEL_H_
