#include "sim/consumer/dispatch.h"

#include <algorithm>
#include <cstddef>
#include <mutex>

namespace etalon::sim {
namespace {

ETW_BUFFER_CONTEXT ContextOf(const DeliveredEvent& event) {
  constexpr uint8_t kEventAlignment = 8;
  ETW_BUFFER_CONTEXT context = {};
  if (event.cpu_is_index) {
    context.ProcessorIndex = event.cpu;
  } else {
    context.ProcessorNumber = static_cast<UCHAR>(event.cpu);
    context.Alignment = kEventAlignment;
  }
  context.LoggerId = event.logger_id;
  return context;
}

// Events that do not tell their thread show all ones, but messages zero.
uint32_t ThreadOr(const DeliveredEvent& event, uint32_t id) {
  if (event.has_thread) return id;
  return event.kind == EventKind::kMessage ? 0 : 0xFFFFFFFF;
}

int64_t TimeStampOf(const DeliveredEvent& event, bool raw_stamps) {
  return raw_stamps ? event.stamp : event.time;
}

USHORT SizeMember(size_t header_bytes, size_t payload_bytes) {
  return static_cast<USHORT>(std::min<size_t>(header_bytes + payload_bytes, 0xFFFF));
}

bool HasProcessorTimes(EventKind kind) {
  return kind != EventKind::kCompact && kind != EventKind::kPerfInfo && kind != EventKind::kMessage;
}

USHORT RecordFlags(const DeliveredEvent& event) {
  uint32_t flags = event.header_flags;
  if (event.kind == EventKind::kMessage) {
    flags |= EVENT_HEADER_FLAG_TRACE_MESSAGE;
  } else if (event.kind != EventKind::kModern) {
    flags |= EVENT_HEADER_FLAG_CLASSIC_HEADER;
  }
  if (event.kind == EventKind::kInstance) flags |= EVENT_HEADER_FLAG_EXTENDED_INFO;
  if (!HasProcessorTimes(event.kind)) flags |= EVENT_HEADER_FLAG_NO_CPUTIME;
  if (event.pointer_size == 4) flags |= EVENT_HEADER_FLAG_32_BIT_HEADER;
  if (event.pointer_size == 8) flags |= EVENT_HEADER_FLAG_64_BIT_HEADER;
  if (event.cpu_is_index) flags |= EVENT_HEADER_FLAG_PROCESSOR_INDEX;
  return static_cast<USHORT>(flags);
}

EVENT_DESCRIPTOR DescriptorOf(const DeliveredEvent& event) {
  EVENT_DESCRIPTOR descriptor = {};
  descriptor.Id = event.kind == EventKind::kMessage ? event.message_number : event.id;
  descriptor.Version = static_cast<UCHAR>(event.version);
  descriptor.Channel = event.channel;
  descriptor.Level = event.level;
  descriptor.Opcode = event.type;
  descriptor.Task = event.task;
  descriptor.Keyword = event.keyword;
  return descriptor;
}

EVENT_HEADER_EXTENDED_DATA_ITEM Item(uint16_t type, bool linkage, const void* data, size_t bytes) {
  EVENT_HEADER_EXTENDED_DATA_ITEM item = {};
  item.ExtType = type;
  item.Linkage = linkage ? 1 : 0;
  item.DataSize = static_cast<USHORT>(bytes);
  item.DataPtr = reinterpret_cast<uintptr_t>(data);
  return item;
}

PVOID Writable(std::span<const uint8_t> bytes) { return const_cast<uint8_t*>(bytes.data()); }

}  // namespace

void BuildEventTrace(const DeliveredEvent& event, bool raw_stamps, EVENT_TRACE* trace) {
  *trace = EVENT_TRACE{};
  EVENT_TRACE_HEADER& header = trace->Header;
  header.HeaderType = event.header_type;
  header.MarkerFlags = event.marker;
  if (event.kind == EventKind::kMessage) {
    header.Size = static_cast<USHORT>(event.size);
    header.Version = event.message_number | uint32_t{event.message_flags} << 16;
  } else {
    header.Size = SizeMember(sizeof(header), event.payload.size());
    header.Class.Type = event.type;
    header.Class.Level = event.level;
    header.Class.Version = event.version;
  }
  header.ThreadId = ThreadOr(event, event.thread_id);
  header.ProcessId = ThreadOr(event, event.process_id);
  header.TimeStamp.QuadPart = TimeStampOf(event, raw_stamps);
  header.Guid = event.guid;
  header.KernelTime = event.kernel_time;
  header.UserTime = event.user_time;
  trace->InstanceId = event.instance_id;
  trace->ParentInstanceId = event.parent_instance_id;
  trace->ParentGuid = event.parent_guid;
  trace->MofData = Writable(event.payload);
  trace->MofLength = static_cast<ULONG>(event.payload.size());
  trace->BufferContext = ContextOf(event);
}

void EventRecordForm::AddExtendedData(const DeliveredEvent& event) {
  if (event.kind == EventKind::kInstance) {
    instance_.InstanceId = event.instance_id;
    instance_.ParentInstanceId = event.parent_instance_id;
    instance_.ParentGuid = event.parent_guid;
    items_.push_back(
        Item(EVENT_HEADER_EXT_TYPE_INSTANCE_INFO, false, &instance_, sizeof(instance_)));
  }
  for (const ExtendedItem& item : event.extended) {
    items_.push_back(Item(item.type, item.linkage, item.data.data(), item.data.size()));
  }
}

EVENT_RECORD* EventRecordForm::Build(const DeliveredEvent& event, bool raw_stamps) {
  items_.clear();
  if (event.kind == EventKind::kInstance || !event.extended.empty()) AddExtendedData(event);
  EVENT_HEADER& header = record_.EventHeader;
  header.Size = SizeMember(sizeof(header), event.payload.size());
  header.HeaderType = event.header_type;
  header.Flags = RecordFlags(event);
  header.EventProperty = event.header_property;
  header.ThreadId = ThreadOr(event, event.thread_id);
  header.ProcessId = ThreadOr(event, event.process_id);
  header.TimeStamp.QuadPart = TimeStampOf(event, raw_stamps);
  header.ProviderId = event.guid;
  header.EventDescriptor = DescriptorOf(event);
  header.KernelTime = event.kernel_time;
  header.UserTime = event.user_time;
  header.ActivityId = event.activity_id;
  record_.BufferContext = ContextOf(event);
  record_.ExtendedDataCount = static_cast<USHORT>(items_.size());
  record_.ExtendedData = items_.empty() ? nullptr : items_.data();
  record_.UserDataLength = static_cast<USHORT>(event.payload.size());
  record_.UserData = Writable(event.payload);
  return &record_;
}

Dispatcher::Dispatcher(Trace& trace, const DispatchHost& host)
    : trace_(trace),
      host_(host),
      as_record_((trace.mode & PROCESS_TRACE_MODE_EVENT_RECORD) != 0),
      raw_stamps_((trace.mode & PROCESS_TRACE_MODE_RAW_TIMESTAMP) != 0) {}

// Events of modern providers and messages have no class.
PEVENT_CALLBACK Dispatcher::CallbackFor(const DeliveredEvent& event) const {
  const bool has_class = event.kind != EventKind::kModern && event.kind != EventKind::kMessage;
  if (!has_class || !host_.class_callbacks.any()) return trace_.event_callback;
  std::lock_guard<Lock> hold(host_.lock);
  const PEVENT_CALLBACK own = host_.class_callbacks.Find(*trace_.process, event.guid);
  return own != nullptr ? own : trace_.event_callback;
}

Answer Dispatcher::Deliver(const DeliveredEvent& event) {
  trace_.logfile.CurrentTime = event.order_time;
  // Only a buffer callback can see the current event.
  if (trace_.buffer_callback != nullptr) {
    BuildEventTrace(event, raw_stamps_, &trace_.logfile.CurrentEvent);
  }
  bool returned = true;
  if (as_record_) {
    if (trace_.event_record_callback == nullptr) return Answer::kGoOn;
    EVENT_RECORD* record = record_form_.Build(event, raw_stamps_);
    if ((trace_.logfile.LogfileHeader.LogFileMode & EVENT_TRACE_PRIVATE_LOGGER_MODE) != 0) {
      record->EventHeader.Flags |= EVENT_HEADER_FLAG_PRIVATE_SESSION;
    }
    record->UserContext = trace_.context;
    returned = host_.guarded_call.Run([&] { trace_.event_record_callback(record); });
  } else if (const PEVENT_CALLBACK callback = CallbackFor(event)) {
    EVENT_TRACE given;
    BuildEventTrace(event, raw_stamps_, &given);
    returned = host_.guarded_call.Run([&] { callback(&given); });
  }
  return returned ? Answer::kGoOn : Answer::kFault;
}

Answer Dispatcher::FinishBuffer(const BufferInfo& buffer, const HeldBytes& bytes) {
  EVENT_TRACE_LOGFILEW& logfile = trace_.logfile;
  ++logfile.BuffersRead;
  logfile.BufferSize = buffer.size;
  logfile.Filled = std::min(buffer.valid, buffer.size);
  logfile.EventsLost = logfile.LogfileHeader.EventsLost;
  if (trace_.buffer_callback != nullptr) return CallBufferCallback();
  if (trace_.raw_buffer_callback != nullptr) return CallRawBufferCallback(bytes);
  if (trace_.stream != nullptr) trace_.stream->Complete(host_.lock, bytes.bytes.data());
  return Answer::kGoOn;
}

Answer Dispatcher::CallBufferCallback() {
  ULONG answer = FALSE;
  const bool returned =
      host_.guarded_call.Run([&] { answer = trace_.buffer_callback(&trace_.logfile); });
  if (!returned) return Answer::kFault;
  return answer != FALSE ? Answer::kGoOn : Answer::kStop;
}

Answer Dispatcher::CallRawBufferCallback(const HeldBytes& bytes) {
  ETW_BUFFER_CALLBACK_INFORMATION information = {};
  information.TraceHandle = trace_.handle;
  information.LogfileHeader = &trace_.logfile.LogfileHeader;
  information.BuffersRead = trace_.logfile.BuffersRead;
  {
    std::lock_guard<Lock> hold(host_.lock);
    trace_.references.Offer(bytes);
  }
  BOOL answer = FALSE;
  const bool returned = host_.guarded_call.Run([&] {
    answer = trace_.raw_buffer_callback(
        reinterpret_cast<const ETW_BUFFER_HEADER*>(bytes.bytes.data()),
        static_cast<ULONG>(bytes.bytes.size()), &information, trace_.raw_buffer_context);
  });
  bool is_done = false;
  {
    std::lock_guard<Lock> hold(host_.lock);
    is_done = trace_.references.Withdraw();
  }
  if (is_done && trace_.stream != nullptr) trace_.stream->Complete(host_.lock, bytes.bytes.data());
  if (!returned) return Answer::kFault;
  return answer != FALSE ? Answer::kGoOn : Answer::kStop;
}

}  // namespace etalon::sim
