/* Etalon: GUIDs, with the names of the Windows SDK's guiddef.h. C11 and C++17. */
#ifndef ETALON_SIM_INCLUDE_GUIDDEF_H_
#define ETALON_SIM_INCLUDE_GUIDDEF_H_

#include <stdint.h>
#include <string.h>

#ifndef EXTERN_C
#ifdef __cplusplus
#define EXTERN_C extern "C"
#else
#define EXTERN_C extern
#endif
#endif

typedef struct _GUID {
  uint32_t Data1;
  uint16_t Data2;
  uint16_t Data3;
  uint8_t Data4[8];
} GUID;

typedef GUID* LPGUID;
typedef const GUID* LPCGUID;
typedef GUID IID;
typedef GUID CLSID;

#ifdef __cplusplus
#define REFGUID const GUID&
#else
#define REFGUID const GUID*
#endif

#ifdef __cplusplus
inline int IsEqualGUID(const GUID& a, const GUID& b) { return memcmp(&a, &b, sizeof(GUID)) == 0; }
inline bool operator==(const GUID& a, const GUID& b) { return IsEqualGUID(a, b) != 0; }
inline bool operator!=(const GUID& a, const GUID& b) { return IsEqualGUID(a, b) == 0; }
#else
#define IsEqualGUID(a, b) (memcmp((a), (b), sizeof(GUID)) == 0)
#endif

#endif /* ETALON_SIM_INCLUDE_GUIDDEF_H_ */

/*
 * DEFINE_GUID(name, ...) declares a GUID; in a file that defines INITGUID before it includes these
 * headers it defines it too. Several files of one program may do so: the definitions are merged.
 * Outside the guard, so that INITGUID (or initguid.h) takes effect after a first inclusion.
 */
#undef DEFINE_GUID
#ifdef INITGUID
#ifdef _WIN32
#define ETALON_GUID_MERGED __attribute__((selectany))
#else
#define ETALON_GUID_MERGED __attribute__((weak))
#endif
#ifdef __cplusplus
#define DEFINE_GUID(name, d1, d2, d3, b0, b1, b2, b3, b4, b5, b6, b7) \
  EXTERN_C const GUID ETALON_GUID_MERGED name = {d1, d2, d3, {b0, b1, b2, b3, b4, b5, b6, b7}}
#else
#define DEFINE_GUID(name, d1, d2, d3, b0, b1, b2, b3, b4, b5, b6, b7) \
  const GUID ETALON_GUID_MERGED name = {d1, d2, d3, {b0, b1, b2, b3, b4, b5, b6, b7}}
#endif
#else
#define DEFINE_GUID(name, d1, d2, d3, b0, b1, b2, b3, b4, b5, b6, b7) EXTERN_C const GUID name
#endif
