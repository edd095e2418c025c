// The statements of kernel traces and merged files. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_KERNEL_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_C_KERNEL_OPS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/script/c_program.h"
#include "conformance/script/op.h"

namespace etalon {

// Declares StackTracingEventIds; the two arguments: ", events, 1u".
std::string StackEventList(CProgram& program, const std::vector<StackTracingEvent>& events,
                           std::optional<uint32_t> count, Place place);

void Print(CProgram& program, const StartKernelTrace& op);
void Print(CProgram& program, const CreateMergedTraceFile& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_KERNEL_OPS_H_
