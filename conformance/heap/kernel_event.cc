#include "conformance/heap/kernel_event.h"

#include "conformance/heap/payload_reader.h"
#include "conformance/script/encodings.h"

namespace etalon::heap {
namespace {

uint8_t PointerSize(const sim::DeliveredEvent& event) { return event.pointer_size == 4 ? 4 : 8; }

// A TOKEN_USER (two pointers) and the SID behind it, or four zero bytes where there is no user.
void SkipUser(PayloadReader& payload) {
  const size_t token = 2 * size_t{payload.pointer_size()};
  const std::span<const uint8_t> rest = payload.rest();
  constexpr size_t kSidHead = 8;
  const bool is_sid = rest.size() >= token + kSidHead && rest[token] == 1 && rest[token + 1] <= 15;
  payload.Skip(is_sid ? token + kSidHead + 4 * size_t{rest[token + 1]} : 4);
}

}  // namespace

bool ParseProcessEvent(const sim::DeliveredEvent& event, ProcessEvent* process) {
  PayloadReader payload(event.payload, PointerSize(event));
  *process = {};
  if (event.version == 0) {
    process->process_id = static_cast<uint32_t>(payload.Pointer());
    payload.Pointer();  // parent
  } else {
    payload.Pointer();  // key, or page directory
    process->process_id = payload.U32();
    payload.U32();  // parent
    payload.U32();  // session
    process->exit_code = payload.U32();
    if (event.version >= 3) payload.Pointer();  // page directory
    if (event.version >= 4) payload.U32();      // flags
  }
  if (!payload.complete()) return false;
  SkipUser(payload);
  process->name = FileNameOf(Utf16ToUtf8Lossy(AnsiToUtf16(payload.Ansi())));
  return true;
}

bool ParseImageEvent(const sim::DeliveredEvent& event, ImageEvent* image) {
  PayloadReader payload(event.payload, PointerSize(event));
  *image = {};
  image->process_id = event.process_id;
  image->base = payload.Pointer();
  image->size = event.version == 0 ? payload.U32() : payload.Pointer();
  if (event.version >= 1) image->process_id = payload.U32();
  if (!payload.complete()) return false;
  // Checksum, time stamp, reserved; default base; four reserved.
  if (event.version >= 2) payload.Skip(3 * 4 + payload.pointer_size() + 4 * 4);
  image->path = Utf16ToUtf8Lossy(payload.Utf16());
  return true;
}

bool ParseStackEvent(const sim::DeliveredEvent& event, StackEvent* stack) {
  PayloadReader payload(event.payload, PointerSize(event));
  stack->stamp = static_cast<int64_t>(payload.U64());
  stack->process_id = payload.U32();
  stack->thread_id = payload.U32();
  if (!payload.complete()) return false;
  stack->addresses.clear();
  while (payload.left() >= payload.pointer_size()) stack->addresses.push_back(payload.Pointer());
  return true;
}

std::string FileNameOf(const std::string& path) {
  return path.substr(path.find_last_of("\\/") + 1);  // npos + 1 is 0
}

}  // namespace etalon::heap
