/* Etalon: include before the other headers in the file that shall define the GUIDs. */
#ifndef ETALON_SIM_INCLUDE_INITGUID_H_
#define ETALON_SIM_INCLUDE_INITGUID_H_

#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"

#endif /* ETALON_SIM_INCLUDE_INITGUID_H_ */
