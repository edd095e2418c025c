// The statements of the operations in consumer_ops.h. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_CONSUMER_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_CONSUMER_OPS_H_

#include "conformance/script/c_program.h"

namespace etalon {

void Print(CProgram& program, const OpenTraceFromFile& op);
void Print(CProgram& program, const OpenTraceFromRealTimeLogger& op);
void Print(CProgram& program, const OpenTraceFromRealTimeLoggerWithAllocationOptions& op);
void Print(CProgram& program, const OpenTraceFromBufferStream& op);
void Print(CProgram& program, const ProcessTraceAddBufferToBufferStream& op);
void Print(CProgram& program, const ProcessTraceBufferIncrementReference& op);
void Print(CProgram& program, const ProcessTraceBufferDecrementReference& op);
void Print(CProgram& program, const SetTraceCallback& op);
void Print(CProgram& program, const RemoveTraceCallback& op);
void Print(CProgram& program, const QueryTraceProcessingHandle& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_CONSUMER_OPS_H_
