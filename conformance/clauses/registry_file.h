// Reads and validates one file of the clause registry, for the generator. README.md beside this
// file describes the format.

#ifndef ETALON_CONFORMANCE_CLAUSES_REGISTRY_FILE_H_
#define ETALON_CONFORMANCE_CLAUSES_REGISTRY_FILE_H_

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace etalon::clauses {

// One clause as it stands in its file; members as in ClauseText (registry.h).
struct Row {
  std::string id = {};
  std::string function = {};
  std::string kind = {};
  std::string parameter = {};
  std::string code_name = {};
  std::optional<std::uint32_t> code = {};
  std::string condition = {};
  std::string note = {};
  std::string authority = {};
  std::string source = {};
  std::string since = {};
  std::string until = {};
  std::string function_since = {};  // from the head of the file
  std::vector<std::uint32_t> accepts = {};
  std::vector<std::string> changes = {};
  bool tested = false;
  std::string reason = {};
  int stage = 0;  // of the order that the head of the file states, from 1; 0: in none
  std::string order_authority = {};
  std::string order_source = {};
};

// what(): the file, the row (position from 1 and ID) and what was expected.
class MalformedRegistry : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The rows of a file's text, in its order. `name` is for messages. Throws MalformedRegistry.
std::vector<Row> ReadRegistryFile(const std::string& name, const std::string& text);

// Throws MalformedRegistry when two rows have the same ID.
void ExpectUniqueIds(const std::vector<Row>& rows);

}  // namespace etalon::clauses

#endif  // ETALON_CONFORMANCE_CLAUSES_REGISTRY_FILE_H_
