#include "conformance/script/execution/layouts.h"

namespace etalon {
namespace {

// What stands behind a header: the payload, or MOF_FIELDs.
template <typename Event>
size_t TailBytes(const Event& event) {
  if (!event.fields.empty()) return event.fields.size() * sizeof(MOF_FIELD);
  return event.payload.size() + event.payload_fill;
}

template <typename Event>
void PutTail(Call& call, Block& block, size_t header_bytes, const Event& event) {
  block.PutBytes(header_bytes, event.payload.data(), event.payload.size());
  block.PutFill(header_bytes + event.payload.size(), event.payload_fill);
  for (size_t i = 0; i < event.fields.size(); ++i) {
    const MofField& field = event.fields[i];
    const Call::Argument data =
        call.LayBytes("fields[" + std::to_string(i) + "]", field.place, field.data);
    const MOF_FIELD mof = {reinterpret_cast<uint64_t>(data.address),
                           field.length.value_or(static_cast<uint32_t>(field.data.size())), 0};
    block.Put(header_bytes + i * sizeof mof, mof);
  }
}

template <typename T>
void PutIf(Block& block, size_t offset, const std::optional<T>& value) {
  if (value) block.Put(offset, *value);
}

// What EVENT_TRACE_HEADER and EVENT_INSTANCE_HEADER have alike.
template <typename Struct, typename Event>
void PutHead(Block& block, const Event& event, bool fresh) {
  if (fresh)
    block.Put(offsetof(Struct, Size), static_cast<uint16_t>(sizeof(Struct) + TailBytes(event)));
  PutIf(block, offsetof(Struct, Size), event.size);
  PutIf(block, offsetof(Struct, Class.Type), event.type);
  PutIf(block, offsetof(Struct, Class.Level), event.level);
  PutIf(block, offsetof(Struct, Class.Version), event.version);
}

void PutGuid(Call& call, Block& block, const EventHeader& event, bool fresh) {
  using Struct = EVENT_TRACE_HEADER;
  if (event.guid_by_pointer) {
    const Call::Argument guid =
        call.LayGuid("guid", Place::kBlock, event.guid.value_or(kClassGuid));
    block.Put(offsetof(Struct, GuidPtr), reinterpret_cast<uint64_t>(guid.address));
  } else if (event.guid || fresh) {
    block.Put(offsetof(Struct, Guid), event.guid.value_or(kClassGuid));
  }
}

uint32_t FlagsFor(const EventHeader& event) {
  uint32_t flags = WNODE_FLAG_TRACED_GUID;
  if (event.guid_by_pointer) flags |= WNODE_FLAG_USE_GUID_PTR;
  if (!event.fields.empty()) flags |= WNODE_FLAG_USE_MOF_PTR;
  if (event.time_stamp) flags |= WNODE_FLAG_USE_TIMESTAMP;
  return flags;
}

}  // namespace

EVENT_TRACE_HEADER* LayEvent(Call& call, const EventHeader& event) {
  using Struct = EVENT_TRACE_HEADER;
  const Call::Argument argument =
      call.LayNamed(event.block, "event", event.place, sizeof(Struct) + TailBytes(event),
                    {.members = EventHeaderMembers()});
  if (argument.block == nullptr) return argument.As<Struct>();
  Block& block = *argument.block;
  PutHead<Struct>(block, event, argument.fresh);
  PutGuid(call, block, event, argument.fresh);
  if (argument.fresh) block.Put(offsetof(Struct, Flags), FlagsFor(event));
  PutIf(block, offsetof(Struct, Flags), event.flags);
  PutIf(block, offsetof(Struct, TimeStamp), event.time_stamp);
  PutTail(call, block, sizeof(Struct), event);
  return argument.As<Struct>();
}

EVENT_INSTANCE_HEADER* LayInstanceEvent(Call& call, const InstanceHeader& event,
                                        uint64_t class_handle) {
  using Struct = EVENT_INSTANCE_HEADER;
  const Call::Argument argument =
      call.LayNamed(event.block, "event", event.place, sizeof(Struct) + TailBytes(event),
                    {.members = InstanceHeaderMembers()});
  if (argument.block == nullptr) return argument.As<Struct>();
  Block& block = *argument.block;
  PutHead<Struct>(block, event, argument.fresh);
  if (argument.fresh) {
    const uint32_t mof = event.fields.empty() ? 0 : WNODE_FLAG_USE_MOF_PTR;
    block.Put(offsetof(Struct, Flags), uint32_t{WNODE_FLAG_TRACED_GUID} | mof);
    block.Put(offsetof(Struct, RegHandle), class_handle);
  }
  if (event.class_handle) block.Put(offsetof(Struct, RegHandle), call.Resolve(*event.class_handle));
  if (event.parent_class_handle) {
    block.Put(offsetof(Struct, ParentRegHandle), call.Resolve(*event.parent_class_handle));
  }
  PutIf(block, offsetof(Struct, Flags), event.flags);
  PutTail(call, block, sizeof(Struct), event);
  return argument.As<Struct>();
}

Call::Argument LayInstance(Call& call, const InstanceInfo& info, const char* name) {
  using Struct = EVENT_INSTANCE_INFO;
  const Call::Argument argument = call.LayNamed(info.block, name, info.place, sizeof(Struct),
                                                {.members = InstanceInfoMembers()});
  if (argument.block == nullptr) return argument;
  if (info.class_handle) {
    argument.block->Put(offsetof(Struct, RegHandle), call.Resolve(*info.class_handle));
  }
  PutIf(*argument.block, offsetof(Struct, InstanceId), info.instance_id);
  return argument;
}

}  // namespace etalon
