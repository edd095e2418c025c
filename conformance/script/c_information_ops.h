// The statements of the operations in information_ops.h. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_INFORMATION_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_INFORMATION_OPS_H_

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

void Print(CProgram& program, const EnumerateTraceGuids& op);
void Print(CProgram& program, const EnumerateTraceGuidsEx& op);
void Print(CProgram& program, const TraceSetInformation& op);
void Print(CProgram& program, const TraceQueryInformation& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_INFORMATION_OPS_H_
