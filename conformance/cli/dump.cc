#include "conformance/cli/dump.h"

#include <utility>

#include "conformance/cli/dump_format.h"
#include "conformance/cli/log_file.h"
#include "sim/consumer/event_merge.h"

namespace etalon {

int Dump(const std::string& path, bool json, std::ostream& out, std::ostream& err) {
  std::unique_ptr<sim::LogFileBytes> bytes = OpenHostFile(path, err);
  return bytes == nullptr ? 1 : DumpBytes(std::move(bytes), path, json, out, err);
}

int DumpBytes(std::unique_ptr<sim::LogFileBytes> bytes, const std::string& name, bool json,
              std::ostream& out, std::ostream& err) {
  const std::unique_ptr<sim::LogFileReader> reader = ReadLogFile(std::move(bytes), name, err);
  if (reader == nullptr) return 1;
  const std::unique_ptr<DumpFormat> format = json ? MakeJsonDump(out) : MakeTextDump(out);
  format->Header(reader->header());
  sim::FileEvents events(*reader);
  sim::DeliveredEvent event;
  sim::BufferInfo buffer;
  for (sim::Step step; (step = events.Next(&event, &buffer)) != sim::Step::kNone;) {
    if (step == sim::Step::kEvent) format->Event(event);
  }
  out.flush();
  return PrintDefects(name, *reader, err) ? 1 : 0;
}

}  // namespace etalon
