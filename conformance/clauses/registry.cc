#include "conformance/clauses/registry.h"

namespace etalon::clauses {

// Registry() itself is generated: registry_data.cc.

const ClauseText* FindClause(std::string_view id) {
  for (const ClauseText& clause : Registry()) {
    if (clause.id == id) return &clause;
  }
  return nullptr;
}

const ClauseText& TextOf(const Clause& clause) { return Registry()[clause.index]; }

}  // namespace etalon::clauses
