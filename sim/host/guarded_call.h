// Foreign code and foreign memory: callbacks and pointers of a caller's, which may fault.
#ifndef ETALON_SIM_HOST_GUARDED_CALL_H_
#define ETALON_SIM_HOST_GUARDED_CALL_H_

#include <cstddef>
#include <memory>
#include <type_traits>

namespace etalon::sim {

// Unarmed, as in libetalon.so and in a plain Machine: everything runs as it is, and a fault is the
// program's, as in any C library. Armed, as under the suite: a fault is noticed and becomes an
// answer. Arm it before the machine is used; the rest may be called from any thread.
class GuardedCall {
 public:
  // Runs body(context). False: it faulted; the frames in between are gone without their
  // destructors.
  using Runner = bool (*)(void (*body)(void* context), void* context);

  void Arm(Runner runner) { runner_ = runner; }
  bool armed() const { return runner_ != nullptr; }

  // Runs `body`. False: it faulted. Unarmed it costs one comparison.
  template <typename Body>
  bool Run(Body&& body) const {
    if (runner_ == nullptr) [[likely]] {
      body();
      return true;
    }
    using Plain = std::remove_reference_t<Body>;
    return runner_([](void* context) { (*static_cast<Plain*>(context))(); }, std::addressof(body));
  }

  // All of `bytes` bytes from `memory` can be read (and written). Unarmed: always true. No byte is
  // changed, but for that each is written back which tells that its page is writable.
  bool CanRead(const void* memory, size_t bytes) const;
  bool CanWrite(void* memory, size_t bytes) const;

  // There is a string: an end before the first character that cannot be read.
  template <typename Character>
  bool CanReadText(const Character* text) const {
    if (!armed()) return true;
    return Run([text] {
      for (const volatile Character* at = text; *at != 0;) ++at;
    });
  }

 private:
  Runner runner_ = nullptr;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_GUARDED_CALL_H_
