// The statements of the operations that write events. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_EVENT_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_EVENT_OPS_H_

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

void Print(CProgram& program, const CreateTraceInstanceId& op);
void Print(CProgram& program, const TraceEvent& op);
void Print(CProgram& program, const TraceEventInstance& op);
void Print(CProgram& program, const TraceMessage& op);
void Print(CProgram& program, const TraceMessageVa& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_EVENT_OPS_H_
