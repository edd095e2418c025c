// The statements of the operations that ask for and set information.
#include "conformance/script/c_information_ops.h"

#include <algorithm>

#include "conformance/script/c_writer.h"

namespace etalon {
namespace {

std::string CClass(InformationClass information_class) {
  return "(TRACE_INFO_CLASS)" + CNumber(static_cast<uint32_t>(information_class));
}

}  // namespace

void Print(CProgram& program, const EnumerateTraceGuids& op) {
  const std::string blocks = CNumber(op.blocks);
  program.Say("TRACE_GUID_PROPERTIES* const providers = Fresh(36 * " + blocks + ");");
  program.Say("TRACE_GUID_PROPERTIES** const array = Fresh(8 * (" + blocks + " + 1024));");
  program.Say("ULONG guid_count = 0, i;");
  program.Say("(void)guid_count;");
  program.Say("for (i = 0; i < " + blocks + "; ++i) array[i] = &providers[i];");
  program.Invoke("EnumerateTraceGuids", "EnumerateTraceGuids(" +
                                            CAt("array", "8 * " + blocks, op.array) + ", " +
                                            CNumber(op.count.value_or(op.blocks)) + ", " +
                                            CAt("&guid_count", "4", op.guid_count) + ")");
}

void Print(CProgram& program, const EnumerateTraceGuidsEx& op) {
  const std::string out = program.Block("out", "BYTE", "", op.bytes, op.out, "", "");
  program.Say("ULONG return_length = 0;");
  program.Say("(void)return_length;");
  const std::string in =
      op.guid ? "(GUID*)" + CAt(CGuid(*op.guid), "sizeof(GUID)", op.guid_place) : "NULL";
  program.Invoke("EnumerateTraceGuidsEx",
                 "EnumerateTraceGuidsEx(" + CClass(op.information_class) + ", " + in + ", " +
                     CNumber(op.in_size.value_or(op.guid ? 16 : 0)) + ", " + out + ", " +
                     CNumber(op.out_size.value_or(op.bytes)) + ", " +
                     CAt("&return_length", "4", op.return_length) + ")");
}

void Print(CProgram& program, const TraceSetInformation& op) {
  const std::string size = CNumber(op.information.size());
  program.Invoke("TraceSetInformation", "TraceSetInformation(" + CHandle(op.session) + ", " +
                                            CClass(op.information_class) + ", (PVOID)" +
                                            CAt(CBytes(op.information, 0), size, op.place) + ", " +
                                            (op.length ? CNumber(*op.length) : size) + ")");
}

void Print(CProgram& program, const TraceQueryInformation& op) {
  const size_t given = std::min<size_t>(op.information.size(), op.bytes);
  const std::string fill = given == 0 ? ""
                                      : "memcpy(information, " + CBytes(op.information, 0) + ", " +
                                            CNumber(given) + ");";
  const std::string information =
      program.Block("information", "BYTE", "", op.bytes, op.place, "", fill);
  program.Say("ULONG return_length = 0;");
  program.Say("(void)return_length;");
  program.Invoke("TraceQueryInformation", "TraceQueryInformation(" + CHandle(op.session) + ", " +
                                              CClass(op.information_class) + ", " + information +
                                              ", " + CNumber(op.length.value_or(op.bytes)) + ", " +
                                              CAt("&return_length", "4", op.return_length) + ")");
}

}  // namespace etalon
