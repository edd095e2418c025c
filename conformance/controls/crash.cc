#include "conformance/controls/answer.h"

// A sanitizer would end the process before the fault that is wanted.
__attribute__((no_sanitize("undefined"))) uint32_t etalon::Answer() {
  volatile uint32_t* const nowhere = nullptr;
  return *nowhere;
}
