// The dump for people.
#include <algorithm>
#include <cstdio>
#include <string>

#include "conformance/cli/dump_format.h"
#include "conformance/cli/event_names.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

constexpr size_t kPayloadBytesShown = 16;

// "0x00000100".
std::string Hex32(uint32_t value) {
  char text[16];
  std::snprintf(text, sizeof(text), "0x%08x", static_cast<unsigned>(value));
  return text;
}

std::string ClockText(const TRACE_LOGFILE_HEADER64& fields) {
  switch (fields.ReservedFlags) {
    case 1:
      return "performance counter, " + std::to_string(fields.PerfFreq.QuadPart) + " Hz";
    case 2:
      return "system time";
    case 3:
      return "processor cycles, " + std::to_string(fields.CpuSpeedInMHz) + " MHz";
    default:
      return "type " + std::to_string(fields.ReservedFlags);
  }
}

// "+2.0031473": seconds from `start` to `time`, wherever a damaged file puts the two.
std::string Seconds(sim::Ticks start, sim::Ticks time) {
  const bool negative = time < start;
  const uint64_t passed = static_cast<uint64_t>(time) - static_cast<uint64_t>(start);
  const uint64_t length = negative ? -passed : passed;
  constexpr uint64_t kSecond = sim::kTicksPerSecond;
  char text[48];
  std::snprintf(text, sizeof(text), "%c%llu.%07llu", negative ? '-' : '+',
                static_cast<unsigned long long>(length / kSecond),
                static_cast<unsigned long long>(length % kSecond));
  return text;
}

std::string Bytes(std::span<const uint8_t> bytes) {
  const size_t shown = std::min(bytes.size(), kPayloadBytesShown);
  std::string text = ToHex(bytes.data(), shown);
  if (shown < bytes.size()) text += "... " + std::to_string(bytes.size()) + " bytes";
  return text;
}

class TextDump final : public DumpFormat {
 public:
  explicit TextDump(std::ostream& out) : out_(out) {}

  void Header(const sim::HeaderEvent& header) override {
    const TRACE_LOGFILE_HEADER64& fields = header.fields;
    start_ = fields.StartTime.QuadPart;
    Line("session") << Utf16ToUtf8Lossy(header.logger_name) << "\n";
    Line("log file") << Utf16ToUtf8Lossy(header.log_file_name) << "\n";
    Line("Windows") << int{fields.VersionDetail.MajorVersion} << "."
                    << int{fields.VersionDetail.MinorVersion} << ", build "
                    << fields.ProviderVersion << ", " << fields.NumberOfProcessors
                    << " processors, " << fields.PointerSize * 8 << "-bit controller\n";
    Line("clock") << ClockText(fields) << "\n";
    Line("booted") << IsoTime(fields.BootTime.QuadPart) << "\n";
    Line("started") << IsoTime(start_) << "\n";
    Line("stopped") << IsoTime(fields.EndTime.QuadPart) << "\n";
    Line("mode") << Hex32(fields.LogFileMode) << ", maximum size " << fields.MaximumFileSize
                 << "\n";
    Line("buffers") << fields.BuffersWritten << " of " << fields.BufferSize << " bytes\n";
    Line("lost") << fields.EventsLost << " events, " << fields.BuffersLost << " buffers\n\n";
  }

  void Event(const sim::DeliveredEvent& event) override {
    out_ << (event.stamped ? Seconds(start_, event.time) : "(no time)") << " cpu " << event.cpu;
    if (event.has_thread) out_ << " " << event.process_id << "/" << event.thread_id;
    out_ << " " << HeaderName(event) << " " << GuidText(event.guid);
    Description(event);
    const auto& data =
        event.kind == sim::EventKind::kMessage ? event.message_arguments : event.payload;
    if (!data.empty()) out_ << " : " << Bytes(data);
    out_ << "\n";
  }

 private:
  std::ostream& Line(const char* name) {
    std::string padded = name;
    padded.resize(10, ' ');
    return out_ << padded;
  }

  void Description(const sim::DeliveredEvent& event) {
    if (event.kind == sim::EventKind::kMessage) {
      out_ << " number " << event.message_number << " flags " << Hex32(event.message_flags);
      if ((event.message_flags & TRACE_MESSAGE_SEQUENCE) != 0) {
        out_ << " sequence " << event.message_sequence;
      }
      if ((event.message_flags & TRACE_MESSAGE_COMPONENTID) != 0) {
        out_ << " component " << event.message_component;
      }
      return;
    }
    if (event.kind == sim::EventKind::kModern) {
      char keyword[24];
      std::snprintf(keyword, sizeof(keyword), "0x%llx",
                    static_cast<unsigned long long>(event.keyword));
      out_ << " id " << event.id << " version " << event.version << " level " << int{event.level}
           << " opcode " << int{event.type} << " task " << event.task << " keyword " << keyword;
      return;
    }
    out_ << " type " << int{event.type};
    const std::string_view name = NameOfEvent(event.guid, event.type);
    if (!name.empty()) out_ << " (" << name << ")";
    out_ << " level " << int{event.level} << " version " << event.version;
    if (event.kind != sim::EventKind::kInstance) return;
    out_ << " instance " << event.instance_id << " parent " << event.parent_instance_id << " "
         << GuidText(event.parent_guid);
  }

  std::ostream& out_;
  sim::Ticks start_ = 0;
};

}  // namespace

std::unique_ptr<DumpFormat> MakeTextDump(std::ostream& out) {
  return std::make_unique<TextDump>(out);
}

}  // namespace etalon
