#include "conformance/violations/without_violation.h"

#include <algorithm>
#include <iterator>

#include "conformance/suite.h"

namespace etalon {
namespace {

using std::string_view;

struct Entry {
  string_view clause_id;
  string_view why;
};

constexpr Entry kEntries[] = {
    {"PTINC-E01", "inside a buffer callback alone is there a legal call"},
    {"PTINC-E02", "inside a buffer callback alone is there a legal call"},
};

// Tables and rows that are still to be written: globs over clause IDs.
constexpr string_view kToCome[] = {
    "*-U90",           "ACC*",          "ENUMGUIDS*",    "EVT*",          "QUERYALL-U03",
    "REGGUIDS-U04",    "REGGUIDS-U05",  "STARTTRACE-U12", "TRACEEVENT-U02", "TRACEEVENT-U04",
    "TRACEINST-U01",   "TRACEINST-U05", "TRACEMSG-U05",  "TRACEMSGVA-U06", "TRACEMSGVA-U07",
    "TRACEQUERYINFO*", "TRACESETINFO*",
    "CONTROLTRACE-U31",
    "ENABLETRACE-E04",
    "ENABLETRACE-E03",
    "ENABLEEX2-U03",
    "PROCTRACE-E08",
    "QUERYALL-E02",
    "REGGUIDS-E04",
    "STARTTRACE-U31",
    "STARTTRACE-U34",
    "STARTTRACE-U32",
    "STARTTRACE-U07",
    "STARTTRACE-U33",
};

}  // namespace

std::optional<string_view> WhyWithoutViolation(string_view clause_id) {
  for (const Entry& entry : kEntries) {
    if (entry.clause_id == clause_id) return entry.why;
  }
  return std::nullopt;
}

bool IsToCome(string_view clause_id) {
  return std::any_of(std::begin(kToCome), std::end(kToCome),
                     [&](string_view glob) { return GlobMatches(glob, clause_id); });
}

}  // namespace etalon
