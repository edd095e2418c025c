#include "conformance/script/execution/event_values.h"

#include <bit>
#include <cstring>
#include <string>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

// Collects values in the order in which they are added.
class Values {
 public:
  Values& Add(const char* name, uint64_t number) {
    values_.push_back({"", name, number});
    return *this;
  }
  Values& Add(std::string name, std::string text) {
    values_.push_back({"", std::move(name), std::move(text)});
    return *this;
  }
  Values& Add(const char* name, const GUID& guid) {
    return Add(name, ToString(std::bit_cast<Guid>(guid)));
  }
  Values& AddBytes(std::string name, const void* bytes, size_t size) {
    if (size == 0 || bytes == nullptr) return Add(std::move(name), std::string());
    return Add(std::move(name), ToHex(static_cast<const uint8_t*>(bytes), size));
  }

  std::vector<Change> Take() { return std::move(values_); }

 private:
  std::vector<Change> values_;
};

uint64_t Number(const LARGE_INTEGER& value) { return static_cast<uint64_t>(value.QuadPart); }

void AddExtended(const EVENT_HEADER_EXTENDED_DATA_ITEM& item, Values* values) {
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

}  // namespace

std::vector<Change> ValuesOf(const EVENT_TRACE& event) {
  const EVENT_TRACE_HEADER& header = event.Header;
  return Values()
      .Add("Guid", header.Guid)
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
      .AddBytes("Data", event.MofData, event.MofLength)
      .Take();
}

std::vector<Change> ValuesOf(const EVENT_RECORD& record, const void* context) {
  const EVENT_HEADER& header = record.EventHeader;
  const EVENT_DESCRIPTOR& descriptor = header.EventDescriptor;
  Values values;
  values.Add("Guid", header.ProviderId)
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
      .Add("UserContext", record.UserContext == context ? 1 : 0);
  for (uint16_t i = 0; i < record.ExtendedDataCount; ++i)
    AddExtended(record.ExtendedData[i], &values);
  return values.Add("UserDataLength", record.UserDataLength)
      .AddBytes("Data", record.UserData, record.UserDataLength)
      .Take();
}

std::vector<Change> ValuesOf(const EVENT_TRACE_LOGFILEW& logfile, const void* context) {
  return Values()
      .Add("CurrentTime", static_cast<uint64_t>(logfile.CurrentTime))
      .Add("BuffersRead", logfile.BuffersRead)
      .Add("ProcessTraceMode", logfile.ProcessTraceMode)
      .Add("BufferSize", logfile.BufferSize)
      .Add("Filled", logfile.Filled)
      .Add("EventsLost", logfile.EventsLost)
      .Add("IsKernelTrace", logfile.IsKernelTrace)
      .Add("Context", logfile.Context == context ? 1 : 0)
      .Take();
}

std::vector<Change> ValuesOf(const ETW_BUFFER_HEADER& buffer) {
  return Values()
      .Add("TimeStamp", Number(buffer.TimeStamp))
      .Add("ProcessorIndex", buffer.ClientContext.ProcessorIndex)
      .Add("LoggerId", buffer.ClientContext.LoggerId)
      .Add("FilledBytes", buffer.FilledBytes)
      .Take();
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
  Values values;
  values.Add("RequestCode", request_code);
  if (size != nullptr) values.Add("BufferSize", *size);
  if (wnode == nullptr) return values.Take();
  return values.Add("Wnode.BufferSize", wnode->BufferSize)
      .Add("Wnode.HistoricalContext", wnode->HistoricalContext)
      .Add("Wnode.Guid", wnode->Guid)
      .Add("Wnode.Flags", wnode->Flags)
      .Take();
}

std::vector<Change> ValuesOf(const EnableCall& call, const void* context) {
  Values values;
  if (call.source != nullptr) values.Add("SourceId", *call.source);
  values.Add("IsEnabled", call.is_enabled)
      .Add("Level", call.level)
      .Add("MatchAnyKeyword", call.match_any)
      .Add("MatchAllKeyword", call.match_all)
      .Add("Context", call.context == context ? 1 : 0);
  if (call.filter == nullptr) return values.Take();
  const void* const data = reinterpret_cast<const void*>(static_cast<uintptr_t>(call.filter->Ptr));
  return values.Add("FilterType", call.filter->Type)
      .AddBytes("FilterData", data, call.filter->Size)
      .Take();
}

}  // namespace etalon
