#include "conformance/delivered.h"

#include <cstdint>

#include "conformance/script/encodings.h"

namespace etalon {

namespace {

constexpr Guid kEventTraceGuid = {
    0x68fdd900, 0x4a3e, 0x11d1, {0x84, 0xf4, 0x00, 0x00, 0xf8, 0x04, 0x64, 0xe3}};

// Which kernel events were asked for; the partition of the machine.
bool AddsToHeaderEvent(const CallbackRecord& record) {
  constexpr uint64_t kGroupMasks = 0x05, kPartitionInfo = 0x50;
  const uint64_t type = record.Number("Type");
  return (type == kGroupMasks || type == kPartitionInfo) &&
         record.Text("Guid") == ToString(kEventTraceGuid);
}

}  // namespace

std::vector<CallbackRecord> CallsOf(const Outcome& outcome, std::string_view callback) {
  std::vector<CallbackRecord> calls;
  for (const CallbackRecord& record : outcome.callbacks) {
    if (record.callback == callback && !AddsToHeaderEvent(record)) calls.push_back(record);
  }
  return calls;
}

std::vector<CallbackRecord> OfClass(const Guid& guid, const std::vector<CallbackRecord>& events) {
  std::vector<CallbackRecord> chosen;
  for (const CallbackRecord& event : events) {
    if (event.Text("Guid") == ToString(guid)) chosen.push_back(event);
  }
  return chosen;
}

std::vector<std::string> DataOf(const std::vector<CallbackRecord>& events) {
  std::vector<std::string> data;
  for (const CallbackRecord& event : events) data.push_back(event.Text("Data"));
  return data;
}

std::string InMemory(uint64_t number, int bytes) {
  std::vector<uint8_t> memory;
  for (int i = 0; i < bytes; ++i) memory.push_back(static_cast<uint8_t>(number >> (8 * i)));
  return ToHex(memory);
}

std::string InMemory(const Guid& guid) {
  return InMemory(guid.data1, 4) + InMemory(guid.data2, 2) + InMemory(guid.data3, 2) +
         ToHex(guid.data4.data(), guid.data4.size());
}

}  // namespace etalon
