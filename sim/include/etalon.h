/*
 * Etalon: what libetalon.so has beyond Windows' functions, for programs that also build for
 * Windows:
 *
 *   #ifndef _WIN32
 *   #include <etalon.h>
 *   #endif
 *
 * C11 and C++17.
 */
#ifndef ETALON_SIM_INCLUDE_ETALON_H_
#define ETALON_SIM_INCLUDE_ETALON_H_

#include "windows.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a program is: its main function, and a result that nobody asks for. */
typedef int(WINAPI* ETALON_PROGRAM)(void);

/*
 * Makes a program that CreateProcessW can start by the name of its file ("child.exe", without
 * regard to case and folder; of at most 260 characters). The process is simulated: it has an id,
 * threads and heaps of its own in the eyes of ETW, and is a thread of this program. NULL takes the
 * program away. False: the name is empty or too long.
 */
WINBASEAPI BOOL WINAPI etalon_set_program(LPCWSTR image_name, ETALON_PROGRAM program);

#ifdef __cplusplus
}
#endif

#endif /* ETALON_SIM_INCLUDE_ETALON_H_ */
