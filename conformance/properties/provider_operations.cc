// Calls that enable, register and ask for providers.
#include "conformance/properties/operation_source.h"

namespace etalon {
namespace {

constexpr Guid kModern[] = {{0xe7a10000, 3, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}},
                            {0xe7a10000, 3, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}}};
constexpr Guid kClassic[] = {kProviderGuid, {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}}};

}  // namespace

// What a control callback does. One that does something to sessions has a name by which the model
// knows what it did.
Callback OperationSource::ControlCallback(const Model& model) {
  const std::string name = "control" + std::to_string(++births_);
  const std::u16string session =
      model.sessions().empty() ? u"s0" : choices_.Of(model.sessions()).name;
  const bool stops = leaning_ == Leaning::kStops;
  switch (stops ? choices_.Below(4) : choices_.Below(12)) {
    case 0:
      return {.name = name, .steps = {GetTraceLoggerHandle{}, StopTraceW{.name = session}}};
    case 1:
      return {.name = name, .delay_ms = api_only_ ? 0u : 20u};
    case 2:
      return {.name = name, .steps = {GetTraceLoggerHandle{}, FlushTraceW{.name = session}}};
    case 3:
      return {.name = name};
    default:
      return {.name = name,
              .steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}}};
  }
}

Op OperationSource::Enable(const Model& model) {
  return EnableTrace{.flags = choices_.Below(256),
                     .level = choices_.Below(6),
                     .guid = choices_.Of(kClassic),
                     .session = AnySession(model)};
}

Op OperationSource::Disable(const Model& model) {
  return EnableTrace{.enable = 0, .guid = choices_.Of(kClassic), .session = AnySession(model)};
}

Op OperationSource::EnableModern(const Model& model) {
  constexpr uint64_t kKeywords[] = {0, 1, 3, ~uint64_t{0}};
  constexpr uint32_t kCodes[] = {1, 1, 1, 0, 2};
  return EnableTraceEx2{.session = AnySession(model),
                        .guid = choices_.Of(kModern),
                        .control_code = choices_.Of(kCodes),
                        .level = static_cast<uint8_t>(choices_.Below(6)),
                        .match_any = choices_.Of(kKeywords),
                        .match_all = choices_.OneIn(4) ? 1u : 0u};
}

Op OperationSource::Register(const Model& model) {
  if (model.providers().size() > 12) return Unregister(model);
  return RegisterTraceGuidsW{.callback = ControlCallback(model),
                             .guid = choices_.Of(kClassic),
                             .classes = {kClassGuid, kOtherClassGuid},
                             .on = {.process = AnyProcess(model)}};
}

Op OperationSource::RegisterModern(const Model& model) {
  if (model.providers().size() > 12) return Unregister(model);
  return EventRegister{.guid = choices_.Of(kModern), .on = {.process = AnyProcess(model)}};
}

Op OperationSource::Unregister(const Model& model) {
  if (model.providers().empty() || choices_.OneIn(12)) return UnregisterTraceGuids{};
  const ModelProvider& one = choices_.Of(model.providers());
  const Handle handle = {.symbol = "$" + std::to_string(one.symbol)};
  if (one.classic)
    return UnregisterTraceGuids{.registration = handle, .on = {.process = one.process}};
  return EventUnregister{.handle = handle, .on = {.process = one.process}};
}

Op OperationSource::Instance(const Model& model) {
  if (model.classes().empty()) return CreateTraceInstanceId{};
  const ModelClass& one = choices_.Of(model.classes());
  return CreateTraceInstanceId{.class_handle = {.symbol = "$" + std::to_string(one.symbol)},
                               .on = {.process = one.process}};
}

Op OperationSource::Ask(const Model& model) {
  for (const ModelProvider& one : model.providers()) {
    if (one.classic || choices_.OneIn(2)) continue;
    const Handle handle = {.symbol = "$" + std::to_string(one.symbol)};
    const On on = {.process = one.process};
    const auto level = static_cast<uint8_t>(choices_.Below(6));
    const uint64_t keyword = choices_.Below(4);
    if (choices_.OneIn(2))
      return EventProviderEnabled{.provider = handle, .level = level, .keyword = keyword, .on = on};
    return EventEnabled{
        .provider = handle, .event = {.level = level, .keyword = keyword}, .on = on};
  }
  return RegisterModern(model);
}

}  // namespace etalon
