#include "conformance/mutants/equivalent.h"

namespace etalon {
namespace {

bool Fits(const Equivalent& equivalent, const Mutant& mutant, int occurrence) {
  return (equivalent.kind.empty() || equivalent.kind == mutant.kind) &&
         (equivalent.clause.empty() || equivalent.clause == ClauseIdOf(mutant)) &&
         (equivalent.file.empty() || equivalent.file == mutant.file) &&
         (equivalent.was.empty() || equivalent.was == mutant.was) &&
         (equivalent.occurrence == 0 || equivalent.occurrence == occurrence);
}

}  // namespace

const std::vector<Equivalent>& Equivalents() {
  static const std::vector<Equivalent> equivalents = {
      {"order swapped", "STARTHEAP-E01", "one asks for a heap trace, the other for none"},
      {"effect first", "PROCTRACE-E03",
       "the list is the function's own, and nobody sees it once the check refuses",
       "sim/api/process_trace.cc", 1},
      {"effect first", "MERGE-U05",
       "the list is the function's own, and nobody sees it once the check refuses",
       "sim/api/create_merged_trace_file.cc", 1},
      {"effect first", "PTADD-U02",
       "who is woken for nothing looks again whether he can go on, and waits again"},
      {"effect first", "STARTTRACE-E10", "what comes first are checks, and checks change nothing"},
      {"effect first", "STARTTRACE-E16",
       "the handler is the same at every start, and a session that has not started does not end"},
      {"counter not bumped", "", "the stop before has counted, and no timer was set since",
       "sim/session/session_sinks.cc", 1, "++run_"},
      {"counter not bumped", "",
       "the next start counts too; until then no buffer is being written, and no end is asked for",
       "sim/session/session_sinks.cc", 2, "++run_"},
      {"limit", "ENUMGUIDSEX-U01",
       "no information is one byte long: ENUMGUIDSEX-E02, the same code",
       "sim/api/enumerate_trace_guids_ex.cc", 0, "0"},
      {"limit", "PROCTRACE-E12",
       "it refuses no more than before, and what it lets pass PROCTRACE-E11 refuses with the same "
       "code, as when there is no check"},
      {"limit", "STARTTRACE-E14",
       "a limit is 0 or a kilobyte at least, and no drive has less than 0 bytes free",
       "sim/api/start_trace.cc", 0, "0"},
      {"limit", "STARTTRACE-E15",
       "a limit is 0 or a kilobyte at least, and without one it is STARTTRACE-E16, the same code",
       "sim/api/start_trace.cc", 0, "0"},
      {"limit", "CLOSETRACE-E01",
       "neither 0 nor 1 is a trace handle: CLOSETRACE-E03, the same code", "sim/api/close_trace.cc",
       0, "0"},
      {"limit", "CLOSETRACE-E02",
       "all ones is no trace handle either: CLOSETRACE-E03, the same code",
       "sim/api/close_trace.cc", 0, "INVALID_PROCESSTRACE_HANDLE"},
      {"limit", "UNREGGUIDS-E02",
       "neither 0 nor 1 is a registration handle: UNREGGUIDS-E01, the same code",
       "sim/api/unregister_trace_guids.cc", 0, "0"},
      {"check removed", "CLOSETRACE-E01",
       "0 is no trace handle either: CLOSETRACE-E03, the same code"},
      {"check removed", "CLOSETRACE-E02",
       "all ones is no trace handle either: CLOSETRACE-E03, the same code"},
      {"check removed", "CREATEINST-E01",
       "NULL is no registered class either: CREATEINST-U01, the same code"},
      {"check removed", "ENABLEEX-E02",
       "0 is no running session either: ENABLEEX-U02, the same code"},
      {"check removed", "ENABLEEX2-E02",
       "0 is no running session either: ENABLEEX2-U04, the same code"},
      {"check removed", "ENABLETRACE-E02",
       "0 is no running session either: ENABLETRACE-U01, the same code"},
      {"check removed", "ENUMGUIDSEX-U01",
       "0 is too small as well: ENUMGUIDSEX-E02, the same code"},
      {"check removed", "PROCTRACE-E12",
       "the feed of a session that is not a real-time session is closed: PROCTRACE-E11, the same "
       "code"},
      {"check removed", "STARTTRACE-U13",
       "no name is an empty one behind the check: STARTTRACE-U10, the same code"},
      {"check removed", "UNREGGUIDS-E02",
       "0 is no registration handle either: UNREGGUIDS-E01, the same code"},
  };
  return equivalents;
}

const Equivalent* EquivalenceOf(const Mutant& mutant, int occurrence) {
  for (const std::vector<Equivalent>* list : {&Equivalents(), &GenericEquivalents()}) {
    for (const Equivalent& equivalent : *list) {
      if (Fits(equivalent, mutant, occurrence)) return &equivalent;
    }
  }
  return nullptr;
}

}  // namespace etalon
