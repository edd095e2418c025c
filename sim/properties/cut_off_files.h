// What must be readable in log files when everything ends after some of the writes.
#ifndef ETALON_SIM_PROPERTIES_CUT_OFF_FILES_H_
#define ETALON_SIM_PROPERTIES_CUT_OFF_FILES_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/properties/watched_disk.h"

namespace etalon::sim {

// The numbers of the events in one buffer, as its header and the sizes of its events tell them.
std::vector<uint32_t> EventsInBuffer(std::span<const uint8_t> buffer);

// What is in each file, buffer by buffer, by the changes that were made to it.
class CutOffFiles {
 public:
  struct Contents {
    std::vector<uint8_t> bytes;
    std::map<uint64_t, std::vector<uint32_t>> events;  // by the offset of their buffer
    bool has_header = false;                           // whole

    std::vector<uint32_t> AllEvents() const;  // by number
  };

  void Apply(const DiskChange& change);

  // The first `torn` bytes of a write arrive and the rest does not. Of its buffer nothing need be
  // readable any more.
  void ApplyTorn(const DiskChange& change, size_t torn);

  const std::map<std::u16string, Contents>& files() const { return files_; }

 private:
  static void Place(const DiskChange& change, size_t count, Contents* contents);

  std::map<std::u16string, Contents> files_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROPERTIES_CUT_OFF_FILES_H_
