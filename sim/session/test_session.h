// A session on a simulated host of its own, for the tests of this room.
#ifndef ETALON_SIM_SESSION_TEST_SESSION_H_
#define ETALON_SIM_SESSION_TEST_SESSION_H_

#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/host/host.h"
#include "sim/host/simulated_disk.h"
#include "sim/session/event_layout.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"
#include "sim/session/session.h"

namespace etalon::sim {

inline constexpr uint32_t kTestProcessors = 2;
inline constexpr uint16_t kTestLoggerId = 5;
inline const char16_t kTestFile[] = u"C:\\etalon\\test.etl";

// Two buffers of 4 KB in one stream, and the log file if the settings name one.
class TestSession {
 public:
  TestSession() : host_(MakeSimulatedHost(1)), session_(*host_, kTestLoggerId, kTestProcessors) {
    settings_.name = u"test";
    settings_.buffer_size_kb = 4;
    settings_.minimum_buffers = 2;
    settings_.maximum_buffers = 2;
    settings_.log_file_mode = EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
  }

  bool Start() {
    SessionSettings settings = settings_;
    AdjustSettings(kTestProcessors, settings.windows, &settings);
    std::unique_ptr<File> file;
    if (!settings.log_file_name.empty()) file = Open(settings.log_file_name);
    return session_.Start(std::move(settings), std::move(file));
  }

  void Stop() {
    session_.BeginStop();
    session_.Finish();
  }

  std::unique_ptr<File> Open(const std::u16string& name) {
    const bool appends = (settings_.log_file_mode & EVENT_TRACE_FILE_MODE_APPEND) != 0;
    std::unique_ptr<File> file;
    disk().OpenFile(NumberedFileName(name, 1), appends ? Disk::Open::kAppend : Disk::Open::kCreate,
                    &file);
    return file;
  }

  // A TraceEvent of `size` bytes, its header included, whose payload says `number`.
  WriteResult Write(uint32_t size, uint32_t number = 0, uint32_t cpu = 0) {
    return session_.Write(cpu, size, [&](uint8_t* bytes, int64_t stamp) {
      std::memset(bytes, 0xEE, size);
      EncodeFullHeader({.size = static_cast<uint16_t>(size), .stamp = stamp}, 64, bytes);
      if (size >= kFullHeaderBytes + 4) Store<uint32_t>(bytes + kFullHeaderBytes, number);
    });
  }

  void StallDisk() { disk().SetThroughput(u'C', 0); }
  void WaitFor(Ticks duration) { host_->scheduler->Sleep(duration); }
  std::vector<uint8_t> Bytes(const std::u16string& name = kTestFile) const {
    return disk().GetFile(name).value_or(std::vector<uint8_t>());
  }

  Host& host() { return *host_; }
  SimulatedDisk& disk() const { return static_cast<SimulatedDisk&>(*host_->disk); }
  SessionSettings& settings() { return settings_; }
  Session& session() { return session_; }
  SessionStatistics statistics() const { return session_.statistics(); }

 private:
  std::unique_ptr<Host> host_;
  SessionSettings settings_;
  Session session_;
};

// The numbers of the events in a log file's data buffers, in the order of the file.
inline std::vector<uint32_t> EventNumbers(const std::vector<uint8_t>& file, uint32_t buffer_bytes) {
  std::vector<uint32_t> numbers;
  for (size_t start = buffer_bytes; start < file.size(); start += buffer_bytes) {
    const uint8_t* const buffer = file.data() + start;
    const uint32_t end = Load<uint32_t>(buffer + buffer_field::kOffset);
    for (uint32_t at = kBufferHeaderBytes; at < end;) {
      numbers.push_back(Load<uint32_t>(buffer + at + kFullHeaderBytes));
      at += AlignEvent(Load<uint16_t>(buffer + at));
    }
  }
  return numbers;
}

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_TEST_SESSION_H_
