#include "conformance/implementations/simulated_heaps.h"

#include <mutex>

namespace etalon {
namespace {

constexpr uint32_t kNotEnoughMemory = 8;
constexpr uint32_t kInvalidParameter = 87;

HeapAnswer Problem(const char* what, const std::string& name) {
  return {.problem = std::string("there is no ") + what + " " + name};
}

HeapAnswer Addressed(uint64_t number) {
  return {.error = number == 0 ? kNotEnoughMemory : 0, .number = number};
}

HeapAnswer Succeeded(bool success) { return {.error = success ? 0 : kInvalidParameter}; }

bool Act(HeapAction action, sim::ProcessHeaps& heaps, const sim::KernelCaller& caller,
         uint64_t heap) {
  switch (action) {
    case HeapAction::kLock:
      return heaps.Lock(caller, heap);
    case HeapAction::kUnlock:
      return heaps.Unlock(caller, heap);
    case HeapAction::kValidate:
      return heaps.Validate(caller, heap, 0);
    case HeapAction::kWalk:
      heaps.Walk(caller, heap);
      return true;
    case HeapAction::kCompact:
      heaps.Compact(caller, heap);
      return true;
    case HeapAction::kSummary:
      return heaps.Snapshot(caller, heap);
  }
  return false;
}

}  // namespace

sim::ProcessHeaps& SimulatedHeaps::heaps() const {
  const std::lock_guard<sim::Lock> hold(machine_.lock());
  return machine_.heaps().Of(*machine_.caller().process);
}

sim::KernelCaller SimulatedHeaps::Here(const std::vector<uint64_t>& frames) const {
  const sim::Caller& caller = machine_.caller();
  return {.thread_id = caller.thread_id, .cpu = caller.cpu, .frames = frames};
}

std::optional<uint64_t> SimulatedHeaps::Handle(const Name& name, const sim::KernelCaller& caller) {
  if (name.second.empty()) return heaps().ProcessHeap(caller);
  const auto found = handles_.find(name);
  if (found == handles_.end()) return std::nullopt;
  return found->second;
}

HeapAnswer SimulatedHeaps::Do(const std::string& process, const HeapCreate& op) {
  if (op.heap.empty()) return {.problem = "the process heap is there already"};
  const uint64_t handle = heaps().Create(Here(op.frames), op.flags, op.initial, op.maximum);
  if (handle != 0) handles_[{process, op.heap}] = handle;
  return Addressed(handle);
}

HeapAnswer SimulatedHeaps::Do(const std::string& process, const HeapAlloc& op) {
  const sim::KernelCaller here = Here(op.frames);
  const std::optional<uint64_t> heap = Handle({process, op.heap}, here);
  if (!heap) return Problem("heap", op.heap);
  uint64_t address = 0;
  for (uint32_t i = 0; i < op.times; ++i) {
    address = heaps().Allocate(here, *heap, op.size);
    if (address == 0) break;
  }
  if (address != 0 && !op.block.empty()) blocks_[{process, op.block}] = address;
  return Addressed(address);
}

HeapAnswer SimulatedHeaps::Do(const std::string& process, const HeapReAlloc& op) {
  const sim::KernelCaller here = Here(op.frames);
  const std::optional<uint64_t> heap = Handle({process, op.heap}, here);
  const auto block = blocks_.find({process, op.block});
  if (!heap) return Problem("heap", op.heap);
  if (block == blocks_.end()) return Problem("block", op.block);
  const uint64_t address = heaps().Reallocate(here, *heap, op.flags, block->second, op.size);
  if (address != 0) block->second = address;
  return Addressed(address);
}

HeapAnswer SimulatedHeaps::Do(const std::string& process, const HeapFree& op) {
  const sim::KernelCaller here = Here(op.frames);
  const std::optional<uint64_t> heap = Handle({process, op.heap}, here);
  const auto block = blocks_.find({process, op.block});
  if (!heap) return Problem("heap", op.heap);
  if (block == blocks_.end()) return Problem("block", op.block);
  return Succeeded(heaps().Free(here, *heap, block->second));
}

HeapAnswer SimulatedHeaps::Do(const std::string& process, const HeapDestroy& op) {
  const sim::KernelCaller here = Here(op.frames);
  const std::optional<uint64_t> heap = Handle({process, op.heap}, here);
  if (!heap) return Problem("heap", op.heap);
  return Succeeded(heaps().Destroy(here, *heap));
}

HeapAnswer SimulatedHeaps::Do(const std::string& process, const HeapControl& op) {
  const sim::KernelCaller here = Here(op.frames);
  const std::optional<uint64_t> heap = Handle({process, op.heap}, here);
  if (!heap) return Problem("heap", op.heap);
  return Succeeded(Act(op.action, heaps(), here, *heap));
}

}  // namespace etalon
