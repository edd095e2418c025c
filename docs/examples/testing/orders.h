// A program to be tested, as it is written for Windows: a shop that tells of its orders by ETW.
#ifndef ETALON_DOCS_EXAMPLES_TESTING_ORDERS_H_
#define ETALON_DOCS_EXAMPLES_TESTING_ORDERS_H_

#ifndef UNICODE
#define UNICODE
#endif
#include <windows.h>
// A blank line, for clang-format: windows.h comes first.

#include <evntcons.h>
#include <evntrace.h>

namespace shop {

// {7C214FB1-9CAC-4B8D-BAED-7BF48BF63BB3}
inline constexpr GUID kProvider = {
    0x7c214fb1, 0x9cac, 0x4b8d, {0xba, 0xed, 0x7b, 0xf4, 0x8b, 0xf6, 0x3b, 0xb3}};

// Where a recording goes, and how much it may hold back.
struct Recording {
  LPCWSTR log_file = nullptr;  // none: whoever listens
  ULONG buffer_kb = 64;
  ULONG maximum_buffers = 0;  // ETW's choice
};

// The controller. One recording at a time; one that was left behind by a crash is replaced.
class Controller {
 public:
  ULONG Start(const Recording& recording);  // a Windows error code
  ULONG Stop();                             // also counts what was lost
  ULONG events_lost() const { return events_lost_; }

 private:
  TRACEHANDLE session_ = 0;
  ULONG events_lost_ = 0;
};

// The provider. What cannot be told is counted.
class Provider {
 public:
  Provider();
  ~Provider();
  Provider(const Provider&) = delete;
  Provider& operator=(const Provider&) = delete;

  void Shipped(ULONG order);
  unsigned dropped() const { return dropped_; }

 private:
  REGHANDLE handle_ = 0;
  unsigned dropped_ = 0;
};

// The consumer: tells the listener of each order, until the recording or the file ends.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void OnShipped(ULONG order) = 0;
};
ULONG Listen(LPCWSTR log_file, Listener& listener);  // no file: to the recording that goes on

}  // namespace shop

#endif  // ETALON_DOCS_EXAMPLES_TESTING_ORDERS_H_
