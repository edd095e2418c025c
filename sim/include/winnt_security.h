/*
 * Etalon: security identifiers and descriptors, as the Windows SDK's winnt.h has them. Included by
 * windows.h. C11 and C++17.
 */
#ifndef ETALON_SIM_INCLUDE_WINNT_SECURITY_H_
#define ETALON_SIM_INCLUDE_WINNT_SECURITY_H_

typedef DWORD ACCESS_MASK, *PACCESS_MASK;

typedef struct _SID_IDENTIFIER_AUTHORITY {
  BYTE Value[6]; /* the most significant first */
} SID_IDENTIFIER_AUTHORITY, *PSID_IDENTIFIER_AUTHORITY;

/* S-1-IdentifierAuthority-SubAuthority[0]-... */
typedef struct _SID {
  BYTE Revision; /* SID_REVISION */
  BYTE SubAuthorityCount;
  SID_IDENTIFIER_AUTHORITY IdentifierAuthority;
  DWORD SubAuthority[ANYSIZE_ARRAY];
} SID, *PISID;

typedef struct _ACL {
  BYTE AclRevision;
  BYTE Sbz1;
  WORD AclSize; /* bytes, with the entries that follow */
  WORD AceCount;
  WORD Sbz2;
} ACL, *PACL;

typedef struct _ACE_HEADER {
  BYTE AceType; /* *_ACE_TYPE */
  BYTE AceFlags;
  WORD AceSize; /* bytes, header and SID included */
} ACE_HEADER, *PACE_HEADER;

typedef struct _ACCESS_ALLOWED_ACE {
  ACE_HEADER Header;
  ACCESS_MASK Mask;
  DWORD SidStart; /* the SID begins here */
} ACCESS_ALLOWED_ACE, *PACCESS_ALLOWED_ACE;

typedef struct _ACCESS_DENIED_ACE {
  ACE_HEADER Header;
  ACCESS_MASK Mask;
  DWORD SidStart;
} ACCESS_DENIED_ACE, *PACCESS_DENIED_ACE;

typedef struct _SYSTEM_AUDIT_ACE {
  ACE_HEADER Header;
  ACCESS_MASK Mask;
  DWORD SidStart;
} SYSTEM_AUDIT_ACE, *PSYSTEM_AUDIT_ACE;

typedef WORD SECURITY_DESCRIPTOR_CONTROL, *PSECURITY_DESCRIPTOR_CONTROL;

/* A descriptor in one piece: its parts are told by their offsets in it, 0 for none. */
typedef struct _SECURITY_DESCRIPTOR_RELATIVE {
  BYTE Revision; /* SECURITY_DESCRIPTOR_REVISION */
  BYTE Sbz1;
  SECURITY_DESCRIPTOR_CONTROL Control; /* SE_* */
  DWORD Owner;
  DWORD Group;
  DWORD Sacl;
  DWORD Dacl;
} SECURITY_DESCRIPTOR_RELATIVE, *PISECURITY_DESCRIPTOR_RELATIVE;

#define SID_REVISION 1
#define SID_MAX_SUB_AUTHORITIES 15
#define ACL_REVISION 2
#define SECURITY_DESCRIPTOR_REVISION 1

#define ACCESS_ALLOWED_ACE_TYPE 0x0
#define ACCESS_DENIED_ACE_TYPE 0x1
#define SYSTEM_AUDIT_ACE_TYPE 0x2
#define SUCCESSFUL_ACCESS_ACE_FLAG 0x40
#define FAILED_ACCESS_ACE_FLAG 0x80

#define SE_DACL_PRESENT 0x0004
#define SE_SACL_PRESENT 0x0010
#define SE_SELF_RELATIVE 0x8000

#define SECURITY_NULL_SID_AUTHORITY \
  { 0, 0, 0, 0, 0, 0 }
#define SECURITY_WORLD_SID_AUTHORITY \
  { 0, 0, 0, 0, 0, 1 }
#define SECURITY_NT_AUTHORITY \
  { 0, 0, 0, 0, 0, 5 }
#define SECURITY_WORLD_RID 0x00000000
#define SECURITY_LOCAL_SYSTEM_RID 0x00000012
#define SECURITY_LOCAL_SERVICE_RID 0x00000013
#define SECURITY_NETWORK_SERVICE_RID 0x00000014
#define SECURITY_BUILTIN_DOMAIN_RID 0x00000020
#define DOMAIN_ALIAS_RID_ADMINS 0x00000220
#define DOMAIN_ALIAS_RID_USERS 0x00000221
#define DOMAIN_ALIAS_RID_MONITORING_USERS 0x0000022E
#define DOMAIN_ALIAS_RID_LOGGING_USERS 0x0000022F

#endif /* ETALON_SIM_INCLUDE_WINNT_SECURITY_H_ */
