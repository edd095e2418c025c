// EventWriteString: an event that is a text, and has a level and a keyword but no number.
#include <string_view>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/modern_event.h"

namespace etalon::sim {
namespace {

// The text with its end. One that is longer than descriptors can say is too large anyway.
EVENT_DATA_DESCRIPTOR Describe(PCWSTR text) {
  const uint64_t bytes = (std::char_traits<WCHAR>::length(text) + 1) * sizeof(WCHAR);
  EVENT_DATA_DESCRIPTOR data = {};
  data.Ptr = reinterpret_cast<uintptr_t>(text);
  data.Size = bytes <= UINT32_MAX ? static_cast<ULONG>(bytes) : UINT32_MAX;
  return data;
}

}  // namespace

ULONG EventWriteString(Machine& machine, REGHANDLE handle, UCHAR level, ULONGLONG keyword,
                       PCWSTR text) {
  FAIL_IF(machine.guards_memory() && !CanReadText(machine, text), EVTWRITESTR_U90);
  FAIL_IF(text == nullptr, EVTWRITESTR_E01);
  const Caller& caller = machine.caller();
  const EventRegistration* const provider = machine.providers().ForWriting(handle, *caller.process);
  FAIL_IF(provider == nullptr, EVTWRITESTR_E02);
  if (!provider->Allows(level, keyword)) return ERROR_SUCCESS;

  EVENT_DESCRIPTOR descriptor = {};
  descriptor.Level = level;
  descriptor.Keyword = keyword;
  const EVENT_DATA_DESCRIPTOR data = Describe(text);
  const WriteOptions options = {.header_flags = EVENT_HEADER_FLAG_STRING_ONLY};
  const ModernEvent event(caller, *provider, descriptor, &data, 1, options);
  if (event.IsUnwanted()) return ERROR_SUCCESS;
  FAIL_IF(event.IsTooLarge(), EVTWRITESTR_E03);
  FAIL_IF(event.IsForbidden(), EVTWRITESTR_U01);
  const WriteResult result = event.Write();
  FAIL_IF(result == WriteResult::kTooBig, EVTWRITESTR_E04);
  FAIL_IF(result == WriteResult::kNoBuffer || result == WriteResult::kNoMemory, EVTWRITESTR_E05);
  FAIL_IF(result == WriteResult::kStoreFull, EVTWRITESTR_E06);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
