// Several log files as one.
#ifndef ETALON_SIM_CONSUMER_LOG_FILE_MERGE_H_
#define ETALON_SIM_CONSUMER_LOG_FILE_MERGE_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/consumer/image_identity.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {

// The files were written by the same version of Windows.
bool AreOfOneVersion(const std::vector<LogFileReader*>& readers);

// The files were written between the same boot and the next, with stamps of the same clock: only
// then their stamps can be compared.
bool AreOfOneBoot(const std::vector<LogFileReader*>& readers);

// Writes `bytes` at `at` of the merged file.
using WriteMerged = std::function<FileError(uint64_t at, std::span<const uint8_t> bytes)>;

struct MergeResult {
  FileError error = FileError::kNone;  // of the first write that failed: what follows is missing
  bool complete = true;                // no file has lost events or is damaged
};

// Writes the events of all files, which are of one version and boot, as one log file that calls
// itself `name`. Events are copied as they stand; before those of images come events that identify
// the files which `find_image` knows, if it is not null. A processor of a file keeps buffers of its
// own, with the number of the processor and the id of the session, so that whoever reads the merged
// file gets its events in the order of time. The header is that of the session that began first,
// with the largest buffer, the most processors, the last end and the sum of the losses; the headers
// of the others are left out. Memory: a buffer for each processor of each file, and what reading
// takes. `readers` are not empty, and must not have been read from.
MergeResult MergeLogFiles(const std::vector<LogFileReader*>& readers, const std::u16string& name,
                          const FindImageFile& find_image, const WriteMerged& write);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_LOG_FILE_MERGE_H_
