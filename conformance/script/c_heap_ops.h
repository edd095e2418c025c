// The statements of operations on heaps. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_HEAP_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_HEAP_OPS_H_

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

// In the program's own process. Call stacks are the program's.
void Print(CProgram& program, const HeapCreate& op);
void Print(CProgram& program, const HeapAlloc& op);
void Print(CProgram& program, const HeapReAlloc& op);
void Print(CProgram& program, const HeapFree& op);
void Print(CProgram& program, const HeapDestroy& op);
void Print(CProgram& program, const HeapControl& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_HEAP_OPS_H_
