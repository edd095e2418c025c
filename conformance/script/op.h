// The operation language: everything that a test, a script, a golden file, a fuzz input or an agent
// can say. One struct a documented function, whose defaults make a legal call, and the few things
// that a test does to the world around it. Plain values; no behaviour.
//
// An Op becomes one line of JSON (json.h) and a piece of C (c_printer.h), and is carried out by an
// Executor (executor.h). In JSON an operation's members are those that differ from their default.
//
// Memory. Every pointer parameter points to a block. A block without a name is fresh for the call;
// a named block persists until Reset and keeps its contents: an operation that names an existing
// block writes only the members that it gives.
//
// Handles are symbols, `$1`, `$2`, ... in the order of their birth (StartTrace, StartKernelTrace,
// StartHeapTrace, RegisterTraceGuids: the registration, then its classes; GetTraceLoggerHandle;
// OpenTrace; EventRegister), or literal numbers.
//
// The structs stand by family in classic_ops.h, event_ops.h, ..., world_ops.h, what they are made
// of in operand.h, and their list in op_list.inc.
//
// Members stand in the order in which tests write them: designated initialisers must follow it.
#ifndef ETALON_CONFORMANCE_SCRIPT_OP_H_
#define ETALON_CONFORMANCE_SCRIPT_OP_H_

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "conformance/script/access_ops.h"
#include "conformance/script/activity_ops.h"
#include "conformance/script/classic_ops.h"
#include "conformance/script/consumer_ops.h"
#include "conformance/script/enable_ops.h"
#include "conformance/script/event_ops.h"
#include "conformance/script/event_write_ops.h"
#include "conformance/script/heap_ops.h"
#include "conformance/script/information_ops.h"
#include "conformance/script/kernel_ops.h"
#include "conformance/script/world_ops.h"

namespace etalon {

using AnyOp = std::variant<
#define X(name) name,
#include "conformance/script/op_list.inc"
#undef X
    Reset>;

// Any operation. A struct, so that it can be declared before it is complete (Steps).
struct Op {
  AnyOp any;

  template <typename T>
  requires std::is_constructible_v<AnyOp, T> Op(T op)
  noexcept : any(std::move(op)) {}  // NOLINT: every operation is an Op

  // Of the last kind. Not inline, as the rest: every file of tests would make them for every kind.
  Op();
  Op(const Op&);
  Op(Op&&) noexcept;
  Op& operator=(const Op&);
  Op& operator=(Op&&) noexcept;
  ~Op();

  const On& on() const;
  On& on();

  friend bool operator==(const Op& a, const Op& b);
};

// The name of an operation, as in JSON: "StartTraceW", "Await".
std::string NameOf(const Op& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_OP_H_
