// Addresses of stacks as people read them.
#ifndef ETALON_CONFORMANCE_HEAP_FRAMES_H_
#define ETALON_CONFORMANCE_HEAP_FRAMES_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "conformance/heap/heap_trace.h"
#include "conformance/heap/id_table.h"

namespace etalon::heap {

struct Frame {
  std::string name;     // "app.exe+0x1a2b"; "0x7ff612345678" where no module is known to lie
  std::string path;     // of the module; empty: none is known
  uint64_t offset = 0;  // in the module; the address where none is known
};

// Names the frames of a trace's stacks, each once.
class Frames {
 public:
  // What stands in for the frames of an absent stack.
  static constexpr uint32_t kNoStackFrame = 0;

  // The trace outlives it.
  explicit Frames(const HeapTrace& trace);

  // The frames of a stack, the innermost first: indexes into all(). Never empty.
  std::vector<uint32_t> Of(uint32_t stack);

  // A frame that stands for something else than code.
  uint32_t Made(const std::string& name) { return Add({name, "", 0}); }

  const std::vector<Frame>& all() const { return frames_; }

 private:
  uint32_t FrameAt(uint32_t space, uint64_t address);
  uint32_t Add(Frame frame);

  const HeapTrace& trace_;
  std::vector<Frame> frames_;
  std::map<std::pair<std::string, std::string>, uint32_t> by_name_;  // and path
  std::vector<IdTable> by_address_;                                  // of each space
  std::vector<uint32_t> kernels_;  // processes whose modules are everybody's
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_FRAMES_H_
