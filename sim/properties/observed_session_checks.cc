// What has to hold of an observed session after every step.
#include <rapidcheck.h>

#include <algorithm>
#include <iterator>

#include "sim/api/named_properties.h"
#include "sim/properties/observed_session.h"

namespace etalon::sim {
namespace {

using Numbers = std::vector<uint32_t>;

// `count` of the events that were written, behind the first `skipped`.
Numbers Part(const Numbers& written, uint64_t skipped, uint64_t count) {
  const auto first = written.begin() + static_cast<std::ptrdiff_t>(skipped);
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

void ObservedSession::Check() {
  const Ledger ledger = session_->ledger();
  CheckCounts(ledger);
  CheckStatistics(ledger);
  if (!is(SessionKind::kRing)) CheckFiles(ledger);
  CheckConsumer(ledger);
  if (rival_ != nullptr) {
    RC_ASSERT(rival_->ledger().attempted() == rival_attempted_);
    RC_ASSERT(rival_->ledger().balanced());
  }
  if (runs()) CheckQuery(session_->statistics());  // last: time may pass
}

void ObservedSession::CheckCounts(const Ledger& ledger) {
  RC_ASSERT(ledger.attempted() == seen_.attempted);
  RC_ASSERT(ledger.balanced());
  RC_ASSERT(is(SessionKind::kRing) || ledger.overwritten == 0u);
  RC_ASSERT(ledger.events_lost >= seen_.lost);
  RC_ASSERT(ledger.refused >= seen_.refused);
  RC_ASSERT(ledger.events_lost + ledger.refused == seen_.lost + seen_.refused + seen_.unclear);
  const uint64_t kept = ledger.in_buffers + ledger.overwritten + ledger.handed_out;
  RC_ASSERT(kept == seen_.written.size());
}

void ObservedSession::CheckStatistics(const Ledger& ledger) {
  const SessionStatistics now = session_->statistics();
  const SessionStatistics last = std::exchange(seen_.last, now);
  RC_ASSERT(now.events_lost == ledger.events_lost);
  RC_ASSERT(now.free_buffers <= now.number_of_buffers);
  RC_ASSERT(now.number_of_buffers <= seen_.maximum_buffers);
  RC_ASSERT(now.number_of_buffers >= session_->settings().minimum_buffers);
  RC_ASSERT(now.number_of_buffers >= last.number_of_buffers);
  RC_ASSERT(now.events_lost >= last.events_lost);
  RC_ASSERT(now.buffers_written >= last.buffers_written);
  RC_ASSERT(now.log_buffers_lost >= last.log_buffers_lost);
  RC_ASSERT(now.real_time_buffers_lost >= last.real_time_buffers_lost);
  // A buffer that is lost had events; a ring's snapshot loses copies.
  if (!is(SessionKind::kRing)) {
    RC_ASSERT((now.log_buffers_lost > 0) == (ledger.file.in_lost_buffers > 0));
  }
  RC_ASSERT((now.real_time_buffers_lost > 0) == (ledger.real_time.in_lost_buffers > 0));
}

void ObservedSession::CheckQuery(const SessionStatistics& now) {
  NamedProperties block;
  const EVENT_TRACE_PROPERTIES& told = block.properties;
  const ULONG code =
      ControlTraceW(machine_, handle_, nullptr, &block.properties, EVENT_TRACE_CONTROL_QUERY);
  if (!runs()) return;  // it has ended since
  RC_ASSERT(code == 0u);
  RC_ASSERT(told.EventsLost == now.events_lost);
  RC_ASSERT(told.NumberOfBuffers == now.number_of_buffers);
  RC_ASSERT(told.LogBuffersLost >= now.log_buffers_lost);
  RC_ASSERT(told.RealTimeBuffersLost >= now.real_time_buffers_lost);
  RC_ASSERT(told.FreeBuffers <= told.NumberOfBuffers);
}

void ObservedSession::CheckFiles(const Ledger& ledger) {
  const std::string prefix = "\\" + FilePrefix();
  Numbers read;
  uint32_t buffers = 0;
  for (const std::u16string& name : disk().List(u"C:\\etalon")) {
    if (name.find(std::u16string(prefix.begin(), prefix.end())) == std::u16string::npos) continue;
    const ReadBack found = ReadLogFile(*disk().GetFile(name));
    if (!found.is_log_file) continue;  // the disk was too full for a header
    RC_ASSERT(found.defects.empty());
    buffers += found.buffers;
    read.insert(read.end(), found.numbers.begin(), found.numbers.end());
  }
  RC_ASSERT(read.size() == recorded_before_ + ledger.file.recorded);
  const bool one_file = is(SessionKind::kSequential) || is(SessionKind::kCircular);
  if (one_file && in_one_stream() && !seen_.changed_files) {
    RC_ASSERT(std::is_sorted(read.begin(), read.end()));
  }
  std::sort(read.begin(), read.end());
  RC_ASSERT(std::adjacent_find(read.begin(), read.end()) == read.end());
  const uint64_t missing = ledger.file.in_lost_buffers + ledger.file.passed_by + recorded_before_;
  const bool is_alone = !is(SessionKind::kAppend) || run_ == 1;
  const bool one_circle = ledger.file.overwritten == 0 || !seen_.changed_files;
  if (in_one_stream() && missing == 0 && is_alone && one_circle) {
    RC_ASSERT(read == Part(seen_.written, ledger.file.overwritten, ledger.file.recorded));
  }
  const bool always_in_file = ledger.file.passed_by == 0 && ledger.file.overwritten == 0;
  if (always_in_file && is_alone && !is(SessionKind::kRealTime)) {
    RC_ASSERT(session_->statistics().buffers_written == buffers);
  }
}

void ObservedSession::CheckSnapshot() {
  const Ledger ledger = session_->ledger();
  const ReadBack found = ReadLogFile(*disk().GetFile(FileName("snapshot")));
  RC_ASSERT(found.is_log_file);
  RC_ASSERT(found.defects.empty());
  Numbers read = found.numbers;
  std::sort(read.begin(), read.end());
  RC_ASSERT(read.size() == ledger.in_buffers);
  RC_ASSERT(std::adjacent_find(read.begin(), read.end()) == read.end());
  if (in_one_stream()) {
    RC_ASSERT(read == Part(seen_.written, ledger.overwritten, ledger.in_buffers));
  }
  ++occurrences_["snapshot"];
}

void ObservedSession::CheckConsumer(const Ledger& ledger) {
  Numbers consumed = seen_.consumed;
  RC_ASSERT(consumed.size() <= ledger.real_time.delivered);
  std::sort(consumed.begin(), consumed.end());
  RC_ASSERT(std::adjacent_find(consumed.begin(), consumed.end()) == consumed.end());
  RC_ASSERT(
      std::includes(seen_.written.begin(), seen_.written.end(), consumed.begin(), consumed.end()));
}

void ObservedSession::NoteWhatHappened(const Ledger& ledger) {
  const auto note = [&](const char* what, uint64_t events) {
    if (events > 0) ++occurrences_[what];
  };
  ++occurrences_[NameOf(plan_.kind)];
  note("refused", ledger.refused);
  note("lost", ledger.events_lost);
  note("ring came round", ledger.overwritten);
  note("circular file came round", ledger.file.overwritten);
  note("log buffer lost", ledger.file.in_lost_buffers);
  note("no file for a while", ledger.file.recorded > 0 ? ledger.file.passed_by : 0);
  note("consumed", ledger.real_time.delivered);
  note("real-time buffer lost", ledger.real_time.in_lost_buffers);
  note("never read", ledger.real_time.never_read);
  note("refused for the rival's sake", plan_.has_rival ? seen_.unclear : 0);
}

}  // namespace etalon::sim
