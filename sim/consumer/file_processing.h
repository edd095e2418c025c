// ProcessTrace over log files, merged with each other.
#ifndef ETALON_SIM_CONSUMER_FILE_PROCESSING_H_
#define ETALON_SIM_CONSUMER_FILE_PROCESSING_H_

#include <memory>
#include <span>
#include <vector>

#include "sim/consumer/event_merge.h"
#include "sim/consumer/log_file_reader.h"
#include "sim/consumer/processing.h"

namespace etalon::sim {

class FileProcessing {
 public:
  FileProcessing(const ProcessingHost& host, const TimeRange& range) : host_(host), range_(range) {}

  // False: one of the files cannot be read.
  bool Open(std::span<Trace* const> traces);
  ProcessingResult Run();

 private:
  struct Input {
    Trace* trace;
    std::unique_ptr<LogFileReader> reader;
    Dispatcher dispatcher;
    bool begun;
  };

  Answer Deliver(const DeliveredEvent& event, Input& input);
  bool ClosePending(const Trace& trace) const;
  bool Damaged();

  const ProcessingHost& host_;
  const TimeRange& range_;
  std::vector<Input> inputs_;
  std::unique_ptr<FilesEvents> events_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_FILE_PROCESSING_H_
