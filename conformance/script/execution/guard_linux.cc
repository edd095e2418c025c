#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <ucontext.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "conformance/script/execution/guard.h"

namespace etalon {
namespace {

// One guarded call of a thread. Plain data: it is written by the signal handler.
struct Frame {
  sigjmp_buf back;
  Frame* outer;
  bool lets_abort_pass;
  int signal_number;
  uint64_t address;
  bool is_write;
};

thread_local Frame* innermost = nullptr;

// A stack overflow leaves no room for the handler but here.
struct SignalStack {
  SignalStack() : memory(new char[kBytes]) {
    stack_t stack = {};
    stack.ss_sp = memory.get();
    stack.ss_size = kBytes;
    sigaltstack(&stack, nullptr);
  }
  ~SignalStack() {
    stack_t stack = {};
    stack.ss_flags = SS_DISABLE;
    sigaltstack(&stack, nullptr);
  }
  static constexpr size_t kBytes = 65536;
  std::unique_ptr<char[]> memory;
};

constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
constexpr const char* kSignalNames[] = {"SIGSEGV", "SIGBUS",  "SIGILL",
                                        "SIGFPE",  "SIGABRT", "SIGTRAP"};
struct sigaction actions_before[std::size(kSignals)];

bool IsWrite(const void* context) {
#ifdef __x86_64__
  const auto* const user = static_cast<const ucontext_t*>(context);
  return (user->uc_mcontext.gregs[REG_ERR] & 2) != 0;
#else
  (void)context;
  return false;
#endif
}

// To whoever took it before: a fuzzer that saves its input, the system that ends the process. A
// fault happens again when the handler returns, abort() does not return to its caller.
void PassOn(int signal_number) {
  const size_t index = static_cast<size_t>(
      std::find(std::begin(kSignals), std::end(kSignals), signal_number) - std::begin(kSignals));
  sigaction(signal_number, &actions_before[index], nullptr);
  if (signal_number == SIGABRT) raise(signal_number);
}

void Handle(int signal_number, siginfo_t* info, void* context) {
  Frame* frame = innermost;
  while (frame != nullptr && frame->lets_abort_pass && signal_number == SIGABRT) {
    frame = frame->outer;
  }
  if (frame == nullptr) {
    PassOn(signal_number);
    return;
  }
  innermost = frame->outer;
  frame->signal_number = signal_number;
  frame->address = reinterpret_cast<uint64_t>(info->si_addr);
  frame->is_write = IsWrite(context);
  siglongjmp(frame->back, 1);
}

// On the fault's own stack ASan knows its way. Told of a jump from another, it reads the process's
// whole map of memory, twice, which is most of the time of a fuzzer whose inputs have bad pointers.
// An overflow of the stack then ends the process, which ASan reports.
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
constexpr int kOnStack = 0;
#else
constexpr int kOnStack = SA_ONSTACK;
#endif

bool InstallHandlers() {
  for (size_t i = 0; i < std::size(kSignals); ++i) {
    struct sigaction action = {};
    action.sa_sigaction = Handle;
    action.sa_flags = SA_SIGINFO | kOnStack | SA_NODEFER;
    sigaction(kSignals[i], &action, &actions_before[i]);
  }
  return true;
}

void Describe(const Frame& frame, Fault* fault) {
  *fault = {};
  for (size_t i = 0; i < std::size(kSignals); ++i) {
    if (kSignals[i] == frame.signal_number) fault->name = kSignalNames[i];
  }
  fault->has_address = frame.signal_number == SIGSEGV || frame.signal_number == SIGBUS;
  fault->address = frame.address;
  fault->is_write = frame.is_write;
}

// False: a fault brought it back here. The signal mask needs no saving: the handler leaves it
// alone.
bool Enter(Frame* frame, void (*body)(void* context), void* context) {
  static const bool installed = InstallHandlers();
  static thread_local const SignalStack stack;
  (void)installed;
  (void)stack;

  frame->outer = innermost;
  if (sigsetjmp(frame->back, 0) != 0) return false;
  innermost = frame;
  try {
    body(context);
  } catch (...) {  // a thread that the simulator abandons is unwound
    innermost = frame->outer;
    throw;
  }
  innermost = frame->outer;
  return true;
}

}  // namespace

bool RunGuarded(void (*body)(void* context), void* context, Fault* fault) {
  Frame frame;
  frame.lets_abort_pass = false;
  const bool returned = Enter(&frame, body, context);
  if (!returned) Describe(frame, fault);
  return returned;
}

bool RunExpectingFaults(void (*body)(void* context), void* context) {
  Frame frame;
  frame.lets_abort_pass = true;
  return Enter(&frame, body, context);
}

}  // namespace etalon
