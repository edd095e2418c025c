#include "fuzz/properties_block_run.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <mutex>
#include <vector>

#include "fuzz/input_bytes.h"
#include "fuzz/lone_caller.h"
#include "sim/api/api.h"

namespace etalon {
namespace {

constexpr int kMostCalls = 16;
constexpr size_t kLargestBlock = 4096;
constexpr uint64_t kMemoryForBuffers = 16 << 20;  // counted; what is written to is little
constexpr const char16_t* kNames[] = {u"one", u"two", u"NT Kernel Logger", u"Three"};
constexpr const char* kNarrowNames[] = {"one", "two", "NT Kernel Logger", "Three"};

// Where V2Control and the filters' count and address lie behind the plain structure.
constexpr size_t kVersion2Bytes = sizeof(EVENT_TRACE_PROPERTIES_V2);

// What a versioned block may point to: two filters, each with sixteen bytes.
struct Filters {
  explicit Filters(uint64_t seed) {
    for (int i = 0; i < 2; ++i) {
      const auto bits = static_cast<uint32_t>(seed >> 16 * i);
      descriptors[i].Type = (bits & 1) ? EVENT_FILTER_TYPE_PID : EVENT_FILTER_TYPE_EXECUTABLE_NAME;
      if (bits & 2) descriptors[i].Type = bits >> 8 & 0xFF;
      descriptors[i].Size = bits >> 2 & 0xF;
      descriptors[i].Ptr = data.address();
    }
    std::memcpy(data.data(), u"a.exe;b", 14);
  }

  ExactBlock data{16};
  EVENT_FILTER_DESCRIPTOR descriptors[2] = {};
};

// A block of `bytes` bytes from the input, made true.
struct Block {
  Block(InputBytes& input, size_t bytes)
      : memory(input, std::clamp(bytes, sizeof(WNODE_HEADER), kLargestBlock)),
        filters(FilterSeed()) {
    WNODE_HEADER& wnode = memory.As<EVENT_TRACE_PROPERTIES>()->Wnode;
    wnode.BufferSize = std::min(wnode.BufferSize, static_cast<ULONG>(memory.size()));
    if (memory.size() < kVersion2Bytes) return;
    auto* const versioned = memory.As<EVENT_TRACE_PROPERTIES_V2>();
    if ((wnode.Flags & WNODE_FLAG_VERSIONED_PROPERTIES) == 0) return;
    versioned->FilterDescCount = std::min<ULONG>(versioned->FilterDescCount, 2);
    if (versioned->FilterDesc != nullptr) versioned->FilterDesc = filters.descriptors;
  }

  uint64_t FilterSeed() const {
    if (memory.size() < kVersion2Bytes) return 0;
    return reinterpret_cast<uintptr_t>(memory.As<EVENT_TRACE_PROPERTIES_V2>()->FilterDesc);
  }

  EVENT_TRACE_PROPERTIES* properties() const { return memory.As<EVENT_TRACE_PROPERTIES>(); }

  // A name of characters of `width` bytes ends inside the block.
  bool NameEndsAt(ULONG offset, size_t width) const {
    for (size_t at = offset; at + width <= memory.size(); at += width) {
      const uint8_t* const c = memory.data() + at;
      if (c[0] == 0 && (width == 1 || c[1] == 0)) return true;
    }
    return false;
  }

  ExactBlock memory;
  Filters filters;
};

class PropertiesRun {
 public:
  PropertiesRun(const uint8_t* data, size_t size) : input_(data, size) {
    caller_.machine.host().memory.SetFree(kMemoryForBuffers);
  }

  std::string Judge() {
    for (int i = 0; i < kMostCalls && !input_.empty() && failure_.empty(); ++i) Call();
    if (failure_.empty()) StopAll();
    return failure_;
  }

 private:
  enum Kind { kStart, kStop, kOther };

  void Call() {
    function_ = input_.Byte();
    session_ = input_.Byte();
    const size_t bytes = input_.Take<uint16_t>();
    Block block(input_, bytes);
    const ULONG size_before = block.properties()->Wnode.BufferSize;
    const size_t before = Running();
    const bool starts_private =
        size_before >= sizeof(EVENT_TRACE_PROPERTIES) &&
        (block.properties()->LogFileMode & (EVENT_TRACE_PRIVATE_LOGGER_MODE));
    const ULONG code = Do(block.properties());
    const std::string strange = StrangeCode(code);
    if (!strange.empty()) Fail(strange);
    // Its instances begin with its providers, and are asked for by their GUID.
    has_private_ = has_private_ || starts_private;
    if (has_private_) return;
    CheckSessions(before, code);
    CheckNames(block, code);
  }

  Kind KindOf() const {
    switch (function_ % 12) {
      case 0:
      case 1:
      case 7:
      case 8:
        return kStart;
      case 3:
      case 5:
        return kStop;
      default:
        return kOther;
    }
  }

  ULONG Do(EVENT_TRACE_PROPERTIES* block) {
    sim::Machine& machine = caller_.machine;
    const WCHAR* const wide = Wide(kNames[session_ % std::size(kNames)]);
    const char* const narrow = kNarrowNames[session_ % std::size(kNames)];
    TRACEHANDLE handle = 0;
    ULONG count = 0;
    const STACK_TRACING_EVENT_ID stacks[] = {{{}, session_, {}}};
    const ULONG pid = caller_.process.pid;
    switch (function_ % 12) {
      case 0:
        return sim::StartTraceW(machine, &handle, wide, block);
      case 1:
        return sim::StartTraceA(machine, &handle, narrow, block);
      case 2:
        return sim::ControlTraceW(machine, 0, wide, block, EVENT_TRACE_CONTROL_QUERY);
      case 3:
        return sim::ControlTraceW(machine, 0, wide, block, EVENT_TRACE_CONTROL_STOP);
      case 4:
        return sim::ControlTraceW(machine, 0, wide, block, EVENT_TRACE_CONTROL_UPDATE);
      case 5:
        return sim::ControlTraceA(machine, 0, narrow, block, EVENT_TRACE_CONTROL_STOP);
      case 6:
        return sim::ControlTraceA(machine, 0, narrow, block, session_ >> 4 == 1 ? 0 : 3);
      case 7:
        return sim::StartKernelTrace(machine, &handle, block, stacks, session_ >> 7);
      case 8:
        return sim::StartHeapTrace(machine, &handle, block, wide, &pid, session_ >> 6 & 1, stacks,
                                   session_ >> 7);
      case 9:
        return sim::UpdateHeapTrace(machine, block, wide, &pid, session_ >> 6 & 1, stacks,
                                    session_ >> 7);
      case 10:
        return sim::QueryAllTracesW(machine, &block, 1, &count);
      default:
        return sim::ControlTraceW(machine, 0, wide, block, session_ >> 4);
    }
  }

  size_t Running() {
    const std::lock_guard<sim::Lock> hold(caller_.machine.lock());
    return caller_.machine.sessions().Running().size();
  }

  void CheckSessions(size_t before, ULONG code) {
    const size_t now = Running();
    const Kind kind = function_ % 12 == 11 && session_ >> 4 == 1 ? kStop : KindOf();
    const bool stopped = code == ERROR_SUCCESS || code == ERROR_MORE_DATA;
    if (kind == kStart && now != before + (code == ERROR_SUCCESS)) Fail("a start that is none");
    if (kind == kStop && now != before - stopped) Fail("a stop that is none");
    if (kind == kOther && now != before) Fail("a session came or went");
  }

  void CheckNames(const Block& block, ULONG code) {
    const bool is_narrow = function_ % 12 == 1 || function_ % 12 == 5 || function_ % 12 == 6;
    if (code != ERROR_SUCCESS || KindOf() == kOther) return;
    const ULONG offset = block.properties()->LoggerNameOffset;
    if (offset == 0) return;
    if (!block.NameEndsAt(offset, is_narrow ? 1 : 2)) Fail("a name without an end");
  }

  // What is left can be asked and stopped.
  void StopAll() {
    for (const char16_t* const name : kNames) {
      for (const ULONG code : {EVENT_TRACE_CONTROL_QUERY, EVENT_TRACE_CONTROL_STOP}) {
        ExactBlock block(kLargestBlock);
        auto* const properties = block.As<EVENT_TRACE_PROPERTIES>();
        properties->Wnode.BufferSize = kLargestBlock;
        properties->LoggerNameOffset = sizeof(EVENT_TRACE_PROPERTIES);
        properties->LogFileNameOffset = kLargestBlock - 2048;
        const ULONG result =
            sim::ControlTraceW(caller_.machine, 0, Wide(name), properties, code);
        if (result != ERROR_SUCCESS && result != ERROR_WMI_INSTANCE_NOT_FOUND)
          Fail("in the end, control " + std::to_string(code) + " of a session: " +
               std::to_string(result));
      }
    }
    if (Running() != 0 && !has_private_) Fail("a session cannot be stopped");
  }

  void Fail(const std::string& why) {
    if (!failure_.empty()) return;
    failure_ = "function " + std::to_string(function_ % 12) + " of session " +
               std::to_string(session_) + ": " + why;
  }

  InputBytes input_;
  LoneCaller caller_;
  uint8_t function_ = 0;
  uint8_t session_ = 0;
  bool has_private_ = false;
  std::string failure_;
};

}  // namespace

std::string RunPropertiesBlocks(const uint8_t* data, size_t size) {
  return PropertiesRun(data, size).Judge();
}

}  // namespace etalon
