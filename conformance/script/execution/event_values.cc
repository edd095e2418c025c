#include "conformance/script/execution/event_values.h"

#include <bit>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

// Takes in values in the order in which they are added. Keep decides which are put into words.
template <typename Keep>
class Values {
 public:
  explicit Values(Keep keep = {}) : keep_(std::move(keep)) {}

  Values& Add(std::string_view name, uint64_t number) {
    return AddWords(name, [&] { return number; });
  }
  Values& Add(std::string_view name, const GUID& guid) {
    return AddWords(name, [&] { return ToString(std::bit_cast<Guid>(guid)); });
  }
  Values& AddBytes(std::string_view name, const void* bytes, size_t size) {
    if (bytes == nullptr) size = 0;
    return AddWords(name, [&] { return ToHex(static_cast<const uint8_t*>(bytes), size); });
  }

  Keep Take() { return std::move(keep_); }

 private:
  template <typename Words>
  Values& AddWords(std::string_view name, Words&& words) {
    keep_.Add(name, words);
    return *this;
  }

  Keep keep_;
};

// All of them.
struct All {
  All() { changes.reserve(8); }

  template <typename Words>
  void Add(std::string_view name, Words&& words) {
    changes.push_back({"", std::string(name), Value(words())});
  }

  std::vector<Change> changes;
};

// The first of one name.
struct One {
  template <typename Words>
  void Add(std::string_view name, Words&& words) {
    if (!value && name == wanted) value = Value(words());
  }

  std::string_view wanted;
  std::optional<Value> value = {};
};

uint64_t Number(const LARGE_INTEGER& value) { return static_cast<uint64_t>(value.QuadPart); }

template <typename Keep>
void AddExtended(const EVENT_HEADER_EXTENDED_DATA_ITEM& item, Values<Keep>* values) {
  const void* const data = reinterpret_cast<const void*>(item.DataPtr);
  EVENT_EXTENDED_ITEM_INSTANCE instance;
  if (item.ExtType != EVENT_HEADER_EXT_TYPE_INSTANCE_INFO || item.DataSize < sizeof instance) {
    values->AddBytes("Extended@" + std::to_string(item.ExtType), data, item.DataSize);
    return;
  }
  std::memcpy(&instance, data, sizeof instance);
  values->Add("ExtendedInstance", 1)
      .Add("InstanceId", instance.InstanceId)
      .Add("ParentInstanceId", instance.ParentInstanceId)
      .Add("ParentGuid", instance.ParentGuid);
}

template <typename Keep>
void AddEvent(const EVENT_TRACE& event, Values<Keep>* values) {
  const EVENT_TRACE_HEADER& header = event.Header;
  values->Add("Guid", header.Guid)
      .Add("Type", header.Class.Type)
      .Add("Level", header.Class.Level)
      .Add("Version", header.Class.Version)
      .Add("ThreadId", header.ThreadId)
      .Add("ProcessId", header.ProcessId)
      .Add("TimeStamp", Number(header.TimeStamp))
      .Add("Size", header.Size)
      .Add("FieldTypeFlags", header.FieldTypeFlags)
      .Add("KernelTime", header.KernelTime)
      .Add("UserTime", header.UserTime)
      .Add("InstanceId", event.InstanceId)
      .Add("ParentInstanceId", event.ParentInstanceId)
      .Add("ParentGuid", event.ParentGuid)
      .Add("ProcessorNumber", event.BufferContext.ProcessorNumber)
      .Add("Alignment", event.BufferContext.Alignment)
      .Add("LoggerId", event.BufferContext.LoggerId)
      .Add("MofLength", event.MofLength)
      .AddBytes("Data", event.MofData, event.MofLength);
}

template <typename Keep>
void AddRecord(const EVENT_RECORD& record, bool has_context, Values<Keep>* values) {
  const EVENT_HEADER& header = record.EventHeader;
  const EVENT_DESCRIPTOR& descriptor = header.EventDescriptor;
  values->Add("Guid", header.ProviderId)
      .Add("Type", descriptor.Opcode)
      .Add("Level", descriptor.Level)
      .Add("Version", descriptor.Version)
      .Add("ThreadId", header.ThreadId)
      .Add("ProcessId", header.ProcessId)
      .Add("TimeStamp", Number(header.TimeStamp))
      .Add("Id", descriptor.Id)
      .Add("Channel", descriptor.Channel)
      .Add("Task", descriptor.Task)
      .Add("Keyword", descriptor.Keyword)
      .Add("Size", header.Size)
      .Add("HeaderType", header.HeaderType)
      .Add("Flags", header.Flags)
      .Add("EventProperty", header.EventProperty)
      .Add("KernelTime", header.KernelTime)
      .Add("UserTime", header.UserTime)
      .Add("ActivityId", header.ActivityId)
      .Add("ProcessorNumber", record.BufferContext.ProcessorNumber)
      .Add("Alignment", record.BufferContext.Alignment)
      .Add("LoggerId", record.BufferContext.LoggerId)
      .Add("UserContext", has_context ? 1 : 0);
  for (uint16_t i = 0; i < record.ExtendedDataCount; ++i)
    AddExtended(record.ExtendedData[i], values);
  values->Add("UserDataLength", record.UserDataLength)
      .AddBytes("Data", record.UserData, record.UserDataLength);
}

Bytes CopyOf(const void* bytes, size_t size) {
  const auto* const first = static_cast<const uint8_t*>(bytes);
  return first == nullptr ? Bytes{} : Bytes(first, first + size);
}

class KeptEvent final : public Given {
 public:
  explicit KeptEvent(const EVENT_TRACE& event)
      : event_(event), data_(CopyOf(event.MofData, event.MofLength)) {
    event_.MofData = event.MofData == nullptr ? nullptr : data_.data();
  }

  std::vector<Change> Tell() const override {
    Values<All> values;
    AddEvent(event_, &values);
    return values.Take().changes;
  }

  std::optional<Value> Find(std::string_view member) const override {
    Values values(One{member});
    AddEvent(event_, &values);
    return values.Take().value;
  }

 private:
  EVENT_TRACE event_;
  Bytes data_;
};

class KeptRecord final : public Given {
 public:
  KeptRecord(const EVENT_RECORD& record, bool has_context)
      : record_(record),
        has_context_(has_context),
        data_(CopyOf(record.UserData, record.UserDataLength)) {
    record_.UserData = record.UserData == nullptr ? nullptr : data_.data();
    for (uint16_t i = 0; i < record.ExtendedDataCount; ++i) {
      const EVENT_HEADER_EXTENDED_DATA_ITEM& item = record.ExtendedData[i];
      extended_.push_back(CopyOf(reinterpret_cast<const void*>(item.DataPtr), item.DataSize));
      items_.push_back(item);
      items_.back().DataPtr = reinterpret_cast<uintptr_t>(extended_.back().data());
    }
    record_.ExtendedData = items_.data();
  }

  std::vector<Change> Tell() const override {
    Values<All> values;
    AddRecord(record_, has_context_, &values);
    return values.Take().changes;
  }

  std::optional<Value> Find(std::string_view member) const override {
    Values values(One{member});
    AddRecord(record_, has_context_, &values);
    return values.Take().value;
  }

 private:
  EVENT_RECORD record_;
  const bool has_context_;
  Bytes data_;
  std::vector<Bytes> extended_;  // what items_ point to
  std::vector<EVENT_HEADER_EXTENDED_DATA_ITEM> items_;
};

}  // namespace

GivenValues ValuesOf(const EVENT_TRACE& event) {
  return GivenValues(std::make_shared<KeptEvent>(event));
}

GivenValues ValuesOf(const EVENT_RECORD& record, const void* context) {
  return GivenValues(std::make_shared<KeptRecord>(record, record.UserContext == context));
}

std::vector<Change> ValuesOf(const EVENT_TRACE_LOGFILEW& logfile, const void* context) {
  return Values<All>()
      .Add("CurrentTime", static_cast<uint64_t>(logfile.CurrentTime))
      .Add("BuffersRead", logfile.BuffersRead)
      .Add("ProcessTraceMode", logfile.ProcessTraceMode)
      .Add("BufferSize", logfile.BufferSize)
      .Add("Filled", logfile.Filled)
      .Add("EventsLost", logfile.EventsLost)
      .Add("IsKernelTrace", logfile.IsKernelTrace)
      .Add("Context", logfile.Context == context ? 1 : 0)
      .Take()
      .changes;
}

std::vector<Change> ValuesOf(const ETW_BUFFER_HEADER& buffer) {
  return Values<All>()
      .Add("TimeStamp", Number(buffer.TimeStamp))
      .Add("ProcessorIndex", buffer.ClientContext.ProcessorIndex)
      .Add("LoggerId", buffer.ClientContext.LoggerId)
      .Add("FilledBytes", buffer.FilledBytes)
      .Take()
      .changes;
}

std::vector<Change> ValuesOf(const ETW_BUFFER_HEADER& buffer, uint32_t size,
                             const ETW_BUFFER_CALLBACK_INFORMATION& information) {
  std::vector<Change> values = ValuesOf(buffer);
  values.push_back({"", "BufferSize", uint64_t{size}});
  values.push_back({"", "TraceHandle", uint64_t{information.TraceHandle}});
  values.push_back({"", "BuffersRead", uint64_t{information.BuffersRead}});
  if (information.LogfileHeader == nullptr) return values;
  values.push_back(
      {"", "LogfileHeader.BufferSize", uint64_t{information.LogfileHeader->BufferSize}});
  return values;
}

std::vector<Change> ValuesOf(uint32_t request_code, const WNODE_HEADER* wnode,
                             const uint32_t* size) {
  Values<All> values;
  values.Add("RequestCode", request_code);
  if (size != nullptr) values.Add("BufferSize", *size);
  if (wnode == nullptr) return values.Take().changes;
  return values.Add("Wnode.BufferSize", wnode->BufferSize)
      .Add("Wnode.HistoricalContext", wnode->HistoricalContext)
      .Add("Wnode.Guid", wnode->Guid)
      .Add("Wnode.Flags", wnode->Flags)
      .Take()
      .changes;
}

std::vector<Change> ValuesOf(const EnableCall& call, const void* context) {
  Values<All> values;
  if (call.source != nullptr) values.Add("SourceId", *call.source);
  values.Add("IsEnabled", call.is_enabled)
      .Add("Level", call.level)
      .Add("MatchAnyKeyword", call.match_any)
      .Add("MatchAllKeyword", call.match_all)
      .Add("Context", call.context == context ? 1 : 0);
  if (call.filter == nullptr) return values.Take().changes;
  const void* const data = reinterpret_cast<const void*>(static_cast<uintptr_t>(call.filter->Ptr));
  return values.Add("FilterType", call.filter->Type)
      .AddBytes("FilterData", data, call.filter->Size)
      .Take()
      .changes;
}

}  // namespace etalon
