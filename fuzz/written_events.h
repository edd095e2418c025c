// Events as a provider wrote them and as a log file has them, in words that can be compared.
#ifndef ETALON_FUZZ_WRITTEN_EVENTS_H_
#define ETALON_FUZZ_WRITTEN_EVENTS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fuzz/lone_caller.h"
#include "sim/include/guiddef.h"

namespace etalon {

// A session of the caller's with a log file, and the events that must be in it.
class WrittenEvents {
 public:
  // Starts the session: classic and modern events go to it, whatever their level and keyword.
  explicit WrittenEvents(LoneCaller& caller);

  TRACEHANDLE session() const { return session_; }

  // An event that was written: its kind and the members of its header in words, its payload.
  void Add(std::string words, std::span<const uint8_t> payload);

  // Stops the session and reads the file. "" if it holds exactly the events that were added.
  std::string StopAndCompare();

 private:
  LoneCaller& caller_;
  TRACEHANDLE session_ = 0;
  std::vector<std::string> written_;
};

// The members of headers that a log file keeps, for Add.
std::string ClassicWords(const GUID& guid, uint8_t type, uint8_t level, uint16_t version);
std::string InstanceWords(const GUID& guid, uint32_t instance_id, uint8_t type, uint8_t level,
                          uint16_t version);
std::string MessageWords(uint32_t flags, uint16_t number);
std::string ModernWords(const GUID& provider, uint16_t id, uint64_t keyword);

}  // namespace etalon

#endif  // ETALON_FUZZ_WRITTEN_EVENTS_H_
