#include "fuzz/written_events.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "conformance/script/encodings.h"
#include "sim/api/api.h"
#include "sim/consumer/delivered_event.h"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/log_file_reader.h"
#include "sim/host/simulated_disk.h"

namespace etalon {
namespace {

constexpr char16_t kFile[] = u"C:\\events.etl";

// EVENT_TRACE_PROPERTIES with room for both names.
struct Block {
  EVENT_TRACE_PROPERTIES properties = {};
  char16_t session_name[32] = {};
  char16_t log_file_name[32] = {};

  Block() {
    properties.Wnode.BufferSize = sizeof(Block);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.BufferSize = 128;  // KB: the largest event has room
    properties.LogFileMode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
    properties.LoggerNameOffset = offsetof(Block, session_name);
    properties.LogFileNameOffset = offsetof(Block, log_file_name);
    std::memcpy(log_file_name, kFile, sizeof(kFile));
  }
};

std::string GuidWords(const GUID& guid) {
  return ToHex(reinterpret_cast<const uint8_t*>(&guid), sizeof(guid));
}

std::string Numbers(std::initializer_list<uint64_t> numbers) {
  std::string words;
  for (const uint64_t number : numbers) words += ' ' + std::to_string(number);
  return words;
}

std::string WordsOf(const sim::DeliveredEvent& event) {
  switch (event.kind) {
    case sim::EventKind::kClassic:
      return ClassicWords(event.guid, event.type, event.level, event.version);
    case sim::EventKind::kInstance:
      return InstanceWords(event.guid, event.instance_id, event.type, event.level, event.version);
    case sim::EventKind::kMessage:
      return MessageWords(event.message_flags, event.message_number);
    case sim::EventKind::kModern:
      return ModernWords(event.guid, event.id, event.keyword);
    default:
      return "";  // what ETW itself has to say
  }
}

// Then the payload, byte by byte.
std::string WithPayload(std::string words, std::span<const uint8_t> payload) {
  words += ": ";
  words.append(reinterpret_cast<const char*>(payload.data()), payload.size());
  return words;
}

// As WithPayload made it, for people.
std::string Readable(const std::string& event) {
  constexpr size_t kMostBytes = 100;
  const size_t end = event.find(": ");
  const size_t bytes = event.size() - end - 2;
  const auto* const payload = reinterpret_cast<const uint8_t*>(event.data()) + end + 2;
  return event.substr(0, end) + ", " + std::to_string(bytes) + " bytes: " +
         ToHex(payload, std::min(bytes, kMostBytes));
}

}  // namespace

WrittenEvents::WrittenEvents(LoneCaller& caller) : caller_(caller) {
  Block block;
  sim::StartTraceW(caller.machine, &session_, Wide(u"events"), &block.properties);
}

void WrittenEvents::Add(std::string words, std::span<const uint8_t> payload) {
  written_.push_back(WithPayload(std::move(words), payload));
}

std::string WrittenEvents::StopAndCompare() {
  Block block;
  const ULONG stopped = sim::ControlTraceW(caller_.machine, session_, nullptr, &block.properties,
                                           EVENT_TRACE_CONTROL_STOP);
  if (stopped != ERROR_SUCCESS) return "stopping answers " + std::to_string(stopped);
  if (block.properties.EventsLost != 0) return "events were lost";
  const auto file =
      static_cast<sim::SimulatedDisk&>(*caller_.machine.host().disk).GetFile(kFile);
  sim::Defect refusal;
  const auto reader = sim::LogFileReader::Open(std::make_unique<sim::MemoryBytes>(*file), &refusal);
  if (reader == nullptr) return "the file is none: " + refusal.reason;

  std::vector<std::string> found;
  sim::FileEvents events(*reader);
  sim::DeliveredEvent event;
  sim::BufferInfo buffer;
  for (sim::Step step; (step = events.Next(&event, &buffer)) != sim::Step::kNone;) {
    if (step != sim::Step::kEvent) continue;
    const std::string words = WordsOf(event);
    const bool is_message = event.kind == sim::EventKind::kMessage;
    if (!words.empty())
      found.push_back(WithPayload(words, is_message ? event.message_arguments : event.payload));
  }
  if (reader->defects().count() != 0) return "the file is damaged";
  // Those that were given a time of their own are elsewhere.
  std::sort(written_.begin(), written_.end());
  std::sort(found.begin(), found.end());
  if (found == written_) return "";
  const auto [lost, other] =
      std::mismatch(written_.begin(), written_.end(), found.begin(), found.end());
  return "written: " + (lost == written_.end() ? "nothing more" : Readable(*lost)) +
         "\nfound:   " + (other == found.end() ? "nothing more" : Readable(*other));
}

std::string ClassicWords(const GUID& guid, uint8_t type, uint8_t level, uint16_t version) {
  return "event " + GuidWords(guid) + Numbers({type, level, version});
}

std::string InstanceWords(const GUID& guid, uint32_t instance_id, uint8_t type, uint8_t level,
                          uint16_t version) {
  return "instance " + GuidWords(guid) + Numbers({instance_id, type, level, version});
}

std::string MessageWords(uint32_t flags, uint16_t number) {
  constexpr uint32_t kRecorded = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID |
                                 TRACE_MESSAGE_COMPONENTID | TRACE_MESSAGE_TIMESTAMP |
                                 TRACE_MESSAGE_PERFORMANCE_TIMESTAMP | TRACE_MESSAGE_SYSTEMINFO;
  return "message" + Numbers({flags & kRecorded, number});
}

std::string ModernWords(const GUID& provider, uint16_t id, uint64_t keyword) {
  return "modern " + GuidWords(provider) + Numbers({id, keyword});
}

}  // namespace etalon
