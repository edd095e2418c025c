// A callback that does what a script says, and records that it was called.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_SCRIPTED_CALLBACK_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_SCRIPTED_CALLBACK_H_

#include <atomic>
#include <memory>
#include <string>

#include "conformance/script/execution/callback_slots.h"
#include "conformance/script/execution/execution.h"
#include "conformance/script/op.h"

namespace etalon {

// The execution owns it until the end of the test: the API may call it as long as it likes.
class ScriptedCallback final : public CallbackTarget {
 public:
  // `default_name`: "event", "buffer", "control", ... Null when there are no functions left.
  static std::unique_ptr<ScriptedCallback> Make(Execution& execution, const Callback& script,
                                                const char* default_name);
  ~ScriptedCallback() override;

  const CallbackSlot& functions() const { return *slot_; }

  // What is given to the API as this callback's context; its own address unless set.
  void* context() const { return context_; }
  void set_context(void* context) { context_ = context; }

  // It neither sleeps nor carries out what could wait or let other threads run.
  bool never_waits() const;

  void OnEvent(const EVENT_TRACE& event) override;
  void OnRecord(const EVENT_RECORD& record) override;
  uint32_t OnBuffer(const EVENT_TRACE_LOGFILEW& logfile) override;
  int32_t OnTraceBuffer(const ETW_BUFFER_HEADER& buffer, uint32_t size,
                        const ETW_BUFFER_CALLBACK_INFORMATION& information, void* context) override;
  void OnCompletion(const ETW_BUFFER_HEADER& buffer, void* context) override;
  uint32_t OnControl(uint32_t code, void* context, uint32_t* size, void* buffer) override;
  void OnEnable(const EnableCall& call) override;

 private:
  // What a call passes that steps can refer to.
  struct Given {
    void* control_block = nullptr;
    const void* trace_buffer = nullptr;
  };

  ScriptedCallback(Execution& execution, const Callback& script, const char* default_name);

  // Carries out the script and records the call. Returns `returned`.
  uint32_t Play(GivenValues values, const Given& given, uint32_t returned);
  bool GoesOn() const { return calls_ + 1 != script_.false_on_call; }

  Execution& execution_;
  const Callback script_;
  const std::string name_;
  std::optional<CallbackSlot> slot_;
  void* context_ = this;
  std::atomic<uint32_t> calls_{0};
};

class Call;

// A new callback that the execution owns. Null when the script wants NULL, or when none can be had,
// which is a problem of the call.
ScriptedCallback* AddCallback(Call& call, const Callback& script, const char* default_name);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_SCRIPTED_CALLBACK_H_
