// The statements of EnableTraceEx and EnableTraceEx2. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_ENABLE_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_ENABLE_OPS_H_

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

void Print(CProgram& program, const EnableTraceEx& op);
void Print(CProgram& program, const EnableTraceEx2& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_ENABLE_OPS_H_
