#include "sim/kernel/kernel_event.h"

namespace etalon::sim {
namespace {

struct StackWalk {
  static constexpr uint8_t kType = kStackWalkType;
  int64_t stamp;
  uint32_t pid;
  uint32_t thread_id;
  std::span<const uint64_t> frames;

  template <typename Out>
  void Tell(Out& out) const {
    out.Pointer(static_cast<uint64_t>(stamp));
    out.Number(pid);
    out.Number(thread_id);
    for (const uint64_t frame : frames) out.Pointer(frame);
  }
};

}  // namespace

WriteResult WriteStackWalk(Session& session, const KernelCaller& caller, uint32_t pid,
                           int64_t stamp) {
  if (caller.frames.empty()) return WriteResult::kWritten;
  const size_t frames = std::min(caller.frames.size(), kMaximumFrames);
  const StackWalk walk = {stamp, pid, caller.thread_id, caller.frames.first(frames)};
  int64_t ignored = 0;
  return WriteKernelEvent(session, caller, pid, 64, kStackWalkGroup, walk, &ignored);
}

}  // namespace etalon::sim
