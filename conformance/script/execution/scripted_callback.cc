#include "conformance/script/execution/scripted_callback.h"

#include <algorithm>

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/event_values.h"

namespace etalon {
namespace {

// The fault that scripts ask for; UBSan would end the process before it happens.
__attribute__((no_sanitize("undefined"))) void ReadFromNowhere() {
  const volatile char* const nowhere = nullptr;
  (void)*nowhere;
}

}  // namespace

ScriptedCallback::ScriptedCallback(Execution& execution, const Callback& script,
                                   const char* default_name)
    : execution_(execution),
      script_(script),
      name_(script.name.empty() ? default_name : script.name),
      slot_(CallbackSlot::Acquire(this)) {}

ScriptedCallback::~ScriptedCallback() {
  if (slot_) slot_->Release();
}

std::unique_ptr<ScriptedCallback> ScriptedCallback::Make(Execution& execution,
                                                         const Callback& script,
                                                         const char* default_name) {
  std::unique_ptr<ScriptedCallback> callback(new ScriptedCallback(execution, script, default_name));
  return callback->slot_ ? std::move(callback) : nullptr;
}

bool ScriptedCallback::never_waits() const {
  const auto only_asks = [](const Op& step) {
    return step.on() == On{} && (std::holds_alternative<GetTraceLoggerHandle>(step.any) ||
                                 std::holds_alternative<GetTraceEnableLevel>(step.any) ||
                                 std::holds_alternative<GetTraceEnableFlags>(step.any));
  };
  const std::vector<Op>& steps = script_.steps.ops();
  return script_.delay_ms == 0 && !script_.fault &&
         std::all_of(steps.begin(), steps.end(), only_asks);
}

void ScriptedCallback::OnEvent(const EVENT_TRACE& event) { Play(ValuesOf(event), {}, 0); }

void ScriptedCallback::OnRecord(const EVENT_RECORD& record) {
  Play(ValuesOf(record, context()), {}, 0);
}

uint32_t ScriptedCallback::OnBuffer(const EVENT_TRACE_LOGFILEW& logfile) {
  return Play(ValuesOf(logfile, context()), {}, GoesOn() ? TRUE : FALSE);
}

int32_t ScriptedCallback::OnTraceBuffer(const ETW_BUFFER_HEADER& buffer, uint32_t size,
                                        const ETW_BUFFER_CALLBACK_INFORMATION& information,
                                        void* given_context) {
  std::vector<Change> values = ValuesOf(buffer, size, information);
  values.push_back({"", "Context", uint64_t{given_context == context() ? 1u : 0u}});
  const Given given = {.trace_buffer = &buffer};
  return static_cast<int32_t>(Play(std::move(values), given, GoesOn() ? TRUE : FALSE));
}

void ScriptedCallback::OnCompletion(const ETW_BUFFER_HEADER& buffer, void* given_context) {
  std::vector<Change> values = ValuesOf(buffer);
  values.push_back({"", "Context", uint64_t{given_context == context() ? 1u : 0u}});
  Play(std::move(values), {}, 0);
}

uint32_t ScriptedCallback::OnControl(uint32_t code, void* given_context, uint32_t* size,
                                     void* buffer) {
  std::vector<Change> values = ValuesOf(code, static_cast<const WNODE_HEADER*>(buffer), size);
  values.push_back({"", "Context", uint64_t{given_context == context() ? 1u : 0u}});
  return Play(std::move(values), {.control_block = buffer}, script_.returns);
}

void ScriptedCallback::OnEnable(const EnableCall& call) {
  Play(ValuesOf(call, context()), {}, 0);
}

uint32_t ScriptedCallback::Play(GivenValues values, const Given& given, uint32_t returned) {
  ++calls_;
  CallbackRecord record = {.callback = name_,
                           .process = execution_.world.CurrentProcess(),
                           .values = std::move(values),
                           .returned = returned};
  Outcome* const outcome = CurrentSurroundings().outcome;
  {
    const SurroundingsScope scope({outcome, given.control_block, given.trace_buffer});
    for (const Op& step : script_.steps.ops()) {
      record.steps.push_back(Perform(execution_, step, true));
    }
  }
  if (script_.delay_ms != 0) execution_.world.Sleep(script_.delay_ms);

  if (outcome != nullptr) {
    outcome->callbacks.push_back(std::move(record));
  } else {
    const std::lock_guard lock(execution_.mutex);
    execution_.strays.push_back(std::move(record));
  }
  if (script_.fault) ReadFromNowhere();
  return returned;
}

ScriptedCallback* AddCallback(Call& call, const Callback& script, const char* default_name) {
  if (script.place == Place::kNull) return nullptr;
  auto callback = ScriptedCallback::Make(call.execution(), script, default_name);
  if (callback == nullptr) {
    call.Refuse("too many callbacks");
    return nullptr;
  }
  call.execution().callbacks.push_back(std::move(callback));
  return call.execution().callbacks.back().get();
}

}  // namespace etalon
