// The heap functions of windows.h. Left out of builds for Windows, which has its own.
//
// On the default machine there is memory behind the addresses (real_memory.h). Heap events are of
// the simulated heaps: malloc is not seen.
#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>

#include "sim/c_api/call_stack.h"
#include "sim/c_api/default_machine.h"
#include "sim/include/windows.h"

using etalon::sim::Caller;
using etalon::sim::CallerOfThisThread;
using etalon::sim::CallStack;
using etalon::sim::KernelCaller;
using etalon::sim::Lock;
using etalon::sim::Machine;
using etalon::sim::ProcessHeaps;

namespace {

// The caller's heaps, and where it stands: its stack only if somebody wants to see it. To be made in
// the heap function itself.
class Here {
 public:
  explicit Here(const void* returns_to = __builtin_return_address(0))
      : heaps_(HeapsOf(CallerOfThisThread())) {
    const Caller& caller = CallerOfThisThread();
    caller_.thread_id = caller.thread_id;
    caller_.cpu = caller.cpu;
    if (heaps_.target().stack_types == 0) return;
    stack_.emplace(returns_to);
    caller_.frames = stack_->frames();
  }
  Here(const Here&) = delete;
  Here& operator=(const Here&) = delete;

  ProcessHeaps& heaps() const { return heaps_; }
  const KernelCaller& caller() const { return caller_; }

 private:
  static ProcessHeaps& HeapsOf(const Caller& caller) {
    Machine& machine = *caller.machine;
    const std::lock_guard<Lock> hold(machine.lock());
    return machine.heaps().Of(*caller.process);
  }

  ProcessHeaps& heaps_;
  KernelCaller caller_;
  std::optional<CallStack> stack_;
};

uint64_t Number(const void* pointer) { return reinterpret_cast<uint64_t>(pointer); }
void* Pointer(uint64_t number) { return reinterpret_cast<void*>(number); }

BOOL Judged(bool success) {
  if (!success) CallerOfThisThread().last_error = ERROR_INVALID_PARAMETER;
  return success ? TRUE : FALSE;
}

}  // namespace

extern "C" {

HANDLE WINAPI GetProcessHeap() {
  const Here here;
  return Pointer(here.heaps().ProcessHeap(here.caller()));
}

HANDLE WINAPI HeapCreate(DWORD options, SIZE_T initial, SIZE_T maximum) {
  const Here here;
  const uint64_t heap = here.heaps().Create(here.caller(), options, initial, maximum);
  if (heap == 0) CallerOfThisThread().last_error = ERROR_NOT_ENOUGH_MEMORY;
  return Pointer(heap);
}

BOOL WINAPI HeapDestroy(HANDLE heap) {
  const Here here;
  return Judged(here.heaps().Destroy(here.caller(), Number(heap)));
}

LPVOID WINAPI HeapAlloc(HANDLE heap, DWORD flags, SIZE_T bytes) {
  const Here here;
  void* const block = Pointer(here.heaps().Allocate(here.caller(), Number(heap), bytes));
  if (block != nullptr && (flags & HEAP_ZERO_MEMORY) != 0) std::memset(block, 0, bytes);
  return block;
}

LPVOID WINAPI HeapReAlloc(HANDLE heap, DWORD flags, LPVOID block, SIZE_T bytes) {
  const Here here;
  ProcessHeaps& heaps = here.heaps();
  const uint64_t before = heaps.SizeOf(Number(heap), Number(block));
  // A large block has pages of its own, which are gone when the new one is there.
  const bool moves = before != ProcessHeaps::kNoSize && (flags & HEAP_REALLOC_IN_PLACE_ONLY) == 0;
  std::unique_ptr<uint8_t[]> kept;
  const size_t kept_bytes = moves ? std::min<size_t>(before, bytes) : 0;
  if (moves) {
    kept = std::make_unique<uint8_t[]>(kept_bytes);
    std::memcpy(kept.get(), block, kept_bytes);
  }
  void* const after =
      Pointer(heaps.Reallocate(here.caller(), Number(heap), flags, Number(block), bytes));
  if (after == nullptr) return nullptr;
  if (after != block) std::memcpy(after, kept.get(), kept_bytes);
  if ((flags & HEAP_ZERO_MEMORY) != 0 && bytes > before) {
    std::memset(static_cast<uint8_t*>(after) + before, 0, bytes - before);
  }
  return after;
}

BOOL WINAPI HeapFree(HANDLE heap, DWORD, LPVOID block) {
  if (block == nullptr) return TRUE;
  const Here here;
  return Judged(here.heaps().Free(here.caller(), Number(heap), Number(block)));
}

SIZE_T WINAPI HeapSize(HANDLE heap, DWORD, LPCVOID block) {
  const Here here;
  return static_cast<SIZE_T>(here.heaps().SizeOf(Number(heap), Number(block)));
}

}  // extern "C"
