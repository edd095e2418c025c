/*
 * Etalon: those bounded string functions of the Windows SDK's strsafe.h that ETW programs use,
 * inline. windows.h includes this file. Each returns S_OK, STRSAFE_E_INSUFFICIENT_BUFFER (a copy is
 * then cut short and terminated) or STRSAFE_E_INVALID_PARAMETER. Cch counts characters, Cb counts
 * bytes; both include the terminating zero on the way in, neither on the way out.
 */
#ifndef ETALON_SIM_INCLUDE_STRSAFE_H_
#define ETALON_SIM_INCLUDE_STRSAFE_H_

#include "windows.h"

#define STRSAFE_MAX_CCH 2147483647
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007A)
#define STRSAFE_E_INVALID_PARAMETER ((HRESULT)0x80070057)

static inline HRESULT StringCchCopyW(LPWSTR to, size_t to_characters, LPCWSTR from) {
  size_t i = 0;
  if (to_characters == 0 || to_characters > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
  while (i < to_characters - 1 && from[i] != 0) {
    to[i] = from[i];
    ++i;
  }
  to[i] = 0;
  return from[i] == 0 ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}

static inline HRESULT StringCchCopyA(LPSTR to, size_t to_characters, LPCSTR from) {
  size_t i = 0;
  if (to_characters == 0 || to_characters > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
  while (i < to_characters - 1 && from[i] != 0) {
    to[i] = from[i];
    ++i;
  }
  to[i] = 0;
  return from[i] == 0 ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}

/* Appends; `to_characters` is the room of both. */
static inline HRESULT StringCchCatW(LPWSTR to, size_t to_characters, LPCWSTR from) {
  size_t length = 0;
  if (to_characters == 0 || to_characters > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
  while (length < to_characters && to[length] != 0) ++length;
  if (length == to_characters) return STRSAFE_E_INVALID_PARAMETER;
  return StringCchCopyW(to + length, to_characters - length, from);
}

static inline HRESULT StringCchCatA(LPSTR to, size_t to_characters, LPCSTR from) {
  size_t length = 0;
  if (to_characters == 0 || to_characters > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
  while (length < to_characters && to[length] != 0) ++length;
  if (length == to_characters) return STRSAFE_E_INVALID_PARAMETER;
  return StringCchCopyA(to + length, to_characters - length, from);
}

static inline HRESULT StringCbCopyW(LPWSTR to, size_t to_bytes, LPCWSTR from) {
  return StringCchCopyW(to, to_bytes / sizeof(WCHAR), from);
}

static inline HRESULT StringCbCopyA(LPSTR to, size_t to_bytes, LPCSTR from) {
  return StringCchCopyA(to, to_bytes, from);
}

static inline HRESULT StringCchLengthW(LPCWSTR string, size_t maximum, size_t* length) {
  size_t i = 0;
  if (length != NULL) *length = 0;
  if (string == NULL || maximum > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
  while (i < maximum && string[i] != 0) ++i;
  if (i == maximum) return STRSAFE_E_INVALID_PARAMETER;
  if (length != NULL) *length = i;
  return S_OK;
}

static inline HRESULT StringCchLengthA(LPCSTR string, size_t maximum, size_t* length) {
  size_t i = 0;
  if (length != NULL) *length = 0;
  if (string == NULL || maximum > STRSAFE_MAX_CCH) return STRSAFE_E_INVALID_PARAMETER;
  while (i < maximum && string[i] != 0) ++i;
  if (i == maximum) return STRSAFE_E_INVALID_PARAMETER;
  if (length != NULL) *length = i;
  return S_OK;
}

#ifdef UNICODE
#define StringCchCopy StringCchCopyW
#define StringCchCat StringCchCatW
#define StringCbCopy StringCbCopyW
#define StringCchLength StringCchLengthW
#else
#define StringCchCopy StringCchCopyA
#define StringCchCat StringCchCatA
#define StringCbCopy StringCbCopyA
#define StringCchLength StringCchLengthA
#endif

#endif /* ETALON_SIM_INCLUDE_STRSAFE_H_ */
