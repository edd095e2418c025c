// The statements of the operations that register event providers.
#include "conformance/script/c_registration_ops.h"

#include "conformance/script/c_writer.h"

namespace etalon {

void Print(CProgram& program, const EventRegister& op) {
  std::string callback = "NULL";
  if (op.callback.place != Place::kNull) {
    callback = program.CallbackFunction(
        op.callback, "enable",
        "void NTAPI(const GUID* source, ULONG enabled, UCHAR level, ULONGLONG any, ULONGLONG all, "
        "EVENT_FILTER_DESCRIPTOR* filter, void* context)",
        "");
  }
  program.Say("REGHANDLE handle = 0;");
  program.Invoke("EventRegister", "EventRegister(" +
                                      CAt(CGuid(op.guid), "sizeof(GUID)", op.guid_place) + ", " +
                                      callback + ", NULL, " + CAt("&handle", "8", op.handle) + ")");
  program.Say("if (result == 0) Bear(handle);");
}

void Print(CProgram& program, const EventUnregister& op) {
  program.Invoke("EventUnregister", "EventUnregister(" + CHandle(op.handle) + ")");
}

}  // namespace etalon
