#include "sim/kernel/process_events.h"

#include "sim/kernel/kernel_classes.h"
#include "sim/system/identity.h"

namespace etalon::sim {
namespace {

constexpr WindowsVersion kWindows11_22H2(10, 0, 22621);
constexpr uint8_t kSwitchType = 0x24;
constexpr uint32_t kStillActive = 259;
constexpr uint32_t kNarrowProcess = 2;  // ProcessFlags: Wow64
constexpr uint8_t kUsualPriority = 8;

// Where the kernel would keep something of a process; never 0.
uint64_t KernelAddress(const Process& process) {
  return 0xFFFF800000000000 | StartKeyOf(process) << 8;
}

uint16_t ProcessVersion(WindowsVersion windows) {
  if (windows >= kWindows8) return 4;
  if (windows >= kWindows7) return 3;
  return windows >= kVista ? 2 : 1;
}

uint16_t ThreadVersion(WindowsVersion windows) {
  if (windows >= kWindows11_22H2) return 4;
  if (windows >= kWindows7) return 3;
  return windows >= kVista ? 2 : 1;
}

uint16_t ImageVersion(WindowsVersion windows) {
  if (windows >= kWindows8) return 3;
  return windows >= kVista ? 2 : 1;
}

// A TOKEN_USER, which is a pointer and attributes, and the SID behind it. A null pointer would say
// that there is none.
void PutUser(const Process& process, Payload* payload) {
  payload->Pointer(KernelAddress(process)).Pointer(0).Raw(SidOf(process.token));
}

std::u16string_view FileName(std::u16string_view path) {
  return path.substr(path.find_last_of(u"\\/") + 1);  // npos + 1 is 0: all of it
}

}  // namespace

SystemEvent ProcessEvent(Moment moment, const Process& process, WindowsVersion windows) {
  const uint16_t version = ProcessVersion(windows);
  const uint64_t directory = uint64_t{process.pid} << 12;  // of its pages
  Payload payload;
  payload.Pointer(version == 1 ? directory : KernelAddress(process));
  payload.U32(process.pid).U32(process.parent).U32(TerminalSessionOf(process.token));
  payload.U32(moment == Moment::kEnd ? 0 : kStillActive);
  if (version >= 3) payload.Pointer(directory);
  if (version >= 4) payload.U32(process.bits == 32 ? kNarrowProcess : 0);
  PutUser(process, &payload);
  payload.Narrow(FileName(process.image_name));
  if (version >= 2) payload.Wide(process.image_name);  // the command line
  if (version >= 4) payload.Wide(u"").Wide(u"");       // a package and its application
  return {kProcessGroup, static_cast<uint8_t>(moment), version, true, payload.Take()};
}

SystemEvent ThreadEvent(Moment moment, uint32_t pid, uint32_t thread_id, WindowsVersion windows) {
  const uint16_t version = ThreadVersion(windows);
  const bool begins = moment == Moment::kBegin || moment == Moment::kThereAtStart;
  Payload payload;
  payload.U32(pid).U32(thread_id);
  if (version == 1 && begins) {
    for (int i = 0; i < 6; ++i) payload.Pointer(0);  // stacks and start addresses
    payload.U8(0);                                   // how it waits
  }
  if (version >= 2) {
    for (int i = 0; i < 7; ++i) payload.Pointer(0);  // stacks, affinity or start, start, TEB
    payload.U32(0);                                  // tag of the service
  }
  if (version >= 3) payload.U8(kUsualPriority).U8(5).U8(2).U8(0);  // base, page, I/O; flags
  if (version >= 4) payload.Wide(u"");                             // its name
  return {kThreadGroup, static_cast<uint8_t>(moment), version, true, payload.Take()};
}

SystemEvent ImageEvent(Moment moment, uint32_t pid, const Image& image, WindowsVersion windows) {
  const uint16_t version = ImageVersion(windows);
  Payload payload;
  payload.Pointer(image.base).Pointer(image.file.bytes).U32(pid);
  if (version >= 2) {
    payload.U32(image.file.checksum).U32(image.file.time_stamp).U32(0);  // unsigned
    payload.Pointer(image.base);                                         // where it wants to be
    payload.U32(0).U32(0).U32(0).U32(0);
  }
  payload.Wide(image.file.path);
  if (moment == Moment::kBegin) {
    return {kProcessGroup, kImageLoaded, version, true, payload.Take()};
  }
  return {kImageGroup, static_cast<uint8_t>(moment), version, true, payload.Take()};
}

SystemEvent SwitchEvent(const Switch& change, WindowsVersion windows) {
  constexpr uint8_t kIdlePriority = 0;
  constexpr uint8_t kUserMode = 1;
  Payload payload;
  payload.U32(change.new_thread).U32(change.old_thread);
  payload.U8(change.new_thread != 0 ? kUsualPriority : kIdlePriority);
  payload.U8(change.old_thread != 0 ? kUsualPriority : kIdlePriority);
  payload.U8(0).U8(0);  // C-state, spare
  payload.U8(change.old_wait_reason).U8(kUserMode).U8(change.old_state);
  payload.U8(0);  // ideal processor
  payload.U32(change.new_wait_time).U32(0);
  const uint16_t version = windows >= kWindows8 ? 4 : 2;
  return {kThreadGroup, kSwitchType, version, false, payload.Take()};
}

}  // namespace etalon::sim
