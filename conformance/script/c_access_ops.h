// The statements of the operations in access_ops.h. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_ACCESS_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_ACCESS_OPS_H_

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

void Print(CProgram& program, const EventAccessControl& op);
void Print(CProgram& program, const EventAccessQuery& op);
void Print(CProgram& program, const EventAccessRemove& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_ACCESS_OPS_H_
