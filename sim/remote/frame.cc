#include "sim/remote/frame.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace etalon::sim::remote {
namespace {

constexpr size_t kAlignment = 16;
constexpr int kCannotGoOn = 3;

[[noreturn]] void RefuseSize() {
  std::fprintf(stderr, "etalon: the arguments of a call do not fit into a lane of 64 MB\n");
  std::fflush(nullptr);
  std::_Exit(kCannotGoOn);
}

}  // namespace

void Frame::Relocate() {
  Relocation* const all = relocations();
  for (uint32_t i = 0; i < relocation_count; ++i) {
    const auto pointer = reinterpret_cast<uint64_t>(at(all[i].target));
    std::memcpy(at(all[i].place), &pointer, sizeof(pointer));
  }
}

void Frame::Restore() {
  Relocation* const all = relocations();
  for (uint32_t i = 0; i < relocation_count; ++i) {
    const auto pointer = reinterpret_cast<uint64_t>(at(all[i].target));
    if (std::memcmp(at(all[i].place), &pointer, sizeof(pointer)) != 0) continue;
    std::memcpy(at(all[i].place), &all[i].original, sizeof(all[i].original));
  }
}

FrameBuilder::Lists& FrameBuilder::ThreadLists() {
  thread_local Lists lists;
  return lists;
}

FrameBuilder::FrameBuilder(uint8_t* memory, size_t room, uint32_t function)
    : frame_(reinterpret_cast<Frame*>(memory)),
      room_(room),
      lists_(ThreadLists()),
      first_relocation_(lists_.relocations.size()),
      first_kept_(lists_.kept.size()) {
  if (room < sizeof(Frame)) RefuseSize();
  frame_->function = function;
}

FrameBuilder::~FrameBuilder() {
  lists_.relocations.resize(first_relocation_);
  lists_.kept.resize(first_kept_);
}

size_t FrameBuilder::Argument(void* memory, size_t bytes, size_t room, bool back) {
  const size_t place = offsetof(Frame, arguments) + argument_count_ * sizeof(uint64_t);
  Pointer(memory);
  if (memory == nullptr) return 0;
  const size_t target = Put(memory, bytes, room);
  if (back) Keep(memory, bytes, target);
  Point(place, target);
  return target;
}

uint8_t* FrameBuilder::Reserve(size_t offset, size_t bytes) {
  if (bytes > room_ || offset > room_ - bytes) RefuseSize();
  end_ = offset + bytes;
  return frame_->at(offset);
}

size_t FrameBuilder::Put(const void* memory, size_t bytes, size_t room) {
  const size_t skew = reinterpret_cast<uintptr_t>(memory) % kAlignment;
  const size_t offset = (end_ + kAlignment - 1) / kAlignment * kAlignment + skew;
  uint8_t* const to = Reserve(offset, std::max(bytes, room));
  std::memcpy(to, memory, bytes);
  if (room > bytes) std::memset(to + bytes, 0, room - bytes);
  return offset;
}

void FrameBuilder::Keep(void* memory, size_t bytes, size_t offset) {
  lists_.kept.push_back({memory, static_cast<uint32_t>(bytes), static_cast<uint32_t>(offset)});
}

void FrameBuilder::Point(size_t place, size_t target) {
  uint64_t original;
  std::memcpy(&original, frame_->at(place), sizeof(original));
  lists_.relocations.push_back(
      {static_cast<uint32_t>(place), static_cast<uint32_t>(target), original});
}

void FrameBuilder::Finish() {
  const size_t count = lists_.relocations.size() - first_relocation_;
  const size_t at = (end_ + kAlignment - 1) / kAlignment * kAlignment;
  uint8_t* const to = Reserve(at, count * sizeof(Relocation));
  std::memcpy(to, lists_.relocations.data() + first_relocation_, count * sizeof(Relocation));
  frame_->relocations_at = static_cast<uint32_t>(at);
  frame_->relocation_count = static_cast<uint32_t>(count);
  frame_->bytes = static_cast<uint32_t>((end_ + kAlignment - 1) / kAlignment * kAlignment);
}

void FrameBuilder::CopyBack() {
  for (size_t i = first_kept_; i < lists_.kept.size(); ++i) {
    const Kept& kept = lists_.kept[i];
    const uint8_t* const from = frame_->at(kept.offset);
    if (std::memcmp(kept.memory, from, kept.bytes) != 0) {
      std::memcpy(kept.memory, from, kept.bytes);
    }
  }
}

}  // namespace etalon::sim::remote
