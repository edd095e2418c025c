// The names of the error codes that ETW functions answer, and back.

#ifndef ETALON_CONFORMANCE_CLAUSES_ERROR_NAMES_H_
#define ETALON_CONFORMANCE_CLAUSES_ERROR_NAMES_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace etalon {

// "ERROR_BAD_LENGTH" for 24; empty for a code that no ETW function is known to answer.
std::string_view ErrorName(std::uint32_t code);

// 24 for "ERROR_BAD_LENGTH"; nullopt for a name that ErrorName never gives.
std::optional<std::uint32_t> ErrorCode(std::string_view name);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLAUSES_ERROR_NAMES_H_
