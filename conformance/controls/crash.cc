#include "conformance/controls/answer.h"

uint32_t etalon::Answer() {
  volatile uint32_t* const nowhere = nullptr;
  return *nowhere;
}
