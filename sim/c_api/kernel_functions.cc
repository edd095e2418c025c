// The functions of etalon.h by which a program pretends what system loggers see. Left out of builds
// for Windows.
#include <string>

#include "sim/api/kernel_activity.h"
#include "sim/c_api/default_machine.h"
#include "sim/include/etalon.h"

using etalon::sim::Caller;
using etalon::sim::CallerOfThisThread;

extern "C" {

BOOL WINAPI etalon_load_image(LPCWSTR path, LPVOID base, SIZE_T bytes) {
  if (path == nullptr || path[0] == 0) return FALSE;
  const Caller& caller = CallerOfThisThread();
  etalon::sim::ImageFile file;
  file.path.assign(path, path + lstrlenW(path));
  file.bytes = bytes;
  etalon::sim::MapImage(*caller.machine, file, reinterpret_cast<uint64_t>(base));
  return TRUE;
}

BOOL WINAPI etalon_unload_image(LPCWSTR path) {
  if (path == nullptr) return FALSE;
  const Caller& caller = CallerOfThisThread();
  const std::u16string name(path, path + lstrlenW(path));
  return etalon::sim::UnmapImage(*caller.machine, name) ? TRUE : FALSE;
}

}  // extern "C"
