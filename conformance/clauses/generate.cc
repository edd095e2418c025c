// generate CLAUSES_H REGISTRY_DATA_CC FILE.json...
// Turns the clause registry into C++. Exit code 1 and one line on standard error when a file is
// malformed; nothing is written then.

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "conformance/clauses/generated_code.h"
#include "conformance/clauses/registry_file.h"

namespace etalon::clauses {
namespace {

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw MalformedRegistry(path + ": cannot be read");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Row> ReadRegistry(const std::vector<std::string>& paths) {
  std::vector<Row> registry;
  for (const std::string& path : paths) {
    for (Row& row : ReadRegistryFile(path, Contents(path))) registry.push_back(std::move(row));
  }
  ExpectUniqueIds(registry);
  return registry;
}

int Generate(const std::vector<std::string>& arguments) {
  if (arguments.size() < 3) {
    std::cerr << "usage: generate CLAUSES_H REGISTRY_DATA_CC FILE.json...\n";
    return 2;
  }
  try {
    const std::vector<Row> registry = ReadRegistry({arguments.begin() + 2, arguments.end()});
    std::ofstream constants(arguments[0], std::ios::binary);
    PrintConstants(registry, constants);
    std::ofstream table(arguments[1], std::ios::binary);
    PrintTable(registry, table);
    return constants.flush() && table.flush() ? 0 : 1;
  } catch (const MalformedRegistry& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}

}  // namespace
}  // namespace etalon::clauses

int main(int argc, char** argv) { return etalon::clauses::Generate({argv + 1, argv + argc}); }
