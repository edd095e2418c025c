#include "conformance/mutants/equivalent.h"

namespace etalon {
namespace {

struct Equivalent {
  std::string_view clause_id;
  std::string_view proof;
  std::string_view file = {};  // empty: wherever the clause is checked
  int occurrence = 0;          // in the file; 0: each
};

constexpr Equivalent kEquivalents[] = {
    {"CLOSETRACE-E01", "0 is no trace handle either: CLOSETRACE-E03, the same code"},
    {"CLOSETRACE-E02", "all ones is no trace handle either: CLOSETRACE-E03, the same code"},
    {"CONTROLTRACE-E10", "the disk refuses the file as well: the check behind it, the same code",
     "sim/api/session_control.cc", 2},
    {"CONTROLTRACE-E10", "sessions alone write to log files, and the check before it knows them",
     "sim/api/session_control.cc", 3},
    {"CREATEINST-E01", "NULL is no registered class either: CREATEINST-U01, the same code"},
    {"ENABLEEX-E02", "0 is no running session either: ENABLEEX-U02, the same code"},
    {"ENABLEEX2-E02", "0 is no running session either: ENABLEEX2-U04, the same code"},
    {"ENABLETRACE-E02", "0 is no running session either: ENABLETRACE-U01, the same code"},
    {"ENUMGUIDSEX-U01", "0 is too small as well: ENUMGUIDSEX-E02, the same code"},
    {"MERGE-U10", "sessions alone write to log files, and the check before it knows them",
     "sim/api/create_merged_trace_file.cc", 2},
    {"MERGE-U11", "an empty file has room on every simulated drive; only a real one answers this",
     "sim/api/create_merged_trace_file.cc", 1},
    {"PROCTRACE-E12",
     "the feed of a session that is not a real-time session is closed: PROCTRACE-E11, the same "
     "code"},
    {"STARTTRACE-E12", "sessions alone write to log files, and the check before it knows them",
     "sim/api/start_trace.cc", 2},
    {"STARTTRACE-E16",
     "an empty file has room on every simulated drive; only a real one answers this",
     "sim/api/start_trace.cc", 2},
    {"STARTTRACE-U13", "no name is an empty one behind the check: STARTTRACE-U10, the same code"},
    {"UNREGGUIDS-E02", "0 is no registration handle either: UNREGGUIDS-E01, the same code"},
};

}  // namespace

std::optional<std::string_view> EquivalenceOf(std::string_view clause_id, std::string_view file,
                                              int occurrence) {
  for (const Equivalent& equivalent : kEquivalents) {
    if (equivalent.clause_id != clause_id) continue;
    const bool is_meant = equivalent.occurrence == 0 || equivalent.occurrence == occurrence;
    if (equivalent.file.empty() || (equivalent.file == file && is_meant)) return equivalent.proof;
  }
  return std::nullopt;
}

}  // namespace etalon
