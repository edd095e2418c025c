// A caller's EVENT_TRACE_PROPERTIES and the room for names behind it.
#ifndef ETALON_SIM_API_PROPERTIES_H_
#define ETALON_SIM_API_PROPERTIES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/api/session_name.h"
#include "sim/host/clock.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"
#include "sim/session/session.h"

namespace etalon::sim {

// The only code that touches the offsets and the names. Names may stand at any address, aligned or
// not. The block belongs to the caller of the API; it is read and written where that caller
// expects.
class PropertiesBlock {
 public:
  PropertiesBlock(EVENT_TRACE_PROPERTIES* block, Encoding encoding)
      : block_(block), encoding_(encoding) {}

  bool missing() const { return block_ == nullptr; }
  const EVENT_TRACE_PROPERTIES* operator->() const { return block_; }
  const EVENT_TRACE_PROPERTIES& operator*() const { return *block_; }

  // The block says that it is an EVENT_TRACE_PROPERTIES_V2, and Windows knows that; and which
  // version it has.
  bool is_versioned() const;
  uint32_t version() const;

  // Of a versioned block that holds its structure: what its filters admit. Invalid ones: of other
  // types, two of one type, a count without an array.
  bool FiltersAreValid() const;
  std::vector<uint32_t> FilterPids() const;
  std::vector<std::u16string> FilterImages() const;

  // Wnode.BufferSize covers the structure at least, in the version that it is.
  bool HoldsStructure() const;

  // Each offset is 0, or lies behind the structure and inside the block. A log file name that does
  // not end inside the block is none.
  bool LogFileNameOffsetIsValid() const;
  bool LoggerNameOffsetIsValid() const;

  // At each offset that is given the block has room for a terminator at least.
  bool HasRoomForEmptyNames() const;

  // The block has room for `session_name` beside the structure and the log file name.
  bool HasRoomForSessionName(std::u16string_view session_name) const;

  // "" when there is none, or it is longer than kMaximumNameCharacters (then ETW ignores it).
  std::u16string LogFileName() const;

  // What the caller has written at LoggerNameOffset, which must be valid; "" when there is none.
  std::u16string SessionName() const;

  // Writes everything that is known about a session but its names.
  void WriteSettings(const Session& session, Ticks now) const;

  // Write a name, terminated, to its offset. True when the offset is 0; false, and nothing is
  // written, when there is no room.
  bool WriteSessionName(std::u16string_view name) const;
  bool WriteLogFileName(std::u16string_view name) const;

 private:
  size_t StructureBytes() const;
  const EVENT_TRACE_PROPERTIES_V2& v2() const;
  const EVENT_FILTER_DESCRIPTOR* Filter(ULONG type) const;  // null: none of this type
  bool OffsetIsValid(ULONG offset) const;
  bool HasRoomAt(ULONG offset, size_t bytes) const;
  bool WriteName(ULONG offset, std::u16string_view name) const;
  std::u16string NameAt(ULONG offset) const;
  size_t NameBytes(std::u16string_view name) const;  // with its terminator

  EVENT_TRACE_PROPERTIES* block_;
  Encoding encoding_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_PROPERTIES_H_
