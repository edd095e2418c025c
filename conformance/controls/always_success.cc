#include "conformance/controls/answer.h"

uint32_t etalon::Answer() { return 0; }
