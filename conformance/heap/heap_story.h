// A small trace in which everything happens that reports tell of.
#ifndef ETALON_CONFORMANCE_HEAP_HEAP_STORY_H_
#define ETALON_CONFORMANCE_HEAP_HEAP_STORY_H_

#include <cstdint>
#include <ostream>

#include "conformance/heap/heap_log.h"

namespace etalon::heap {

// Process 1000, app.exe, leaks 350 of 1350 bytes and ends; its id is used again, by tool.exe, which
// frees everything. Process 2000, of 32 bits and without a name, still has 64 bytes at the end.
inline void TellStory(std::ostream& out) {
  constexpr uint64_t kApp = 0x140000000;
  constexpr uint64_t kSystem = 0x7FF800000000;
  HeapLogOptions options;
  options.ends_after_ms = 100;
  HeapLog log(out, options);

  log.writer = {1000, 1, 64, 0};
  log.Process(1, 1000, 0, "app.exe");
  log.Image(10, 1000, kApp, 0x10000, u"\\Device\\HarddiskVolume1\\app.exe");
  log.Image(10, 1000, kSystem, 0x200000, u"\\Device\\HarddiskVolume1\\ntdll.dll");
  log.Create(0x20000);
  log.Wait(10);
  log.Allocate(0x20000, 0x20100, 100);
  log.Stack({kSystem + 0x100, kApp + 0x1000, kApp + 0x10});
  log.Allocate(0x20000, 0x20200, 200);
  log.Stack({kSystem + 0x100, kApp + 0x2000, kApp + 0x10});
  log.Wait(10);
  log.Reallocate(0x20000, 0x20400, 0x20200, 300, 200);  // keeps its stack
  log.Free(0x20000, 0x20100);
  log.Allocate(0x20000, 0x20100, 50);
  log.Stack({kSystem + 0x100, kApp + 0x1000, kApp + 0x10});
  log.Extend(0x20000, 0x4000, 0x100000);
  log.Wait(10);
  log.Create(0x90000);
  log.Allocate(0x90000, 0x90100, 1000);
  log.Destroy(0x90000);
  log.Allocate(0x20000, 0, 1 << 30);  // in vain

  log.writer = {2000, 7, 32, 1};
  log.Wait(10);
  log.Allocate(0x5000, 0x5100, 64);
  log.Free(0x5000, 0x7770);  // from before the trace

  log.writer = {1000, 2, 64, 0};
  log.Process(2, 1000, 3, "app.exe");
  log.Wait(40);
  log.Process(1, 1000, 0, "tool.exe");
  log.Create(0x20000);
  log.Allocate(0x20000, 0x20100, 7);
  log.Free(0x20000, 0x20100);
  log.Finish();
}

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_HEAP_STORY_H_
