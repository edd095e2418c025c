#include "fuzz/message_arguments_run.h"

#include <cstdarg>
#include <utility>
#include <vector>

#include "fuzz/input_bytes.h"
#include "fuzz/lone_caller.h"
#include "fuzz/written_events.h"
#include "sim/api/api.h"

namespace etalon {
namespace {

constexpr int kMostMessages = 16;
constexpr size_t kMostArguments = 16;
constexpr uint16_t kImpossible = 0xF000;  // sizes from here

// Pairs of the argument list; one without memory ends it.
struct Argument {
  const void* data = nullptr;
  size_t size = 0;
};

// As a program calls it.
ULONG SendList(sim::Machine* machine, TRACEHANDLE session, ULONG flags, const void* guid,
               unsigned number, ...) {
  va_list arguments;
  va_start(arguments, number);
  const ULONG result =
      sim::TraceMessageVa(*machine, session, flags, static_cast<const GUID*>(guid),
                          static_cast<USHORT>(number), arguments);
  va_end(arguments);
  return result;
}

template <size_t... kIndex>
ULONG Send(sim::Machine* machine, TRACEHANDLE session, ULONG flags, const void* guid,
           uint16_t number, const Argument (&arguments)[kMostArguments],
           std::index_sequence<kIndex...>) {
  // Two of each pair, in their order, and the end.
  const auto value = [&](size_t i) {
    return i % 2 == 0 ? reinterpret_cast<uintptr_t>(arguments[i / 2].data) : arguments[i / 2].size;
  };
  return SendList(machine, session, flags, guid, number, value(kIndex)..., uintptr_t{0});
}

// An address and a size are passed alike.
static_assert(sizeof(uintptr_t) == sizeof(size_t) && sizeof(size_t) == sizeof(void*));

class MessageRun {
 public:
  MessageRun(const uint8_t* data, size_t size) : input_(data, size), events_(caller_) {}

  std::string Judge() {
    for (int i = 0; i < kMostMessages && !input_.empty() && failure_.empty(); ++i) Write();
    return failure_.empty() ? events_.StopAndCompare() : failure_;
  }

 private:
  void Write() {
    const auto flags = input_.Take<uint32_t>();
    const auto number = input_.Take<uint16_t>();
    const ExactBlock guid(input_, (flags & TRACE_MESSAGE_COMPONENTID) ? sizeof(ULONG)
                                                                       : sizeof(GUID));
    const size_t count = input_.Byte() % (kMostArguments + 1);
    Argument arguments[kMostArguments];
    std::vector<ExactBlock> blocks;
    std::vector<uint8_t> expected;
    bool is_possible = true;
    for (size_t i = 0; i < count; ++i) {
      const auto size = input_.Take<uint16_t>();
      const bool fits = size < kImpossible;
      const ExactBlock& block = fits ? blocks.emplace_back(size) : blocks.emplace_back(1);
      for (size_t at = 0; at < block.size(); ++at) block.data()[at] = static_cast<uint8_t>(at + i);
      expected.insert(expected.end(), block.data(), block.data() + block.size());
      arguments[i] = {block.data(), fits ? size_t{size} : ~size_t{0} - (0xFFFFu - size)};
      is_possible = is_possible && fits;
    }
    const ULONG code = Send(&caller_.machine, events_.session(), flags, guid.data(), number,
                            arguments, std::make_index_sequence<2 * kMostArguments>());
    failure_ = StrangeCode(code);
    if (code != ERROR_SUCCESS) return;
    if (!is_possible) failure_ = "a message is written that is larger than memory";
    events_.Add(MessageWords(flags, number), expected);
  }

  InputBytes input_;
  LoneCaller caller_;
  WrittenEvents events_;
  std::string failure_;
};

}  // namespace

std::string RunMessageArguments(const uint8_t* data, size_t size) {
  return MessageRun(data, size).Judge();
}

}  // namespace etalon
