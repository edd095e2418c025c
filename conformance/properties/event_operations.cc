// Calls that write events.
#include "conformance/properties/operation_source.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr uint32_t kPayloads[] = {0, 4, 64, 952, 952, 5000};

}  // namespace

Op OperationSource::Write(const Model& model) {
  TraceEvent write = {.session = AnySession(model),
                      .event = {.guid = kClassGuid, .payload_fill = choices_.Of(kPayloads)},
                      .times = Times()};
  if (leaning_ == Leaning::kFullPool || leaning_ == Leaning::kCircular) {
    write.event.payload_fill = 952;
    write.times = 10;
  }
  if (!api_only_) write.on.cpu = choices_.Below(2);
  return write;
}

Op OperationSource::WriteInstance(const Model& model) {
  if (model.classes().empty()) return Write(model);
  const ModelClass& one = choices_.Of(model.classes());
  return TraceEventInstance{
      .session = AnySession(model),
      .event = {.payload_fill = choices_.Of(kPayloads)},
      .instance = {.class_handle = Handle{.symbol = "$" + std::to_string(one.symbol)},
                   .instance_id = choices_.Below(3)},
      .on = {.process = one.process}};
}

Op OperationSource::Message(const Model& model) {
  return TraceMessageVa{.session = AnySession(model),
                        .flags = choices_.OneIn(2) ? uint32_t{TRACE_MESSAGE_SEQUENCE} : 0u,
                        .arguments = {{.data = {1, 2, 3, 4}}, {.fill = choices_.Below(100)}}};
}

Op OperationSource::WriteModern(const Model& model) {
  for (const ModelProvider& one : model.providers()) {
    if (one.classic || choices_.OneIn(2)) continue;
    const Handle handle = {.symbol = "$" + std::to_string(one.symbol)};
    const On on = {.process = one.process};
    const auto level = static_cast<uint8_t>(choices_.Below(6));
    if (choices_.OneIn(4)) return EventWriteString{.provider = handle, .level = level, .on = on};
    return EventWrite{.provider = handle,
                      .event = {.level = level, .keyword = choices_.Below(4)},
                      .data = {{.fill = choices_.Below(500)}},
                      .times = Times(),
                      .on = on};
  }
  return RegisterModern(model);
}

}  // namespace etalon
