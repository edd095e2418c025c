// Providers that EventRegister: writing events, and what goes with it.
#include <functional>

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/layouts.h"

namespace etalon {
namespace {

EVENT_DESCRIPTOR* LayDescriptor(Call& call, const EventDescriptor& event) {
  const Call::Argument argument = call.Lay("event", event.place, sizeof(EVENT_DESCRIPTOR), 8);
  if (argument.block != nullptr) {
    const EVENT_DESCRIPTOR given = {event.id,     event.version, event.channel, event.level,
                                    event.opcode, event.task,    event.keyword};
    argument.block->Put(0, given);
  }
  return argument.As<EVENT_DESCRIPTOR>();
}

// The array of EVENT_DATA_DESCRIPTORs, and what they point to.
EVENT_DATA_DESCRIPTOR* LayData(Call& call, const std::vector<EventData>& data, Place place) {
  if (data.empty() && place == Place::kBlock) return nullptr;
  const Call::Argument array =
      call.Lay("data", place, data.size() * sizeof(EVENT_DATA_DESCRIPTOR), 8);
  for (size_t i = 0; array.block != nullptr && i < data.size(); ++i) {
    const EventData& one = data[i];
    const Call::Argument bytes =
        call.LayBytes("data[" + std::to_string(i) + "]", one.place, one.data, one.fill);
    EVENT_DATA_DESCRIPTOR descriptor = {};
    descriptor.Ptr = reinterpret_cast<uint64_t>(bytes.address);
    descriptor.Size = one.size.value_or(static_cast<uint32_t>(one.data.size()) + one.fill);
    descriptor.Reserved = one.type;
    array.block->Put(i * sizeof(descriptor), descriptor);
  }
  return array.As<EVENT_DATA_DESCRIPTOR>();
}

template <typename Op>
ULONG CountOf(const Op& op) {
  return op.count.value_or(static_cast<uint32_t>(op.data.size()));
}

// NULL where none is given.
const GUID* LayActivity(Call& call, const char* name, Place place,
                        const std::optional<Guid>& activity) {
  if (!activity && place == Place::kBlock) return nullptr;
  return call.LayGuid(name, place, activity.value_or(Guid{})).As<const GUID>();
}

// Makes the call so many times.
Outcome Repeat(Call& call, uint32_t times, const std::function<ULONG()>& make) {
  if (times == 0) call.Refuse("times is 0");
  uint32_t& failures = call.outcome().failures;
  call.Invoke([&] {
    for (uint32_t i = 1; i < times; ++i) {
      if (make() != 0) ++failures;
    }
    return make();
  });
  return call.Finish();
}

}  // namespace

Outcome Carry(Execution& execution, const EventWrite& op) {
  const auto function = execution.api.EventWrite;
  Call call(execution, "EventWrite", function != nullptr);
  const REGHANDLE provider = call.Resolve(op.provider);
  const EVENT_DESCRIPTOR* const event = LayDescriptor(call, op.event);
  EVENT_DATA_DESCRIPTOR* const data = LayData(call, op.data, op.data_place);
  return Repeat(call, op.times, [&] { return function(provider, event, CountOf(op), data); });
}

Outcome Carry(Execution& execution, const EventWriteTransfer& op) {
  const auto function = execution.api.EventWriteTransfer;
  Call call(execution, "EventWriteTransfer", function != nullptr);
  const REGHANDLE provider = call.Resolve(op.provider);
  const EVENT_DESCRIPTOR* const event = LayDescriptor(call, op.event);
  const GUID* const activity = LayActivity(call, "activity", op.activity_place, op.activity);
  const GUID* const related = LayActivity(call, "related", op.related_place, op.related);
  EVENT_DATA_DESCRIPTOR* const data = LayData(call, op.data, op.data_place);
  return Repeat(call, op.times,
                [&] { return function(provider, event, activity, related, CountOf(op), data); });
}

Outcome Carry(Execution& execution, const EventWriteEx& op) {
  const auto function = execution.api.EventWriteEx;
  Call call(execution, "EventWriteEx", function != nullptr);
  const REGHANDLE provider = call.Resolve(op.provider);
  const EVENT_DESCRIPTOR* const event = LayDescriptor(call, op.event);
  const GUID* const activity = LayActivity(call, "activity", op.activity_place, op.activity);
  const GUID* const related = LayActivity(call, "related", op.related_place, op.related);
  EVENT_DATA_DESCRIPTOR* const data = LayData(call, op.data, op.data_place);
  return Repeat(call, op.times, [&] {
    return function(provider, event, op.filter, op.flags, activity, related, CountOf(op), data);
  });
}

Outcome Carry(Execution& execution, const EventWriteString& op) {
  const auto function = execution.api.EventWriteString;
  Call call(execution, "EventWriteString", function != nullptr);
  const REGHANDLE provider = call.Resolve(op.provider);
  const WCHAR* const text = call.LayText<Form::kWide>("text", op.text_place, op.text);
  return Repeat(call, op.times, [&] { return function(provider, op.level, op.keyword, text); });
}

Outcome Carry(Execution& execution, const EventEnabled& op) {
  const auto function = execution.api.EventEnabled;
  Call call(execution, "EventEnabled", function != nullptr);
  const REGHANDLE provider = call.Resolve(op.provider);
  const EVENT_DESCRIPTOR* const event = LayDescriptor(call, op.event);
  call.outcome().returns_value = true;
  call.Invoke([&] { return function(provider, event); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const EventProviderEnabled& op) {
  const auto function = execution.api.EventProviderEnabled;
  Call call(execution, "EventProviderEnabled", function != nullptr);
  const REGHANDLE provider = call.Resolve(op.provider);
  call.outcome().returns_value = true;
  call.Invoke([&] { return function(provider, op.level, op.keyword); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const EventSetInformation& op) {
  const auto function = execution.api.EventSetInformation;
  Call call(execution, "EventSetInformation", function != nullptr);
  const REGHANDLE provider = call.Resolve(op.provider);
  void* information = nullptr;
  if (!op.information.empty() || op.place != Place::kBlock) {
    information = call.LayBytes("information", op.place, op.information).address;
  }
  const auto info_class = static_cast<EVENT_INFO_CLASS>(op.info_class);
  const ULONG length = op.length.value_or(static_cast<uint32_t>(op.information.size()));
  call.Invoke([&] { return function(provider, info_class, information, length); });
  return call.Finish();
}

Outcome Carry(Execution& execution, const EventActivityIdControl& op) {
  const auto function = execution.api.EventActivityIdControl;
  Call call(execution, "EventActivityIdControl", function != nullptr);
  const Call::Argument cell =
      call.Lay("activity_id", op.place, sizeof(GUID), 4, {.members = GuidMembers()});
  if (cell.block != nullptr) cell.block->Put(0, op.activity);
  call.Invoke([&] { return function(op.code, cell.As<GUID>()); });
  const bool stays =
      op.code != EVENT_ACTIVITY_CTRL_GET_ID && op.code != EVENT_ACTIVITY_CTRL_CREATE_ID;
  if (call.succeeded() && stays) {
    Undo(execution, EventActivityIdControl{.code = EVENT_ACTIVITY_CTRL_SET_ID, .on = op.on});
  }
  return call.Finish();
}

}  // namespace etalon
