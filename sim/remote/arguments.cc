#include "sim/remote/arguments.h"

#include <algorithm>
#include <cstddef>

namespace etalon::sim::remote {
namespace {

// More is refused by the machine before it looks at any of it.
constexpr size_t kMaximumData = 1 << 20;
constexpr size_t kMaximumProperties = 1 << 16;
constexpr size_t kMaximumSessions = 256;  // that any registry allows

size_t BytesOf(LPCWSTR text) { return (static_cast<size_t>(lstrlenW(text)) + 1) * sizeof(WCHAR); }
size_t BytesOf(LPCSTR text) { return static_cast<size_t>(lstrlenA(text)) + 1; }

template <typename Character>
void PointToText(FrameBuilder& frame, size_t place, const Character* text) {
  if (text != nullptr) frame.Point(place, frame.Put(text, BytesOf(text)));
}

// What a descriptor at `place` with members Ptr and Size points to.
template <typename Descriptor>
void PointToData(FrameBuilder& frame, size_t place, const Descriptor& descriptor) {
  if (descriptor.Ptr == 0 || descriptor.Size == 0 || descriptor.Size > kMaximumData) return;
  const auto* data = reinterpret_cast<const void*>(static_cast<uintptr_t>(descriptor.Ptr));
  frame.Point(place + offsetof(Descriptor, Ptr), frame.Put(data, descriptor.Size));
}

template <typename Descriptor>
void PointToEach(FrameBuilder& frame, size_t place, const Descriptor* descriptors, ULONG count) {
  for (ULONG i = 0; i < count; ++i) {
    PointToData(frame, place + i * sizeof(Descriptor), descriptors[i]);
  }
}

size_t ExtentOf(const EVENT_TRACE_PROPERTIES& properties) {
  return std::clamp<size_t>(properties.Wnode.BufferSize, sizeof(ULONG), kMaximumProperties);
}

// The filters of a block of the second version.
void PointToFilters(FrameBuilder& frame, size_t place, const EVENT_TRACE_PROPERTIES& first) {
  if (ExtentOf(first) < sizeof(EVENT_TRACE_PROPERTIES_V2)) return;
  if ((first.Wnode.Flags & WNODE_FLAG_VERSIONED_PROPERTIES) == 0) return;
  const auto& second = reinterpret_cast<const EVENT_TRACE_PROPERTIES_V2&>(first);
  const ULONG count = std::min<ULONG>(second.FilterDescCount, MAX_EVENT_FILTERS_COUNT);
  if (second.FilterDesc == nullptr || count == 0) return;
  const size_t filters = frame.Put(second.FilterDesc, count * sizeof(EVENT_FILTER_DESCRIPTOR));
  frame.Point(place + offsetof(EVENT_TRACE_PROPERTIES_V2, FilterDesc), filters);
  PointToEach(frame, filters, second.FilterDesc, count);
}

template <typename T>
void LogfileOf(FrameBuilder& frame, T* logfile) {
  const size_t at = frame.InOut(logfile, sizeof(T));
  if (logfile == nullptr) return;
  PointToText(frame, at + offsetof(T, LogFileName), logfile->LogFileName);
  PointToText(frame, at + offsetof(T, LoggerName), logfile->LoggerName);
}

}  // namespace

void Text(FrameBuilder& frame, LPCWSTR text) {
  frame.In(text, text == nullptr ? 0 : BytesOf(text));
}

void Text(FrameBuilder& frame, LPCSTR text) { frame.In(text, text == nullptr ? 0 : BytesOf(text)); }

void Properties(FrameBuilder& frame, EVENT_TRACE_PROPERTIES* properties) {
  const size_t bytes = properties == nullptr ? 0 : ExtentOf(*properties);
  const size_t at = frame.InOut(properties, bytes, sizeof(EVENT_TRACE_PROPERTIES_V2));
  if (properties != nullptr && bytes >= sizeof(*properties)) {
    PointToFilters(frame, at, *properties);
  }
}

void PropertiesArray(FrameBuilder& frame, EVENT_TRACE_PROPERTIES** properties, ULONG count) {
  // A larger number is refused before anybody looks at them.
  const size_t some = count > kMaximumSessions ? 0 : count;
  const size_t at = frame.In(properties, some * sizeof(*properties));
  for (size_t i = 0; properties != nullptr && i < some; ++i) {
    if (properties[i] == nullptr) continue;
    const size_t bytes = ExtentOf(*properties[i]);
    const size_t target = frame.Put(properties[i], bytes, sizeof(EVENT_TRACE_PROPERTIES_V2));
    frame.Keep(properties[i], bytes, target);
    frame.Point(at + i * sizeof(*properties), target);
  }
}

void Logfile(FrameBuilder& frame, EVENT_TRACE_LOGFILEW* logfile) { LogfileOf(frame, logfile); }
void Logfile(FrameBuilder& frame, EVENT_TRACE_LOGFILEA* logfile) { LogfileOf(frame, logfile); }

void Filters(FrameBuilder& frame, const EVENT_FILTER_DESCRIPTOR* filters, ULONG count) {
  const ULONG some = std::min<ULONG>(count, MAX_EVENT_FILTERS_COUNT);
  const size_t at = frame.In(filters, some * sizeof(*filters));
  if (filters != nullptr) PointToEach(frame, at, filters, some);
}

void EnableParameters(FrameBuilder& frame, const ENABLE_TRACE_PARAMETERS* parameters) {
  if (parameters == nullptr) return frame.Value(0);
  const bool is_first = parameters->Version == ENABLE_TRACE_PARAMETERS_VERSION;
  const size_t bytes =
      is_first ? sizeof(ENABLE_TRACE_PARAMETERS_V1) : sizeof(ENABLE_TRACE_PARAMETERS);
  const size_t at = frame.In(parameters, bytes);
  const EVENT_FILTER_DESCRIPTOR* const filters = parameters->EnableFilterDesc;
  const ULONG count =
      is_first ? 1 : std::min<ULONG>(parameters->FilterDescCount, MAX_EVENT_FILTERS_COUNT);
  if (filters == nullptr || count == 0) return;
  const size_t target = frame.Put(filters, count * sizeof(*filters));
  frame.Point(at + offsetof(ENABLE_TRACE_PARAMETERS, EnableFilterDesc), target);
  PointToEach(frame, target, filters, count);
}

void EventData(FrameBuilder& frame, const EVENT_DATA_DESCRIPTOR* data, ULONG count) {
  // A larger number is refused before anybody looks at them.
  const ULONG some = count > MAX_EVENT_DATA_DESCRIPTORS ? 0 : count;
  const size_t at = frame.In(data, some * sizeof(*data));
  if (data != nullptr) PointToEach(frame, at, data, some);
}

void Sid(FrameBuilder& frame, const void* sid) {
  constexpr size_t kHeadBytes = 8;
  if (sid == nullptr) return frame.Value(0);
  const size_t parts =
      std::min<size_t>(static_cast<const uint8_t*>(sid)[1], SID_MAX_SUB_AUTHORITIES);
  frame.In(sid, kHeadBytes + parts * sizeof(ULONG));
}

void Event(FrameBuilder& frame, void* event, size_t header_bytes) {
  if (event == nullptr) return frame.Value(0);
  const auto* const header = static_cast<const EVENT_TRACE_HEADER*>(event);
  const size_t bytes = std::max<size_t>(header->Size, sizeof(header->Size));
  const size_t at = frame.InOut(event, bytes, header_bytes);
  if (bytes < header_bytes) return;
  if ((header->Flags & WNODE_FLAG_USE_GUID_PTR) != 0 && header_bytes == sizeof(*header) &&
      header->GuidPtr != 0) {
    const auto* guid = reinterpret_cast<const void*>(static_cast<uintptr_t>(header->GuidPtr));
    frame.Point(at + offsetof(EVENT_TRACE_HEADER, GuidPtr), frame.Put(guid, sizeof(GUID)));
  }
  if ((header->Flags & WNODE_FLAG_USE_MOF_PTR) == 0) return;
  const size_t fields =
      std::min<size_t>((bytes - header_bytes) / sizeof(MOF_FIELD), MAX_MOF_FIELDS);
  for (size_t i = 0; i < fields; ++i) {
    const size_t offset = header_bytes + i * sizeof(MOF_FIELD);
    MOF_FIELD field;
    std::memcpy(&field, static_cast<const uint8_t*>(event) + offset, sizeof(field));
    if (field.DataPtr == 0 || field.Length == 0 || field.Length > kMaximumData) continue;
    const auto* data = reinterpret_cast<const void*>(static_cast<uintptr_t>(field.DataPtr));
    frame.Point(at + offset + offsetof(MOF_FIELD, DataPtr), frame.Put(data, field.Length));
  }
}

}  // namespace etalon::sim::remote
