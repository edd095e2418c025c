#include "fuzz/event_header_run.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "fuzz/input_bytes.h"
#include "fuzz/lone_caller.h"
#include "fuzz/written_events.h"
#include "sim/api/api.h"

namespace etalon {
namespace {

constexpr int kMostEvents = 16;
constexpr uint32_t kLargestData = 70000;  // more than any event has room for
constexpr uint32_t kMostDescriptors = MAX_EVENT_DATA_DESCRIPTORS + 2;

constexpr GUID kProvider = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr GUID kClass = {0xe7a10000, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

using Bytes = std::vector<uint8_t>;

// What fields and descriptors point to, each in a block of its own.
class Pieces {
 public:
  // A length that comes from the input, and what is there: large data is a pattern.
  uint64_t Make(uint32_t length) {
    ExactBlock& block = blocks_.emplace_back(length);
    for (uint32_t i = 0; i < length; ++i) block.data()[i] = static_cast<uint8_t>(i + length);
    payload_.insert(payload_.end(), block.data(), block.data() + length);
    return block.address();
  }

  const Bytes& payload() const { return payload_; }

 private:
  std::vector<ExactBlock> blocks_;
  Bytes payload_;
};

ULONG WINAPI Ignore(WMIDPREQUESTCODE, PVOID, ULONG*, PVOID) { return ERROR_SUCCESS; }

class EventRun {
 public:
  EventRun(const uint8_t* data, size_t size) : input_(data, size), events_(caller_) {
    TRACE_GUID_REGISTRATION classes[] = {{&kClass, nullptr}};
    TRACEHANDLE registration = 0;
    sim::RegisterTraceGuidsW(caller_.machine, Ignore, nullptr, &kProvider, 1, classes, nullptr,
                             nullptr, &registration);
    class_handle_ = classes[0].RegHandle;
    sim::EventRegister(caller_.machine, &kProvider, nullptr, nullptr, &provider_);
    sim::EnableTraceEx2(caller_.machine, events_.session(), &kProvider,
                        EVENT_CONTROL_CODE_ENABLE_PROVIDER, 0xFF, 0, 0, 0, nullptr);
  }

  std::string Judge() {
    for (int i = 0; i < kMostEvents && !input_.empty() && failure_.empty(); ++i) {
      const uint8_t function = input_.Byte();
      const uint16_t bytes = input_.Take<uint16_t>();
      if (function % 4 == 0)
        WriteInstance(bytes);
      else if (function % 4 == 3)
        WriteModern(function, bytes);
      else
        WriteClassic(bytes);
    }
    return failure_.empty() ? events_.StopAndCompare() : failure_;
  }

 private:
  // Of a header with `Flags` and `Size`: what is behind it points where it should. What a log file
  // has of it then.
  template <typename Header>
  Bytes Settle(const ExactBlock& block, Pieces* pieces) {
    Header* const header = block.As<Header>();
    header->Size = static_cast<USHORT>(std::min<size_t>(header->Size, block.size()));
    const size_t behind = header->Size < sizeof(Header) ? 0 : header->Size - sizeof(Header);
    uint8_t* const data = block.data() + sizeof(Header);
    if ((header->Flags & WNODE_FLAG_USE_MOF_PTR) == 0) return Bytes(data, data + behind);
    for (size_t at = 0; at + sizeof(MOF_FIELD) <= behind; at += sizeof(MOF_FIELD)) {
      MOF_FIELD field;
      std::memcpy(&field, data + at, sizeof(field));
      field.Length %= kLargestData;
      field.DataPtr = pieces->Make(field.Length);
      std::memcpy(data + at, &field, sizeof(field));
    }
    return pieces->payload();
  }

  void WriteClassic(uint16_t bytes) {
    const ExactBlock block(input_, sizeof(EVENT_TRACE_HEADER) + bytes);
    auto* const header = block.As<EVENT_TRACE_HEADER>();
    Pieces pieces;
    const Bytes payload = Settle<EVENT_TRACE_HEADER>(block, &pieces);
    GUID guid = header->Guid;
    const ExactBlock elsewhere(sizeof(GUID));
    if (header->Flags & WNODE_FLAG_USE_GUID_PTR) {
      std::memcpy(elsewhere.data(), &kClass, sizeof(kClass));
      guid = kClass;
      header->GuidPtr = elsewhere.address();
    }
    const auto before = header->Class;
    const ULONG code = sim::TraceEvent(caller_.machine, events_.session(), header);
    Check("TraceEvent", code);
    if (code == ERROR_SUCCESS)
      events_.Add(ClassicWords(guid, before.Type, before.Level, before.Version), payload);
  }

  void WriteInstance(uint16_t bytes) {
    const ExactBlock block(input_, sizeof(EVENT_INSTANCE_HEADER) + bytes);
    auto* const header = block.As<EVENT_INSTANCE_HEADER>();
    Pieces pieces;
    const Bytes payload = Settle<EVENT_INSTANCE_HEADER>(block, &pieces);
    const ExactBlock info(sizeof(EVENT_INSTANCE_INFO));
    sim::CreateTraceInstanceId(caller_.machine, class_handle_, info.As<EVENT_INSTANCE_INFO>());
    const auto before = header->Class;
    const ULONG code = sim::TraceEventInstance(caller_.machine, events_.session(), header,
                                               info.As<EVENT_INSTANCE_INFO>(), nullptr);
    Check("TraceEventInstance", code);
    if (code == ERROR_SUCCESS)
      events_.Add(InstanceWords(kClass, info.As<EVENT_INSTANCE_INFO>()->InstanceId, before.Type,
                                before.Level, before.Version),
                  payload);
  }

  // `how`: with an activity, or a count that is too large.
  void WriteModern(uint8_t how, uint16_t bytes) {
    const ExactBlock block(input_, sizeof(EVENT_DESCRIPTOR));
    const auto* const descriptor = block.As<EVENT_DESCRIPTOR>();
    const uint32_t count = bytes % ((how & 4) ? kMostDescriptors : 8);
    const ExactBlock array(input_, count * sizeof(EVENT_DATA_DESCRIPTOR));
    auto* const data = array.As<EVENT_DATA_DESCRIPTOR>();
    Pieces pieces;
    for (uint32_t i = 0; i < count; ++i) {
      data[i].Size %= kLargestData;
      data[i].Ptr = pieces.Make(data[i].Size);
    }
    const bool is_wanted = sim::EventEnabled(caller_.machine, provider_, descriptor);
    const ULONG code =
        (how & 8) ? sim::EventWriteTransfer(caller_.machine, provider_, descriptor, &kClass,
                                            &kProvider, count, data)
                  : sim::EventWrite(caller_.machine, provider_, descriptor, count, data);
    Check("EventWrite", code);
    if (code == ERROR_SUCCESS && is_wanted)
      events_.Add(ModernWords(kProvider, descriptor->Id, descriptor->Keyword), pieces.payload());
  }

  void Check(const char* function, ULONG code) {
    const std::string strange = StrangeCode(code);
    if (!strange.empty() && failure_.empty()) failure_ = std::string(function) + ' ' + strange;
  }

  InputBytes input_;
  LoneCaller caller_;
  WrittenEvents events_;
  HANDLE class_handle_ = nullptr;
  REGHANDLE provider_ = 0;
  std::string failure_;
};

}  // namespace

std::string RunEventHeaders(const uint8_t* data, size_t size) {
  return EventRun(data, size).Judge();
}

}  // namespace etalon
