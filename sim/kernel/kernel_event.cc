#include "sim/kernel/kernel_event.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kFixedBytes = 16;  // stamp, process, thread

}  // namespace

WriteResult WriteStackWalk(Session& session, const KernelCaller& caller, uint32_t pid,
                           int64_t stamp) {
  if (caller.frames.empty()) return WriteResult::kWritten;
  const auto frames = caller.frames.first(std::min(caller.frames.size(), kMaximumFrames));
  const uint32_t size =
      static_cast<uint32_t>(kPerfInfoHeaderBytes + kFixedBytes + 8 * frames.size());
  return session.Write(caller.cpu, size, [&](uint8_t* out, int64_t now) {
    EncodePerfInfoHeader({.size = static_cast<uint16_t>(size),
                          .type = kStackWalkType,
                          .group = kStackWalkGroup,
                          .stamp = now},
                         out);
    out += kPerfInfoHeaderBytes;
    Store<uint64_t>(out, static_cast<uint64_t>(stamp));
    Store<uint32_t>(out + 8, pid);
    Store<uint32_t>(out + 12, caller.thread_id);
    out += kFixedBytes;
    for (size_t i = 0; i < frames.size(); ++i) Store<uint64_t>(out + 8 * i, frames[i]);
  });
}

}  // namespace etalon::sim
