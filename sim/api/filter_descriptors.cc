#include "sim/api/filter_descriptors.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <set>
#include <span>
#include <string_view>

#include "sim/api/fail_if.h"

namespace etalon::sim {
namespace {

// The data of one descriptor.
class FilterData {
 public:
  explicit FilterData(const EVENT_FILTER_DESCRIPTOR& descriptor)
      : bytes_(reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(descriptor.Ptr))),
        size_(descriptor.Size) {}

  const uint8_t* begin() const { return bytes_; }
  const uint8_t* end() const { return bytes_ + size_; }
  size_t size() const { return size_; }

  // The number at `offset`; 0 where the data ends before.
  template <typename T>
  T Get(size_t offset) const {
    T value = {};
    if (offset + sizeof(value) <= size_) std::memcpy(&value, bytes_ + offset, sizeof(value));
    return value;
  }

 private:
  const uint8_t* bytes_;
  size_t size_;
};

constexpr size_t kEventIdHeader = offsetof(EVENT_FILTER_EVENT_ID, Events);
constexpr size_t kNameHeader = offsetof(EVENT_FILTER_EVENT_NAME, Names);
constexpr size_t kLevelKeywordBytes = offsetof(EVENT_FILTER_LEVEL_KW, FilterIn) + 1;

ULONG MaximumBytes(ULONG type) {
  switch (type) {
    case EVENT_FILTER_TYPE_PID:
      return MAX_EVENT_FILTER_PID_COUNT * sizeof(ULONG);
    case EVENT_FILTER_TYPE_PAYLOAD:
      return MAX_EVENT_FILTER_PAYLOAD_SIZE;
    case EVENT_FILTER_TYPE_EVENT_NAME:
    case EVENT_FILTER_TYPE_STACKWALK_NAME:
      return MAX_EVENT_FILTER_EVENT_NAME_SIZE;
    default:
      return MAX_EVENT_FILTER_DATA_SIZE;
  }
}

// As much as the type's own structure says that there is.
bool IsWhole(ULONG type, const FilterData& data) {
  switch (type) {
    case EVENT_FILTER_TYPE_PID:
      return data.size() != 0 && data.size() % sizeof(ULONG) == 0;
    case EVENT_FILTER_TYPE_EVENT_ID:
    case EVENT_FILTER_TYPE_STACKWALK: {
      const size_t count = data.Get<USHORT>(offsetof(EVENT_FILTER_EVENT_ID, Count));
      return count <= MAX_EVENT_FILTER_EVENT_ID_COUNT && data.size() >= kEventIdHeader &&
             data.size() - kEventIdHeader >= count * sizeof(USHORT);
    }
    case EVENT_FILTER_TYPE_EVENT_NAME:
    case EVENT_FILTER_TYPE_STACKWALK_NAME:
      return data.size() >= kNameHeader;
    case EVENT_FILTER_TYPE_STACKWALK_LEVEL_KW:
      return data.size() >= kLevelKeywordBytes;
    default:
      return true;
  }
}

EventIdFilter EventIds(const FilterData& data) {
  EventIdFilter filter;
  filter.filter_in = data.Get<BOOLEAN>(offsetof(EVENT_FILTER_EVENT_ID, FilterIn)) != 0;
  const size_t count = data.Get<USHORT>(offsetof(EVENT_FILTER_EVENT_ID, Count));
  for (size_t i = 0; i < count; ++i) {
    filter.ids.push_back(data.Get<USHORT>(kEventIdHeader + i * sizeof(USHORT)));
  }
  return filter;
}

// The first members of EVENT_FILTER_LEVEL_KW and EVENT_FILTER_EVENT_NAME are the same.
LevelKeywordFilter LevelAndKeyword(const FilterData& data) {
  return {.match_any = data.Get<ULONGLONG>(offsetof(EVENT_FILTER_LEVEL_KW, MatchAnyKeyword)),
          .match_all = data.Get<ULONGLONG>(offsetof(EVENT_FILTER_LEVEL_KW, MatchAllKeyword)),
          .level = data.Get<UCHAR>(offsetof(EVENT_FILTER_LEVEL_KW, Level)),
          .filter_in = data.Get<BOOLEAN>(offsetof(EVENT_FILTER_LEVEL_KW, FilterIn)) != 0};
}

EventNameFilter EventNames(const FilterData& data) {
  EventNameFilter filter = {.among = LevelAndKeyword(data), .names = {}};
  const size_t count = data.Get<USHORT>(offsetof(EVENT_FILTER_EVENT_NAME, NameCount));
  std::string_view left(reinterpret_cast<const char*>(data.begin()) + kNameHeader,
                        data.size() - kNameHeader);
  while (filter.names.size() < count && !left.empty()) {
    const std::string_view name = left.substr(0, left.find('\0'));
    filter.names.emplace_back(name);
    left.remove_prefix(std::min(left.size(), name.size() + 1));
  }
  return filter;
}

// Texts between semicolons, to the end of the data or the first zero.
std::vector<std::u16string> Texts(const FilterData& data) {
  std::vector<std::u16string> texts(1);
  for (size_t at = 0; at + sizeof(char16_t) <= data.size(); at += sizeof(char16_t)) {
    const char16_t c = data.Get<char16_t>(at);
    if (c == 0) break;
    if (c == u';') {
      texts.emplace_back();
    } else {
      texts.back() += c;
    }
  }
  return texts;
}

void Take(ULONG type, const FilterData& data, EventFilters* filters) {
  switch (type) {
    case EVENT_FILTER_TYPE_PID:
      for (size_t at = 0; at < data.size(); at += sizeof(ULONG)) {
        filters->process_ids.push_back(data.Get<ULONG>(at));
      }
      break;
    case EVENT_FILTER_TYPE_EXECUTABLE_NAME:
      filters->executables = Texts(data);
      break;
    case EVENT_FILTER_TYPE_PACKAGE_ID:
      filters->packages = Texts(data);
      break;
    case EVENT_FILTER_TYPE_PACKAGE_APP_ID:
      filters->package_apps = Texts(data);
      break;
    case EVENT_FILTER_TYPE_PAYLOAD:
      filters->payload.assign(data.begin(), data.end());
      break;
    case EVENT_FILTER_TYPE_EVENT_ID:
      filters->event_ids = EventIds(data);
      break;
    case EVENT_FILTER_TYPE_EVENT_NAME:
      filters->event_names = EventNames(data);
      break;
    case EVENT_FILTER_TYPE_STACKWALK:
      filters->stack_ids = EventIds(data);
      break;
    case EVENT_FILTER_TYPE_STACKWALK_NAME:
      filters->stack_names = EventNames(data);
      break;
    case EVENT_FILTER_TYPE_STACKWALK_LEVEL_KW:
      filters->stack_level_keyword = LevelAndKeyword(data);
      break;
    case EVENT_FILTER_TYPE_SYSTEM_FLAGS:
    case EVENT_FILTER_TYPE_TRACEHANDLE:
    case EVENT_FILTER_TYPE_CONTAINER:
      break;  // for the kernel's own providers, and for containers: neither exists here
    default:
      filters->for_provider =
          ProviderFilter{.type = type, .bytes = std::vector<uint8_t>(data.begin(), data.end())};
  }
}

bool TypeComesTwice(std::span<const EVENT_FILTER_DESCRIPTOR> descriptors) {
  std::set<ULONG> types;
  for (const EVENT_FILTER_DESCRIPTOR& one : descriptors) types.insert(one.Type);
  return types.size() != descriptors.size();
}

}  // namespace

ULONG ReadFilters(const EVENT_FILTER_DESCRIPTOR* descriptors, ULONG count, EventFilters* filters) {
  FAIL_IF(count > MAX_EVENT_FILTERS_COUNT, ENABLEEX2_U05);
  FAIL_IF(count != 0 && descriptors == nullptr, ENABLEEX2_U06);
  const std::span<const EVENT_FILTER_DESCRIPTOR> all(descriptors, count);
  const auto any = [&](auto&& is_wrong) { return std::any_of(all.begin(), all.end(), is_wrong); };
  FAIL_IF(TypeComesTwice(all), ENABLEEX2_U01);
  FAIL_IF(any([](const auto& one) { return one.Size != 0 && one.Ptr == 0; }), ENABLEEX2_U07);
  FAIL_IF(any([](const auto& one) { return one.Size > MaximumBytes(one.Type); }), ENABLEEX2_U08);
  FAIL_IF(any([](const auto& one) { return !IsWhole(one.Type, FilterData(one)); }), ENABLEEX2_U09);
  for (const EVENT_FILTER_DESCRIPTOR& one : all) Take(one.Type, FilterData(one), filters);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
