// The log files of real Windows in golden/data/etl, as the reader makes them out.
#ifndef ETALON_GOLDEN_REAL_FILES_H_
#define ETALON_GOLDEN_REAL_FILES_H_

#include <string>
#include <vector>

namespace etalon {

// The names of the .etl files in `directory`, without their ending, sorted.
std::vector<std::string> RealFilesIn(const std::string& directory);

// What `etalon dump` says of the file: the number of bytes, lines and a checksum of its text and of
// its JSON (which has the payloads in full), then the text, of a long one the first lines; what it
// says of damage stands at the end.
std::string DumpOfRealFile(const std::string& path);

}  // namespace etalon

#endif  // ETALON_GOLDEN_REAL_FILES_H_
