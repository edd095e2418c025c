// Asserts layout.inc and functions.inc of whichever headers came before: ours or Windows' own.
// ETALON_CHECK_SDK says whether the names that mingw-w64 lacks are there too.
#ifndef ETALON_SIM_INCLUDE_LAYOUT_ASSERTS_H_
#define ETALON_SIM_INCLUDE_LAYOUT_ASSERTS_H_

#include <stddef.h>

// Of mingw-w64's functions some carry attributes, which do not change their type.
#pragma GCC diagnostic ignored "-Wignored-attributes"

// Not std::is_same: 32-bit Windows is checked with the C headers alone.
template <typename A, typename B>
constexpr bool kSameType = false;
template <typename A>
constexpr bool kSameType<A, A> = true;

#define ETALON_BY_WIDTH(x64, x86) (sizeof(void*) == 8 ? (x64) : (x86))
#define ETALON_SIZE(type, x64, x86) \
  static_assert(sizeof(type) == ETALON_BY_WIDTH(x64, x86), "size of " #type);
#define ETALON_OFFSET(type, member, x64, x86)                               \
  static_assert(offsetof(type, member) == ETALON_BY_WIDTH(x64, x86),        \
                "offset of " #type "." #member);
#define ETALON_VALUE(name, value) static_assert(name == (value), "value of " #name);
#define ETALON_FUNCTION(result, name, parameters) \
  static_assert(kSameType<decltype(&name), result(WINAPI*) parameters>, #name);
#define ETALON_CDECL_FUNCTION(result, name, parameters) \
  static_assert(kSameType<decltype(&name), result(*) parameters>, #name);

#ifdef ETALON_CHECK_SDK
#define ETALON_SDK_SIZE ETALON_SIZE
#define ETALON_SDK_OFFSET ETALON_OFFSET
#define ETALON_SDK_FUNCTION ETALON_FUNCTION
#else
#define ETALON_SDK_SIZE(type, x64, x86)
#define ETALON_SDK_OFFSET(type, member, x64, x86)
#define ETALON_SDK_FUNCTION(result, name, parameters)
#endif

#include "sim/include/functions.inc"
#include "sim/include/layout.inc"

#endif  // ETALON_SIM_INCLUDE_LAYOUT_ASSERTS_H_
