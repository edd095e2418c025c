#include "conformance/violations/without_violation.h"

namespace etalon {
namespace {

using std::string_view;

struct Entry {
  string_view clause_id;
  string_view why;
};

constexpr Entry kEntries[] = {
    {"CONTROLTRACE-U05", "only a session of the registry is such, from a restart on"},
    {"PTINC-E01", "inside a buffer callback alone is there a legal call"},
    {"PTINC-E02", "inside a buffer callback alone is there a legal call"},
};

}  // namespace

std::optional<string_view> WhyWithoutViolation(string_view clause_id) {
  for (const Entry& entry : kEntries) {
    if (entry.clause_id == clause_id) return entry.why;
  }
  return std::nullopt;
}

}  // namespace etalon
