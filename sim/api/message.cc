#include "sim/api/message.h"

#include <cstddef>
#include <cstring>

#include "sim/api/caller_memory.h"
#include "sim/api/short_copy.h"
#include "sim/session/event_layout.h"

namespace etalon::sim {
namespace {

// 0 in a session without a sequence mode, as every WPP provider expects.
uint32_t NextSequenceNumber(Machine& machine, Session& session) {
  const uint32_t mode = session.settings().log_file_mode;
  if (mode & EVENT_TRACE_USE_GLOBAL_SEQUENCE) return machine.NextGlobalSequenceNumber();
  if (mode & EVENT_TRACE_USE_LOCAL_SEQUENCE) return session.NextSequenceNumber();
  return 0;
}

}  // namespace

Message::Message(ULONG flags, const void* guid, USHORT number, va_list arguments)
    : flags_(flags), guid_(guid), number_(number) {
  va_copy(arguments_, arguments);
  bytes_ = MessageHeaderBytes(flags_) + ArgumentBytes();
}

Message::~Message() { va_end(arguments_); }

uint64_t Message::ArgumentBytes() const {
  uint64_t sum = 0;
  va_list walk;
  va_copy(walk, const_cast<Message*>(this)->arguments_);
  while (va_arg(walk, const void*) != nullptr) {
    const uint64_t size = va_arg(walk, size_t);
    // Saturates: a sum that wraps must not look small.
    sum = size > kMaximumEventBytes ? kMaximumEventBytes + 1 : sum + size;
    if (sum > kMaximumEventBytes) break;
  }
  va_end(walk);
  return sum;
}

bool Message::IsReadable(Machine& machine) const {
  const bool has_component = (flags_ & TRACE_MESSAGE_COMPONENTID) != 0;
  const bool has_guid = !has_component && (flags_ & TRACE_MESSAGE_GUID) != 0;
  const size_t guid_bytes = has_component ? sizeof(ULONG) : has_guid ? sizeof(GUID) : 0;
  bool is_readable = CanRead(machine, guid_, guid_bytes, size_t{1});
  va_list walk;
  va_copy(walk, const_cast<Message*>(this)->arguments_);
  while (const void* data = va_arg(walk, const void*)) {
    const size_t size = va_arg(walk, size_t);
    is_readable = is_readable && CanRead(machine, data, size, size_t{1});
  }
  va_end(walk);
  return is_readable;
}

void Message::CopyArguments(uint8_t* out) const {
  va_list walk;
  va_copy(walk, const_cast<Message*>(this)->arguments_);
  while (const void* data = va_arg(walk, const void*)) {
    const size_t size = va_arg(walk, size_t);
    ShortCopy(data, size, out);
    out += size;
  }
  va_end(walk);
}

WriteResult Message::Write(Machine& machine, Session& session) const {
  const Caller& caller = machine.caller();
  const uint32_t size = static_cast<uint32_t>(bytes_);
  const uint32_t bits = machine.windows() < kVista ? 0 : caller.process->bits;
  const auto fill = [&](uint8_t* out, int64_t stamp) {
    const bool has_number = (flags_ & TRACE_MESSAGE_SEQUENCE) != 0;
    GUID guid = {};
    uint32_t component = 0;
    if (flags_ & TRACE_MESSAGE_COMPONENTID) {
      std::memcpy(&component, guid_, sizeof(component));
    } else if (flags_ & TRACE_MESSAGE_GUID) {
      std::memcpy(&guid, guid_, sizeof(guid));
    }
    const MessageHeader header = {
        .size = static_cast<uint16_t>(size),
        .number = number_,
        .options = static_cast<uint16_t>(flags_ & kRecorded),
        .sequence = has_number ? NextSequenceNumber(machine, session) : 0,
        .guid = guid,
        .component_id = component,
        .stamp = stamp,
        .thread_id = caller.thread_id,
        .process_id = caller.process->pid};
    CopyArguments(out + EncodeMessageHeader(header, bits, out));
  };
  return session.Write(caller.cpu, size, fill, 0);
}

}  // namespace etalon::sim
