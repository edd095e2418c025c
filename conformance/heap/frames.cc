#include "conformance/heap/frames.h"

#include "sim/consumer/defect.h"

namespace etalon::heap {
namespace {

// Drivers and the kernel are images of the idle process, or of System.
bool IsKernel(const Process& process) {
  return process.id_known && (process.id == 0 || process.id == 4);
}

Frame FrameIn(const Module& module, uint64_t address) {
  const uint64_t offset = address - module.base;
  return {module.name + "+" + sim::Hex(offset), module.path, offset};
}

}  // namespace

Frames::Frames(const HeapTrace& trace) : trace_(trace), by_address_(trace.spaces.size()) {
  Add({"(no stack recorded)", "", 0});
  for (uint32_t i = 0; i < trace.processes.size(); ++i) {
    if (IsKernel(trace.processes[i])) kernels_.push_back(i);
  }
}

std::vector<uint32_t> Frames::Of(uint32_t stack) {
  if (stack == Stacks::kNoStack) return {kNoStackFrame};
  std::vector<uint32_t> frames;
  for (const uint64_t address : trace_.stacks.addresses(stack)) {
    frames.push_back(FrameAt(trace_.stacks.space(stack), address));
  }
  return frames;
}

uint32_t Frames::FrameAt(uint32_t space, uint64_t address) {
  uint32_t& known = by_address_[space].At(address);
  if (known != IdTable::kNone) return known;
  const Space& where = trace_.spaces[space];
  const Modules& own = trace_.processes[where.process].modules;
  if (const Module* module = own.Find(address, where.epoch)) {
    return known = Add(FrameIn(*module, address));
  }
  for (const uint32_t kernel : kernels_) {
    const Modules& modules = trace_.processes[kernel].modules;
    if (const Module* module = modules.Find(address, modules.epoch())) {
      return known = Add(FrameIn(*module, address));
    }
  }
  return known = Add({sim::Hex(address), "", address});
}

uint32_t Frames::Add(Frame frame) {
  const auto [at, added] =
      by_name_.try_emplace({frame.name, frame.path}, static_cast<uint32_t>(frames_.size()));
  if (added) frames_.push_back(std::move(frame));
  return at->second;
}

}  // namespace etalon::heap
