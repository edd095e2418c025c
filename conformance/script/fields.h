// The members of operations, by name. They stand by family in ..._fields.h.
//
// JSON is read and written, and values are compared with their defaults, through these lists alone.
// Members of `On` belong to every operation and are not repeated.
#ifndef ETALON_CONFORMANCE_SCRIPT_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_FIELDS_H_

#include <array>
#include <variant>

#include "conformance/script/access_fields.h"
#include "conformance/script/activity_fields.h"
#include "conformance/script/classic_fields.h"
#include "conformance/script/consumer_fields.h"
#include "conformance/script/enable_fields.h"
#include "conformance/script/event_fields.h"
#include "conformance/script/event_write_fields.h"
#include "conformance/script/field.h"
#include "conformance/script/heap_fields.h"
#include "conformance/script/information_fields.h"
#include "conformance/script/kernel_fields.h"
#include "conformance/script/op.h"
#include "conformance/script/operand_fields.h"
#include "conformance/script/world_fields.h"

namespace etalon {

// In the order of AnyOp.
inline constexpr std::array<const char*, std::variant_size_v<AnyOp>> kOpNames = {
#define X(name) #name,
#include "conformance/script/op_list.inc"
#undef X
    "Reset",
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_FIELDS_H_
