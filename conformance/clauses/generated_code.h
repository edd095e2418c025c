// Prints the registry as C++, for the generator.

#ifndef ETALON_CONFORMANCE_CLAUSES_GENERATED_CODE_H_
#define ETALON_CONFORMANCE_CLAUSES_GENERATED_CODE_H_

#include <ostream>
#include <vector>

#include "conformance/clauses/registry_file.h"

namespace etalon::clauses {

// clauses.h: one constant per row, its index being the row's position.
void PrintConstants(const std::vector<Row>& rows, std::ostream& out);

// registry_data.cc: Registry(), the whole table.
void PrintTable(const std::vector<Row>& rows, std::ostream& out);

}  // namespace etalon::clauses

#endif  // ETALON_CONFORMANCE_CLAUSES_GENERATED_CODE_H_
