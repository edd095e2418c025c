// The statements of the operations that ask for and change permissions.
#include "conformance/script/c_access_ops.h"

#include "conformance/script/c_writer.h"
#include "conformance/script/sid_text.h"

namespace etalon {
namespace {

// The functions of evntcons.h take a GUID that is not const.
std::string GuidAt(const Guid& guid, Place place) {
  return "(GUID*)" + CAt(CGuid(guid), "sizeof(GUID)", place);
}

}  // namespace

void Print(CProgram& program, const EventAccessControl& op) {
  const std::optional<Bytes> sid = SidBytes(op.sid);
  if (!sid) return program.Skip("EventAccessControl: " + op.sid + " is no SID");
  program.Invoke("EventAccessControl",
                 "EventAccessControl(" + GuidAt(op.guid, op.guid_place) + ", " +
                     CNumber(static_cast<uint32_t>(op.operation)) + ", (PSID)" +
                     CAt(CBytes(*sid, 0), CNumber(sid->size()), op.sid_place) + ", " +
                     CNumber(op.rights) + ", " + (op.allow ? "TRUE" : "FALSE") + ")");
}

void Print(CProgram& program, const EventAccessQuery& op) {
  const std::string buffer = program.Block("buffer", "BYTE", "", op.bytes, op.buffer, "", "");
  program.Say("ULONG buffer_size = " + CNumber(op.buffer_size.value_or(op.bytes)) + ";");
  program.Say("(void)buffer_size;");
  program.Invoke("EventAccessQuery", "EventAccessQuery(" + GuidAt(op.guid, op.guid_place) + ", " +
                                         buffer + ", " + CAt("&buffer_size", "4", op.size_place) +
                                         ")");
}

void Print(CProgram& program, const EventAccessRemove& op) {
  program.Invoke("EventAccessRemove", "EventAccessRemove(" + GuidAt(op.guid, op.guid_place) + ")");
}

}  // namespace etalon
