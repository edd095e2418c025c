// The statements of the operations of providers that EventRegister. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_EVENT_WRITE_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_EVENT_WRITE_OPS_H_

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

void Print(CProgram& program, const EventWrite& op);
void Print(CProgram& program, const EventWriteTransfer& op);
void Print(CProgram& program, const EventWriteEx& op);
void Print(CProgram& program, const EventWriteString& op);
void Print(CProgram& program, const EventEnabled& op);
void Print(CProgram& program, const EventProviderEnabled& op);
void Print(CProgram& program, const EventSetInformation& op);
void Print(CProgram& program, const EventActivityIdControl& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_EVENT_WRITE_OPS_H_
