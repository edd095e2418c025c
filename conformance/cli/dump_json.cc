// The dump for programs: JSON lines.
#include <string>

#include "conformance/cli/dump_format.h"
#include "conformance/script/encodings.h"
#include "nlohmann/json.hpp"

namespace etalon {
namespace {

using nlohmann::ordered_json;

std::string Bytes(std::span<const uint8_t> bytes) { return ToHex(bytes.data(), bytes.size()); }

ordered_json HeaderObject(const sim::HeaderEvent& header) {
  const TRACE_LOGFILE_HEADER64& fields = header.fields;
  ordered_json object;
  object["session"] = Utf16ToUtf8Lossy(header.logger_name);
  object["log_file"] = Utf16ToUtf8Lossy(header.log_file_name);
  object["major_version"] = fields.VersionDetail.MajorVersion;
  object["minor_version"] = fields.VersionDetail.MinorVersion;
  object["build"] = fields.ProviderVersion;
  object["processors"] = fields.NumberOfProcessors;
  object["pointer_size"] = fields.PointerSize;
  object["clock"] = fields.ReservedFlags;
  object["perf_freq"] = fields.PerfFreq.QuadPart;
  object["cpu_mhz"] = fields.CpuSpeedInMHz;
  object["timer_resolution"] = fields.TimerResolution;
  object["boot_time"] = IsoTime(fields.BootTime.QuadPart);
  object["start_time"] = IsoTime(fields.StartTime.QuadPart);
  object["end_time"] = IsoTime(fields.EndTime.QuadPart);
  object["time_zone_bias"] = fields.TimeZone.Bias;
  object["mode"] = fields.LogFileMode;
  object["maximum_file_size"] = fields.MaximumFileSize;
  object["buffer_size"] = fields.BufferSize;
  object["buffers_written"] = fields.BuffersWritten;
  object["buffers_lost"] = fields.BuffersLost;
  object["events_lost"] = fields.EventsLost;
  return object;
}

void AddMessage(const sim::DeliveredEvent& event, ordered_json* object) {
  const uint16_t flags = event.message_flags;
  (*object)["number"] = event.message_number;
  (*object)["flags"] = flags;
  if ((flags & TRACE_MESSAGE_SEQUENCE) != 0) (*object)["sequence"] = event.message_sequence;
  if ((flags & TRACE_MESSAGE_COMPONENTID) != 0) {
    (*object)["component"] = event.message_component;
  } else if ((flags & TRACE_MESSAGE_GUID) != 0) {
    (*object)["guid"] = GuidText(event.guid);
  }
  (*object)["arguments"] = Bytes(event.message_arguments);
}

void AddModern(const sim::DeliveredEvent& event, ordered_json* object) {
  (*object)["provider"] = GuidText(event.guid);
  (*object)["id"] = event.id;
  (*object)["version"] = event.version;
  (*object)["channel"] = event.channel;
  (*object)["level"] = event.level;
  (*object)["opcode"] = event.type;
  (*object)["task"] = event.task;
  (*object)["keyword"] = event.keyword;
  (*object)["flags"] = event.header_flags;
  (*object)["property"] = event.header_property;
  (*object)["activity"] = GuidText(event.activity_id);
  ordered_json items = ordered_json::array();
  for (const sim::ExtendedItem& item : event.extended) {
    items.push_back({{"type", item.type}, {"data", Bytes(item.data)}});
  }
  if (!items.empty()) (*object)["extended"] = items;
  (*object)["payload"] = Bytes(event.payload);
}

void AddClassic(const sim::DeliveredEvent& event, ordered_json* object) {
  (*object)["class"] = GuidText(event.guid);
  (*object)["type"] = event.type;
  (*object)["level"] = event.level;
  (*object)["version"] = event.version;
  if (event.kind == sim::EventKind::kInstance) {
    (*object)["instance"] = event.instance_id;
    (*object)["parent_instance"] = event.parent_instance_id;
    (*object)["parent_class"] = GuidText(event.parent_guid);
  }
  (*object)["payload"] = Bytes(event.payload);
}

// A private session does not know what was spent in the kernel.
void AddProcessorTimes(const sim::DeliveredEvent& event, bool is_private, ordered_json* object) {
  if (event.kernel_time == 0 && event.user_time == 0) return;
  if (is_private && event.kind != sim::EventKind::kSystem) {
    (*object)["processor_time"] = event.kernel_time | uint64_t{event.user_time} << 32;
    return;
  }
  (*object)["kernel_time"] = event.kernel_time;
  (*object)["user_time"] = event.user_time;
}

ordered_json EventObject(const sim::DeliveredEvent& event, bool is_private) {
  ordered_json object;
  if (event.stamped) {
    object["time"] = IsoTime(event.time);
    object["stamp"] = event.stamp;
  }
  object["offset"] = event.offset;
  object["cpu"] = event.cpu;
  object["session_id"] = event.logger_id;
  if (event.has_thread) {
    object["process"] = event.process_id;
    object["thread"] = event.thread_id;
  }
  object["kind"] = HeaderName(event);
  AddProcessorTimes(event, is_private, &object);
  if (event.kind == sim::EventKind::kMessage) {
    AddMessage(event, &object);
  } else if (event.kind == sim::EventKind::kModern) {
    AddModern(event, &object);
  } else {
    AddClassic(event, &object);
  }
  return object;
}

class JsonDump final : public DumpFormat {
 public:
  explicit JsonDump(std::ostream& out) : out_(out) {}

  void Header(const sim::HeaderEvent& header) override {
    is_private_ = (header.fields.LogFileMode & EVENT_TRACE_PRIVATE_LOGGER_MODE) != 0;
    ordered_json line;
    line["header"] = HeaderObject(header);
    out_ << line.dump() << "\n";
  }

  void Event(const sim::DeliveredEvent& event) override {
    out_ << EventObject(event, is_private_).dump() << "\n";
  }

 private:
  std::ostream& out_;
  bool is_private_ = false;
};

}  // namespace

std::unique_ptr<DumpFormat> MakeJsonDump(std::ostream& out) {
  return std::make_unique<JsonDump>(out);
}

}  // namespace etalon
