// Executables and libraries.
#ifndef ETALON_SIM_SYSTEM_IMAGE_H_
#define ETALON_SIM_SYSTEM_IMAGE_H_

#include <cstdint>
#include <string>

#include "sim/include/guiddef.h"

namespace etalon::sim {

// What there is to know of the file of an image.
struct ImageFile {
  std::u16string path;  // as it was named
  uint64_t bytes = 0;   // in memory
  uint32_t checksum = 0;
  uint32_t time_stamp = 0;  // when it was linked: seconds since 1970
  std::u16string pdb;       // the file of its symbols; "" none
  GUID pdb_guid = {};
  uint32_t pdb_age = 0;
};

// One that is in the memory of a process.
struct Image {
  ImageFile file;
  uint64_t base = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_IMAGE_H_
