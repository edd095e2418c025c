// The statements of the operations that register event providers. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_REGISTRATION_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_REGISTRATION_OPS_H_

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

void Print(CProgram& program, const EventRegister& op);
void Print(CProgram& program, const EventUnregister& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_REGISTRATION_OPS_H_
