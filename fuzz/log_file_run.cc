#include "fuzz/log_file_run.h"

#include <algorithm>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

#include "conformance/cli/dump.h"
#include "sim/consumer/dispatch.h"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/log_file_merge.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon {
namespace {

using Bytes = std::vector<uint8_t>;

// So that a sanitizer sees every byte.
uint32_t Sum(std::span<const uint8_t> bytes) {
  uint32_t sum = 0;
  for (const uint8_t byte : bytes) sum += byte;
  return sum;
}

class LogFileRun {
 public:
  explicit LogFileRun(std::span<const uint8_t> file) : file_(file) {}

  LogFileReport Judge() {
    sim::Defect refusal;
    const auto reader = sim::LogFileReader::Open(Source(), &refusal);
    report_.is_log_file = reader != nullptr;
    if (reader == nullptr) {
      CheckDefect(refusal);
    } else {
      ReadEvents(*reader);
      report_.defects = reader->defects().count();
      for (const sim::Defect& defect : reader->defects().kept()) CheckDefect(defect);
    }
    CheckDump(true);
    CheckDump(false);
    if (reader != nullptr) CheckMerge();
    return report_;
  }

 private:
  std::unique_ptr<sim::LogFileBytes> Source() const {
    return std::make_unique<sim::MemoryBytes>(file_);
  }

  void ReadEvents(sim::LogFileReader& reader) {
    sim::FileEvents events(reader);
    sim::DeliveredEvent event;
    sim::BufferInfo buffer;
    int64_t last = INT64_MIN;
    for (sim::Step step; (step = events.Next(&event, &buffer)) != sim::Step::kNone;) {
      if (step != sim::Step::kEvent) continue;
      Touch(event);
      ++report_.events;
      if (report_.events == 1) continue;  // the header event precedes all
      if (event.order_stamp < last) Fail("an event comes after a later one");
      last = event.order_stamp;
    }
    constexpr uint64_t kLeastEvent = 8;
    const uint64_t most = file_.size() * (1 + sim::LogFileReader::kMostExpansion) +
                          sim::LogFileReader::kLeastExpansion;
    if (report_.events > most / kLeastEvent) Fail("more events than there is room for");
  }

  // As both forms of delivery do.
  void Touch(const sim::DeliveredEvent& event) {
    if (event.payload.size() > event.bytes.size()) Fail("a payload larger than its event");
    uint32_t sum = Sum(event.bytes) + Sum(event.payload) + Sum(event.message_arguments);
    for (const sim::ExtendedItem& item : event.extended) sum += Sum(item.data);
    const EVENT_RECORD* const record = form_.Build(event, (sum & 1) != 0);
    if (record->UserDataLength != event.payload.size()) Fail("a record of another length");
    EVENT_TRACE trace;
    sim::BuildEventTrace(event, false, &trace);
  }

  void CheckDefect(const sim::Defect& defect) {
    if (defect.reason.empty()) Fail("a defect without a reason");
    if (defect.offset > file_.size()) Fail("a defect behind the end of the file");
  }

  void CheckDump(bool json) {
    std::ostringstream out, err;
    const int exit_code = DumpBytes(Source(), "input", json, out, err);
    const bool is_whole = report_.is_log_file && report_.defects == 0;
    if ((exit_code == 0) != is_whole) Fail("the dump's exit code");
    if (!report_.is_log_file || !json) return;
    const std::string text = out.str();
    const uint64_t lines = static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
    if (lines != report_.events + 1) Fail("the dump has another number of events");
  }

  void CheckMerge() {
    sim::Defect refusal;
    const auto reader = sim::LogFileReader::Open(Source(), &refusal);
    Bytes merged;
    const auto write = [&merged](uint64_t at, std::span<const uint8_t> bytes) {
      if (merged.size() < at + bytes.size()) merged.resize(at + bytes.size());
      std::copy(bytes.begin(), bytes.end(), merged.begin() + static_cast<ptrdiff_t>(at));
      return sim::FileError::kNone;
    };
    constexpr uint64_t kMostMerged = 16 << 20;  // a buffer a processor: much, out of little
    if (reader->buffers().size() * reader->largest_buffer() > kMostMerged) return;
    const sim::MergeResult result = sim::MergeLogFiles({reader.get()}, u"merged", nullptr, write);
    if (result.error != sim::FileError::kNone) return;
    const auto again =
        sim::LogFileReader::Open(std::make_unique<sim::MemoryBytes>(merged), &refusal);
    if (again == nullptr && report_.defects == 0)
      Fail("the merged file is none: " + refusal.reason);
  }

  void Fail(const std::string& why) {
    if (report_.failure.empty()) report_.failure = why;
  }

  const std::span<const uint8_t> file_;
  sim::EventRecordForm form_;
  LogFileReport report_;
};

}  // namespace

LogFileReport RunLogFile(const uint8_t* data, size_t size) {
  return LogFileRun({data, size}).Judge();
}

}  // namespace etalon
