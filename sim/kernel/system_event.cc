#include "sim/kernel/system_event.h"

#include <algorithm>
#include <cstring>

#include "sim/kernel/kernel_classes.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kBits = 64;
constexpr uint32_t kLargestEvent = 0xFFFF;

bool WantsStack(const Session& session, const SystemEvent& event) {
  const std::vector<StackEvent>& wanted = session.settings().stack_events;
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const StackEvent& each) { return Names(each, event.group, event.type); });
}

}  // namespace

template <typename T>
Payload& Payload::Put(T value) {
  bytes_.resize(bytes_.size() + sizeof value);
  Store<T>(&bytes_[bytes_.size() - sizeof value], value);
  return *this;
}

template Payload& Payload::Put(uint64_t);
template Payload& Payload::Put(uint32_t);
template Payload& Payload::Put(uint8_t);

Payload& Payload::Raw(std::span<const uint8_t> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  return *this;
}

Payload& Payload::Narrow(std::u16string_view text) {
  for (const char16_t c : text) U8(static_cast<uint8_t>(c < 0x80 ? c : '?'));
  return U8(0);
}

Payload& Payload::Wide(std::u16string_view text) {
  for (const char16_t c : text) Put(static_cast<uint16_t>(c));
  return Put(uint16_t{0});
}

void WriteSystemEvent(Session& session, const KernelCaller& caller, uint32_t pid,
                      const SystemEvent& event) {
  const uint32_t header = event.tells_thread ? kSystemHeaderBytes : kPerfInfoHeaderBytes;
  const size_t size = header + event.payload.size();
  if (size > kLargestEvent) {
    session.RefuseTooBig(caller.cpu);
    return;
  }
  int64_t stamp = 0;
  const WriteResult result =
      session.Write(caller.cpu, static_cast<uint32_t>(size), [&](uint8_t* out, int64_t now) {
        stamp = now;
        const SystemHeader told = {.size = static_cast<uint16_t>(size),
                                   .type = event.type,
                                   .group = event.group,
                                   .thread_id = caller.thread_id,
                                   .process_id = pid,
                                   .stamp = now,
                                   .version = event.version};
        if (event.tells_thread) {
          EncodeSystemHeader(told, kBits, out);
        } else {
          EncodePerfInfoHeader(told, out);
        }
        std::memcpy(out + header, event.payload.data(), event.payload.size());
      });
  if (result == WriteResult::kWritten && WantsStack(session, event)) {
    WriteStackWalk(session, caller, pid, stamp);
  }
}

}  // namespace etalon::sim
