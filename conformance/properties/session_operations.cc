// Calls that start, control and end sessions.
#include "conformance/properties/operation_source.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr uint32_t kStream = EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
constexpr uint32_t kKb = EVENT_TRACE_USE_KBYTES_FOR_SIZE;
constexpr uint32_t kModes[] = {
    EVENT_TRACE_REAL_TIME_MODE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | kStream,
    EVENT_TRACE_BUFFERING_MODE,
    EVENT_TRACE_FILE_MODE_CIRCULAR | kKb,
    EVENT_TRACE_FILE_MODE_NEWFILE | kKb,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | kKb,
    EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL,
};

}  // namespace

Properties OperationSource::SessionProperties(const std::u16string& name) {
  uint32_t mode = choices_.Of(kModes);
  if (leaning_ == Leaning::kCircular) mode = EVENT_TRACE_FILE_MODE_CIRCULAR | kKb;
  if (leaning_ == Leaning::kFullPool) mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | kStream;
  Properties properties = {.buffer_size_kb = 4, .log_file_mode = mode};
  if (leaning_ == Leaning::kFullPool || (mode & kStream) != 0) {
    properties.minimum_buffers = 2;
    properties.maximum_buffers = 2;
  }
  const bool has_file =
      (mode & ~uint32_t{EVENT_TRACE_REAL_TIME_MODE}) != 0 && mode != EVENT_TRACE_BUFFERING_MODE;
  if (!has_file) return properties;
  // The drive of those that lag behind.
  const bool slow = leaning_ == Leaning::kFullPool || choices_.OneIn(6);
  const bool shared = choices_.OneIn(20);
  // On a real machine two spellings of a file may be two files.
  const std::u16string own = api_only_ ? Upper(name) : name;
  properties.log_file = (slow ? u"D:\\" : u"C:\\") + (shared ? std::u16string(u"same") : own) +
                        ((mode & EVENT_TRACE_FILE_MODE_NEWFILE) != 0 ? u"-%d.etl" : u".etl");
  if ((mode & kKb) != 0) properties.maximum_file_size = 12 + 4 * choices_.Below(8);
  return properties;
}

Op OperationSource::Start(const Model&) {
  const std::u16string name = AnyName();
  if (choices_.OneIn(16)) return StartTraceA{.name = name, .properties = SessionProperties(name)};
  return StartTraceW{.name = name, .properties = SessionProperties(name)};
}

Op OperationSource::Stop(const Model& model) {
  if (choices_.OneIn(4)) return StopTraceW{.name = AnyName()};
  if (choices_.OneIn(4))
    return ControlTraceW{.handle = AnySession(model), .code = ControlCode::kStop};
  if (choices_.OneIn(16)) return StopTraceA{.name = AnyName()};
  return StopTraceW{.handle = AnySession(model)};
}

// A stop that waits for a callback, and somebody else meanwhile.
Op OperationSource::StopLater(const Model& model) {
  if (!model.calls().empty()) return Stop(model);
  StopTraceW stop = {.handle = AnySession(model)};
  stop.on.id = "call" + std::to_string(++births_);
  stop.on.thread = stop.on.id;
  stop.on.start = true;
  return stop;
}

Op OperationSource::Query(const Model& model) {
  if (choices_.OneIn(3)) return QueryTraceW{.name = AnyName()};
  if (choices_.OneIn(8)) return ControlTraceA{.name = AnyName()};
  return QueryTraceW{.handle = AnySession(model)};
}

Op OperationSource::QueryAll(const Model&) {
  constexpr uint32_t kBlocks[] = {1, 4, 70};
  return QueryAllTracesW{.blocks = choices_.Of(kBlocks)};
}

Op OperationSource::Flush(const Model& model) {
  if (choices_.OneIn(4)) return FlushTraceW{.name = AnyName()};
  return FlushTraceW{.handle = AnySession(model)};
}

Op OperationSource::Update(const Model& model) {
  const Handle handle = AnySession(model);
  const ModelSession* const session = model.Find(handle);
  const uint32_t mode = session == nullptr ? 0 : session->mode & EVENT_TRACE_REAL_TIME_MODE;
  return UpdateTraceW{.handle = handle,
                      .properties = {.maximum_buffers = choices_.Below(40),
                                     .log_file_mode = mode,
                                     .flush_timer = choices_.Below(3)}};
}

Op OperationSource::NextFile(const Model& model) {
  return ControlTraceW{.handle = AnySession(model), .code = ControlCode::kIncrementFile};
}

}  // namespace etalon
