// A TraceMessage event: flags, what they ask for, and a list of arguments.
#ifndef ETALON_SIM_API_MESSAGE_H_
#define ETALON_SIM_API_MESSAGE_H_

#include <cstdarg>
#include <cstdint>

#include "sim/api/event_payload.h"
#include "sim/machine.h"

namespace etalon::sim {

// Arguments are pairs of pointer and size_t up to a NULL pointer; a pair with size 0 adds nothing.
// Refers to the caller's memory. Stands on the event-writing path: no allocation.
class Message {
 public:
  // `guid` points to a GUID, or with TRACE_MESSAGE_COMPONENTID to a ULONG. `arguments` is walked on
  // copies and left as it is.
  Message(ULONG flags, const void* guid, USHORT number, va_list arguments);
  ~Message();
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;

  // Among the low 16 bits; those above are for local use and not recorded.
  bool HasUndefinedFlag() const { return (flags_ & TRACE_MESSAGE_FLAG_MASK & ~kDefined) != 0; }

  // GUID or COMPONENTID is set and `guid` is NULL.
  bool LacksGuid() const {
    return guid_ == nullptr && (flags_ & (TRACE_MESSAGE_GUID | TRACE_MESSAGE_COMPONENTID)) != 0;
  }

  // Larger than any message may be, whatever the session.
  bool IsTooLarge() const { return bytes_ > kMaximumEventBytes; }

  // GUID and arguments are, as far as they are asked for. Not to be asked of a message that is too
  // large, or unless Machine::guards_memory().
  bool IsReadable(Machine& machine) const;

  WriteResult Write(Machine& machine, Session& session) const;

 private:
  static constexpr ULONG kRecorded = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID |
                                     TRACE_MESSAGE_COMPONENTID | TRACE_MESSAGE_TIMESTAMP |
                                     TRACE_MESSAGE_PERFORMANCE_TIMESTAMP |
                                     TRACE_MESSAGE_SYSTEMINFO;
  static constexpr ULONG kDefined = kRecorded | TRACE_MESSAGE_POINTER32 | TRACE_MESSAGE_POINTER64;

  uint64_t ArgumentBytes() const;
  void CopyArguments(uint8_t* out) const;

  const ULONG flags_;
  const void* const guid_;
  const USHORT number_;
  va_list arguments_;
  uint64_t bytes_;  // of the whole event
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_MESSAGE_H_
