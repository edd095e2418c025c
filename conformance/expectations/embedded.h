// The files of this folder, compiled in, so that the program needs nothing beside it.
#ifndef ETALON_CONFORMANCE_EXPECTATIONS_EMBEDDED_H_
#define ETALON_CONFORMANCE_EXPECTATIONS_EMBEDDED_H_

#include <span>
#include <string_view>

namespace etalon {

struct EmbeddedFile {
  std::string_view name;  // "sim": the file's, without folder and extension
  std::string_view text;
};

std::span<const EmbeddedFile> EmbeddedFiles();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_EXPECTATIONS_EMBEDDED_H_
