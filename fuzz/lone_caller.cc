#include "fuzz/lone_caller.h"

#include "conformance/clauses/error_names.h"

namespace etalon {

std::string StrangeCode(uint32_t code) {
  if (code == ERROR_SUCCESS || !ErrorName(code).empty()) return "";
  return "answers " + std::to_string(code);
}

}  // namespace etalon
