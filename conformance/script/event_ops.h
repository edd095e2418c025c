// The functions of providers that register with EventRegister, as operations.
#ifndef ETALON_CONFORMANCE_SCRIPT_EVENT_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_EVENT_OPS_H_

#include "conformance/script/classic_ops.h"
#include "conformance/script/guid.h"
#include "conformance/script/operand.h"

namespace etalon {

struct EventRegister {
  Callback callback = {};  // records are named "enable" by default
  Guid guid = kProviderGuid;
  Place guid_place = Place::kBlock;
  Place handle = Place::kBlock;  // the REGHANDLE to be filled
  On on = {};

  friend bool operator==(const EventRegister&, const EventRegister&) = default;
};

struct EventUnregister {
  Handle handle = {};
  On on = {};

  friend bool operator==(const EventUnregister&, const EventUnregister&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EVENT_OPS_H_
