#include "conformance/script/execution/scripted_callback.h"

#include "conformance/script/execution/call.h"
#include "conformance/script/execution/event_values.h"

namespace etalon {

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

void ScriptedCallback::OnEvent(const EVENT_TRACE& event) { Play(ValuesOf(event), nullptr, 0); }

void ScriptedCallback::OnRecord(const EVENT_RECORD& record) {
  Play(ValuesOf(record, context()), nullptr, 0);
}

uint32_t ScriptedCallback::OnBuffer(const EVENT_TRACE_LOGFILEW& logfile) {
  const bool goes_on = calls_ + 1 != script_.false_on_call;
  return Play(ValuesOf(logfile, context()), nullptr, goes_on ? TRUE : FALSE);
}

uint32_t ScriptedCallback::OnControl(uint32_t code, void* given_context, uint32_t* size,
                                     void* buffer) {
  std::vector<Change> values = ValuesOf(code, static_cast<const WNODE_HEADER*>(buffer), size);
  values.push_back({"", "Context", uint64_t{given_context == context() ? 1u : 0u}});
  return Play(std::move(values), buffer, script_.returns);
}

void ScriptedCallback::OnEnable(const EnableCall& call) {
  Play(ValuesOf(call, context()), nullptr, 0);
}

uint32_t ScriptedCallback::Play(std::vector<Change> values, void* control_block,
                                uint32_t returned) {
  ++calls_;
  CallbackRecord record = {.callback = name_,
                           .process = execution_.world.CurrentProcess(),
                           .values = std::move(values),
                           .returned = returned};
  Outcome* const outcome = CurrentOutcome();
  void* const outer_block = CurrentControlBlock();
  for (const Op& step : script_.steps.ops()) {
    CurrentControlBlock() = control_block;
    record.steps.push_back(Perform(execution_, step, true));
  }
  CurrentControlBlock() = outer_block;
  if (script_.delay_ms != 0) execution_.world.Sleep(script_.delay_ms);

  if (outcome != nullptr) {
    outcome->callbacks.push_back(std::move(record));
  } else {
    const std::lock_guard lock(execution_.mutex);
    execution_.strays.push_back(std::move(record));
  }
  if (script_.fault) {
    const volatile char* const nowhere = nullptr;
    (void)*nowhere;
  }
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
