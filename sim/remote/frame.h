// A call as it crosses from one process to the other: its arguments, and copies of what they point
// to.
#ifndef ETALON_SIM_REMOTE_FRAME_H_
#define ETALON_SIM_REMOTE_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace etalon::sim::remote {

// A program calls the functions of ETW by their place in sim/c_api/functions.inc.
enum class Function : uint32_t {
#define X(result, name, parameters, arguments) k##name,
#include "sim/c_api/functions.inc"
#undef X
  kLendThread,  // never returns: the calling thread is there for callbacks
};

// A machine calls the callbacks of a program.
enum class Upcall : uint32_t {
  kControl,
  kEnable,
  kEventRecord,
  kEvent,
  kClassEvent,
  kBuffer,
  kRawBuffer
};

// A pointer in the frame, for the time that the receiver has it.
struct Relocation {
  uint32_t place;     // of the pointer
  uint32_t target;    // of what it points to
  uint64_t original;  // what stands there for the sender
};

// All offsets are from the start of the frame.
struct Frame {
  static constexpr size_t kMaximumArguments = 9;

  uint32_t function;
  uint32_t bytes;
  uint32_t relocations_at;
  uint32_t relocation_count;
  uint32_t last_error;  // of the calling thread, on both ways
  uint32_t reserved;
  uint64_t result;
  uint64_t arguments[kMaximumArguments];

  uint8_t* at(size_t offset) { return reinterpret_cast<uint8_t*>(this) + offset; }
  Relocation* relocations() { return reinterpret_cast<Relocation*>(at(relocations_at)); }

  // Makes the pointers good for the receiver, and for the sender again. A pointer that was changed
  // meanwhile stays.
  void Relocate();
  void Restore();
};

// Writes a frame. For one thread, and short.
class FrameBuilder {
 public:
  FrameBuilder(uint8_t* memory, size_t room, uint32_t function);
  ~FrameBuilder();
  FrameBuilder(const FrameBuilder&) = delete;
  FrameBuilder& operator=(const FrameBuilder&) = delete;

  Frame& frame() { return *frame_; }

  // The next argument: a value; a pointer to a copy of `bytes` bytes, null stays null. InOut is
  // copied back by Finish's counterpart CopyBack, as far as it was changed.
  void Value(uint64_t value) { frame_->arguments[argument_count_++] = value; }
  void Pointer(const void* pointer) { Value(reinterpret_cast<uint64_t>(pointer)); }
  size_t In(const void* memory, size_t bytes) {
    return Argument(const_cast<void*>(memory), bytes, 0, false);
  }
  size_t InOut(void* memory, size_t bytes, size_t room = 0) {
    return Argument(memory, bytes, room, true);
  }

  // A copy in the frame, at an offset that is returned and as aligned as the original; of at least
  // `room` bytes, zero where there is no more.
  size_t Put(const void* memory, size_t bytes, size_t room = 0);
  void Keep(void* memory, size_t bytes, size_t offset);  // to be copied back

  // The pointer at `place` points to `target`.
  void Point(size_t place, size_t target);

  template <typename T>
  T* At(size_t offset) {
    return reinterpret_cast<T*>(frame_->at(offset));
  }

  void Finish();
  void CopyBack();

 private:
  struct Kept {
    void* memory;
    uint32_t bytes;
    uint32_t offset;
  };
  // Of this thread; each builder uses what lies beyond the one before.
  struct Lists {
    std::vector<Relocation> relocations;
    std::vector<Kept> kept;
  };
  static Lists& ThreadLists();

  size_t Argument(void* memory, size_t bytes, size_t room, bool back);
  uint8_t* Reserve(size_t offset, size_t bytes);

  Frame* const frame_;
  const size_t room_;
  size_t end_ = sizeof(Frame);
  size_t argument_count_ = 0;
  Lists& lists_;
  const size_t first_relocation_;
  const size_t first_kept_;
};

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_FRAME_H_
