#include "conformance/heap/heap_event.h"

#include "conformance/heap/payload_reader.h"

namespace etalon::heap {
namespace {

// Extending and contracting tell of one piece of memory, then of the heap as a whole.
void ReadSpace(PayloadReader& payload, HeapEvent* event) {
  payload.Pointer();  // bytes of the piece
  payload.Pointer();  // its address
  payload.Pointer();  // free space
  event->committed = payload.Pointer();
  event->reserved = payload.Pointer();
}

void ReadSnapshot(PayloadReader& payload, HeapEvent* event) {
  payload.Pointer();  // free space
  event->committed = payload.Pointer();
  event->reserved = payload.Pointer();
}

void ReadReallocation(PayloadReader& payload, HeapEvent* event) {
  event->address = payload.Pointer();
  event->old_address = payload.Pointer();
  event->size = payload.Pointer();
  event->old_size = payload.Pointer();
}

void ReadMembers(PayloadReader& payload, HeapEvent* event) {
  event->heap = payload.Pointer();
  switch (event->type) {
    case HeapEventType::kAllocate:
      event->size = payload.Pointer();
      event->address = payload.Pointer();
      return;
    case HeapEventType::kReallocate:
      return ReadReallocation(payload, event);
    case HeapEventType::kFree:
      event->address = payload.Pointer();
      if (payload.left() >= sizeof(event->source)) event->source = payload.U32();
      return;
    case HeapEventType::kExtend:
    case HeapEventType::kContract:
      return ReadSpace(payload, event);
    case HeapEventType::kSnapshot:
      return ReadSnapshot(payload, event);
    default:
      return;  // the heap is all that matters
  }
}

}  // namespace

bool ParseHeapEvent(uint8_t type, uint8_t pointer_size, std::span<const uint8_t> payload,
                    HeapEvent* event, std::string* reason) {
  if (type < static_cast<uint8_t>(HeapEventType::kCreate) ||
      type > static_cast<uint8_t>(HeapEventType::kWalk)) [[unlikely]] {
    *reason = "heap event of unknown type " + std::to_string(type);
    return false;
  }
  if (pointer_size != 4 && pointer_size != 8) [[unlikely]] {
    *reason = "heap event whose header does not tell the size of pointers";
    return false;
  }
  *event = HeapEvent{};
  event->type = static_cast<HeapEventType>(type);
  PayloadReader reader(payload, pointer_size);
  ReadMembers(reader, event);
  if (reader.complete()) [[likely]]
    return true;
  *reason = "heap event of type " + std::to_string(type) + " has only " +
            std::to_string(payload.size()) + " bytes of payload";
  return false;
}

}  // namespace etalon::heap
