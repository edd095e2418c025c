#include "sim/consumer/file_processing.h"

#include <mutex>
#include <utility>

namespace etalon::sim {

bool FileProcessing::Open(std::span<Trace* const> traces) {
  std::vector<LogFileReader*> readers;
  for (Trace* trace : traces) {
    OpenedLogFile opened = OpenLogFile(host_.host, trace->name);
    if (opened.reader == nullptr) return false;
    trace->logfile.BuffersRead = 0;
    FillLogfile(opened.reader->header(), &trace->logfile);
    readers.push_back(opened.reader.get());
    inputs_.push_back(
        {trace, std::move(opened.reader), Dispatcher(*trace, host_.dispatch()), false});
  }
  events_ = std::make_unique<FilesEvents>(readers);
  return true;
}

ProcessingResult FileProcessing::Run() {
  DeliveredEvent event;
  BufferInfo buffer;
  size_t file = 0;
  for (;;) {
    const Step step = events_->Next(&event, &buffer, &file);
    if (step == Step::kNone) {
      return Damaged() ? ProcessingResult::kFileDamaged : ProcessingResult::kDone;
    }
    Input& input = inputs_[file];
    const Answer answer = step == Step::kEvent
                              ? Deliver(event, input)
                              : input.dispatcher.FinishBuffer(buffer, events_->ended(file));
    if (answer != Answer::kGoOn) return ResultOf(answer);
    if (step == Step::kBufferEnd && ClosePending(*input.trace)) return ProcessingResult::kClosed;
  }
}

Answer FileProcessing::Deliver(const DeliveredEvent& event, Input& input) {
  const bool header = IsLogFileHeader(event, !input.begun);
  input.begun = true;
  if (!header && !range_.Contains(event.order_time)) return Answer::kGoOn;
  return input.dispatcher.Deliver(event);
}

bool FileProcessing::ClosePending(const Trace& trace) const {
  std::lock_guard<Lock> hold(host_.lock);
  return trace.close_pending;
}

bool FileProcessing::Damaged() {
  for (Input& input : inputs_) {
    if (input.reader->defects().count() != 0) return true;
  }
  return false;
}

}  // namespace etalon::sim
