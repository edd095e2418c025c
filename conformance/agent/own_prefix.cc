#include "conformance/agent/own_prefix.h"

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <random>

#include "conformance/agent/system_facts.h"
#include "conformance/script/encodings.h"
#include "conformance/script/execution/session_names.h"

namespace etalon {
namespace {

// The process whose agent has given a session that name; none: no agent has.
std::optional<uint32_t> GiverOf(const std::u16string& name) {
  uint32_t process_id = 0;
  uint32_t number = 0;
  int end = 0;
  const std::string text = Utf16ToUtf8Lossy(name);
  std::sscanf(text.c_str(), "etalon-%" SCNx32 "-%8" SCNx32 "-%n", &process_id, &number, &end);
  if (end == 0) return std::nullopt;
  return process_id;
}

}  // namespace

std::u16string NewPrefix() {
  char text[64];
  std::snprintf(text, sizeof text, "etalon-%" PRIx32 "-%08" PRIx32 "-", ThisProcessId(),
                static_cast<uint32_t>(std::random_device()()));
  return *Utf8ToUtf16(text);
}

void SweepOrphans(const EtwApi& api) {
  for (const std::u16string& name : SessionNames(api)) {
    const std::optional<uint32_t> giver = GiverOf(name);
    if (giver && !IsProcessRunning(*giver)) StopSession(api, name);
  }
}

}  // namespace etalon
