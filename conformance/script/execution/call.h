// One call of an API function: its arguments in memory, the guarded call, and its outcome.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_CALL_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_CALL_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/execution/block.h"
#include "conformance/script/execution/execution.h"
#include "conformance/script/execution/guard.h"

namespace etalon {

// Usage: lay out the arguments, Invoke, Bear the handles that came, and return Finish().
class Call {
 public:
  // Holds the execution's mutex but for the time of the call itself. `exists`: the implementation
  // has the function.
  Call(Execution& execution, const char* function, bool exists);
  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  Execution& execution() { return execution_; }

  // ---- Arguments

  // A fresh block and where the argument points, which is the block's start unless `place` says
  // otherwise. `block` is null where there is none to be filled (null, unmapped).
  struct Argument {
    Block* block = nullptr;
    uint8_t* address = nullptr;
    bool fresh = true;  // false: a named block that was there before

    template <typename T>
    T* As() const {
      return reinterpret_cast<T*>(address);
    }
  };
  Argument Lay(const std::string& name, Place place, size_t bytes, size_t alignment,
               BlockForm form = {});

  // The block of that name if there is one, else Lay under that name. `call_name` is how blocks
  // without a name are told.
  Argument LayNamed(const std::string& block, const char* call_name, Place place, size_t bytes,
                    BlockForm form);

  // A number of `bytes` bytes for the API to fill; a pattern until then.
  Argument LayCell(const char* name, Place place, BlockForm form, size_t bytes);

  Argument LayBytes(const std::string& name, Place place, const Bytes& bytes, uint32_t fill = 0);
  Argument LayGuid(const std::string& name, Place place, const Guid& guid);

  // A string with its end, in the function's form.
  template <Form kForm>
  auto LayText(const char* name, Place place, const std::u16string& text) {
    if constexpr (kForm == Form::kWide) {
      return LayWide(name, place, text).template As<const WCHAR>();
    } else {
      return LayAnsi(name, place, text).template As<const char>();
    }
  }
  Argument LayWide(const char* name, Place place, const std::u16string& text);
  Argument LayAnsi(const char* name, Place place, const std::u16string& text);

  // The value of a handle. An unknown symbol is a problem.
  uint64_t Resolve(const Handle& handle);

  // Blocks of this call live on until the end of the test: the API keeps pointers to them.
  void KeepBlocks() { keep_blocks_ = true; }

  // Something is wrong with the operation itself; the call is not made.
  void Refuse(std::string problem);

  // ---- The call

  // Makes the call unless something was refused; f() returns its result. The function must exist.
  template <typename F>
  void Invoke(F f) {
    struct Context {
      F* f;
      uint64_t result;
    } context = {&f, 0};
    if (!Prepare()) return;
    Run(
        [](void* c) {
          auto* const mine = static_cast<Context*>(c);
          mine->result = static_cast<uint64_t>((*mine->f)());
        },
        &context);
    Conclude(context.result);
  }

  // ---- The outcome

  // It was made, and returned.
  bool returned() const { return made_ && outcome_.ending == Ending::kReturned; }
  bool succeeded() const { return returned() && outcome_.returns == 0; }
  Outcome& outcome() { return outcome_; }

  void Bear(HandleKind kind, uint64_t value);

  // A call that failed may have filled the cell with a handle all the same, which a clean-up closes.
  void LeaveBehind(HandleKind kind, const Argument& cell);

  // After a success: the first bytes of a buffer, as many as the number cell says, are told as its
  // member "bytes". Without a cell all of them are.
  void TellFilled(const Argument& buffer, const Argument& length);

  // This handle's own number will not be used again by a clean-up.
  void MarkClosed(HandleKind kind, uint64_t value);

  Outcome Finish();

 private:
  bool Prepare();
  void Run(void (*body)(void*), void* context);
  void Conclude(uint64_t result);
  std::string Describe(const Fault& fault) const;
  void LookForDamage();
  void TellChanges();
  void LookIntoCallbacks();

  Execution& execution_;
  const char* const function_;
  std::unique_lock<std::mutex> lock_;
  std::vector<std::shared_ptr<Block>> blocks_;  // in the order of the arguments
  std::vector<Block*> read_only_;
  bool keep_blocks_ = false;
  bool made_ = false;
  Outcome outcome_;
  std::string born_in_;  // process
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_CALL_H_
