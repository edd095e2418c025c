#include "conformance/script/execution/session_names.h"

#include <algorithm>
#include <memory>

namespace etalon {
namespace {

constexpr uint32_t kMoreData = 234;
constexpr size_t kSessionsAtFirst = 128;
constexpr size_t kNameRoom = 1025;  // characters, with the end

// EVENT_TRACE_PROPERTIES with room for both names.
struct SessionBlock {
  EVENT_TRACE_PROPERTIES properties = {};
  char16_t name[kNameRoom] = {};
  char16_t log_file[kNameRoom] = {};

  SessionBlock() {
    properties.Wnode.BufferSize = sizeof *this;
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.LoggerNameOffset = offsetof(SessionBlock, name);
    properties.LogFileNameOffset = offsetof(SessionBlock, log_file);
  }

  // Whatever an implementation has written, its last character is the end.
  std::u16string Name() const { return {name, std::find(name, name + kNameRoom - 1, u'\0')}; }
};

}  // namespace

std::vector<std::u16string> SessionNames(const EtwApi& api) {
  if (api.QueryAllTracesW == nullptr) return {};
  std::vector<SessionBlock> blocks(kSessionsAtFirst);
  for (;;) {
    std::vector<PEVENT_TRACE_PROPERTIES> pointers;
    for (SessionBlock& block : blocks) pointers.push_back(&block.properties);
    ULONG count = 0;
    const ULONG error =
        api.QueryAllTracesW(pointers.data(), static_cast<ULONG>(blocks.size()), &count);
    if (error == kMoreData && count > blocks.size()) {
      blocks = std::vector<SessionBlock>(count);
      continue;
    }
    std::vector<std::u16string> names;
    if (error != 0 && error != kMoreData) return names;
    for (size_t i = 0; i < std::min<size_t>(count, blocks.size()); ++i) {
      names.push_back(blocks[i].Name());
    }
    return names;
  }
}

std::optional<std::u16string> SessionNameOf(const EtwApi& api, uint64_t session) {
  if (api.ControlTraceW == nullptr) return std::nullopt;
  const auto block = std::make_unique<SessionBlock>();
  if (api.ControlTraceW(session, nullptr, &block->properties, EVENT_TRACE_CONTROL_QUERY) != 0) {
    return std::nullopt;
  }
  return block->Name();
}

void StopSession(const EtwApi& api, const std::u16string& name) {
  if (api.ControlTraceW == nullptr) return;
  const auto block = std::make_unique<SessionBlock>();
  api.ControlTraceW(0, reinterpret_cast<LPCWSTR>(name.c_str()), &block->properties,
                    EVENT_TRACE_CONTROL_STOP);
}

}  // namespace etalon
