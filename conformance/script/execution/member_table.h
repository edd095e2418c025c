// The members of the API's structures, by name: how changed bytes are told.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_MEMBER_TABLE_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_MEMBER_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>

namespace etalon {

enum class MemberKind {
  kNumber,
  kGuid,
  kSession,     // a handle: told by its symbol where it has one
  kClass,       // likewise
  kPointer,     // told as "pointer", or 0: addresses differ from run to run
  kNameOffset,  // a number that says where in the block a name is; `name_member` tells the name
};

struct Member {
  const char* name;
  size_t offset;
  size_t size;  // 1, 2, 4 or 8; 16 for GUIDs
  MemberKind kind = MemberKind::kNumber;
  const char* name_member = nullptr;
};

// A structure's members in the order of their offsets. Elements of arrays repeat.
using MemberTable = std::span<const Member>;

MemberTable PropertiesMembers();         // EVENT_TRACE_PROPERTIES
MemberTable ReportMembers();             // what a session reports of itself there
MemberTable EventHeaderMembers();        // EVENT_TRACE_HEADER
MemberTable InstanceHeaderMembers();     // EVENT_INSTANCE_HEADER
MemberTable InstanceInfoMembers();       // EVENT_INSTANCE_INFO
MemberTable LogfileMembers();            // EVENT_TRACE_LOGFILEW, and A
MemberTable LogfileHeaderMembers();      // TRACE_LOGFILE_HEADER
MemberTable ClassRegistrationMembers();  // TRACE_GUID_REGISTRATION
MemberTable GuidPropertiesMembers();     // TRACE_GUID_PROPERTIES
MemberTable WnodeMembers();              // WNODE_HEADER
MemberTable GuidMembers();               // a GUID: "value"
MemberTable HandleMembers();             // a TRACEHANDLE: "value"
MemberTable NumberMembers();             // a ULONG: "value"

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_MEMBER_TABLE_H_
