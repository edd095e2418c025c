#include "sim/api/log_file_mode.h"

#include <algorithm>
#include <iterator>

#include "conformance/clauses/clauses.h"

namespace etalon::sim {
namespace {

constexpr uint64_t kSequential = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
constexpr uint64_t kCircular = EVENT_TRACE_FILE_MODE_CIRCULAR;
constexpr uint64_t kAppend = EVENT_TRACE_FILE_MODE_APPEND;
constexpr uint64_t kNewFile = EVENT_TRACE_FILE_MODE_NEWFILE;
constexpr uint64_t kPreallocate = EVENT_TRACE_FILE_MODE_PREALLOCATE;
constexpr uint64_t kNonstoppable = EVENT_TRACE_NONSTOPPABLE_MODE;
constexpr uint64_t kRealTime = EVENT_TRACE_REAL_TIME_MODE;
constexpr uint64_t kBuffering = EVENT_TRACE_BUFFERING_MODE;
constexpr uint64_t kPrivate = EVENT_TRACE_PRIVATE_LOGGER_MODE;
constexpr uint64_t kAddHeader = EVENT_TRACE_ADD_HEADER_MODE;
constexpr uint64_t kUseKbytes = EVENT_TRACE_USE_KBYTES_FOR_SIZE;
constexpr uint64_t kGlobalSequence = EVENT_TRACE_USE_GLOBAL_SEQUENCE;
constexpr uint64_t kLocalSequence = EVENT_TRACE_USE_LOCAL_SEQUENCE;
constexpr uint64_t kRelog = EVENT_TRACE_RELOG_MODE;
constexpr uint64_t kPrivateInProcess = EVENT_TRACE_PRIVATE_IN_PROC;
constexpr uint64_t kStopOnHybridShutdown = EVENT_TRACE_STOP_ON_HYBRID_SHUTDOWN;
constexpr uint64_t kPersistOnHybridShutdown = EVENT_TRACE_PERSIST_ON_HYBRID_SHUTDOWN;
constexpr uint64_t kPagedMemory = EVENT_TRACE_USE_PAGED_MEMORY;
constexpr uint64_t kCompressed = EVENT_TRACE_COMPRESSED_MODE;
constexpr uint64_t kIndependent = EVENT_TRACE_INDEPENDENT_SESSION_MODE;

// What is no bit of LogFileMode, above those that are.
constexpr uint64_t kLogFile = uint64_t{1} << 32;
constexpr uint64_t kMaximumSize = uint64_t{1} << 33;
constexpr uint64_t kSystemLogger = uint64_t{1} << 34;

// Forbids what has all of `with` and none of `without`.
struct Rule {
  ModeConflict kind;
  uint64_t with;
  uint64_t without = 0;
};

constexpr Rule kRules[] = {
    {ModeConflict::kAgreed, kSequential | kCircular},
    {ModeConflict::kAgreed, kSequential | kBuffering},
    {ModeConflict::kAgreed, kCircular | kAppend},
    {ModeConflict::kAgreed, kCircular | kNewFile},
    {ModeConflict::kAgreed, kCircular | kBuffering},
    {ModeConflict::kAgreed, kAppend | kRealTime},
    {ModeConflict::kAgreed, kAppend | kNewFile},
    {ModeConflict::kAgreed, kAppend | kPrivate},
    {ModeConflict::kAgreed, kAppend | kBuffering},
    {ModeConflict::kAgreed, kNewFile | kBuffering},
    {ModeConflict::kAgreed, kRealTime | kPrivate},
    {ModeConflict::kAgreed, kGlobalSequence | kLocalSequence},
    {ModeConflict::kAgreed, kPrivateInProcess, kPrivate},

    {ModeConflict::kContested, kRealTime | kBuffering},
    {ModeConflict::kContested, kSequential | kNewFile},
    {ModeConflict::kContested, kPreallocate | kPrivate},
    {ModeConflict::kContested, kPrivate | kIndependent},

    {ModeConflict::kUnwritten, kPreallocate | kAppend},
    {ModeConflict::kUnwritten, kPreallocate | kNewFile},
    {ModeConflict::kUnwritten, kPreallocate, kLogFile},
    {ModeConflict::kUnwritten, kUseKbytes, kMaximumSize},
    {ModeConflict::kUnwritten, kUseKbytes, kLogFile},
    {ModeConflict::kUnwritten, kNewFile, kLogFile},
    {ModeConflict::kUnwritten, kNewFile | kSystemLogger},
    {ModeConflict::kUnwritten, kRelog | kCircular},
    {ModeConflict::kUnwritten, kRelog | kAppend},
    {ModeConflict::kUnwritten, kRelog, kPrivate},
    {ModeConflict::kUnwritten, kAddHeader | kRealTime},
    {ModeConflict::kUnwritten, kBuffering | kLogFile},
    {ModeConflict::kUnwritten, kCompressed, kBuffering},
    {ModeConflict::kUnwritten, kStopOnHybridShutdown | kPersistOnHybridShutdown},
    {ModeConflict::kUnwritten, kNonstoppable},

    {ModeConflict::kNumberedPrivate, kNewFile | kPrivate},

    {ModeConflict::kPagedMemory, kSystemLogger | kPagedMemory},

    {ModeConflict::kNoSize, kPreallocate, kMaximumSize},
    {ModeConflict::kNoSize, kCircular, kMaximumSize},
    {ModeConflict::kNoSize, kNewFile, kMaximumSize},
};

}  // namespace

uint32_t KnownModes(WindowsVersion windows) {
  uint64_t later = 0;
  if (windows < kWindows7) later |= EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
  if (windows < kWindows8) {
    later |= EVENT_TRACE_SYSTEM_LOGGER_MODE | kStopOnHybridShutdown | kPersistOnHybridShutdown;
  }
  if (windows < kWindows8_1) later |= kIndependent;
  return clauses::STARTTRACE_S38.HoldsIn(windows) ? ~static_cast<uint32_t>(later) : ~uint32_t{0};
}

bool Conflicts(ModeConflict kind, const ModeRequest& request) {
  const uint64_t has = request.log_file_mode | (request.log_file ? kLogFile : 0) |
                       (request.maximum_size ? kMaximumSize : 0) |
                       (request.system_logger ? kSystemLogger : 0);
  return std::any_of(std::begin(kRules), std::end(kRules), [&](const Rule& rule) {
    return rule.kind == kind && (has & rule.with) == rule.with && (has & rule.without) == 0;
  });
}

}  // namespace etalon::sim
