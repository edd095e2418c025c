// Cases that write events, for either kind of Etw.
#ifndef ETALON_SIM_BENCH_WRITE_CASES_H_
#define ETALON_SIM_BENCH_WRITE_CASES_H_

#include <benchmark/benchmark.h>

#include <cstdarg>

#include "sim/bench/etw.h"
#include "sim/bench/events.h"
#include "sim/bench/session.h"

namespace etalon::bench {

// EventRegister for as long as an object lives.
template <typename Etw>
class Provider {
 public:
  explicit Provider(Etw& etw, const GUID& guid = kProvider) : etw_(etw), guid_(guid) {
    if (etw_.EventRegister(&guid_, nullptr, nullptr, &handle_) != ERROR_SUCCESS) handle_ = 0;
  }
  ~Provider() {
    if (handle_ != 0) etw_.EventUnregister(handle_);
  }
  Provider(const Provider&) = delete;
  Provider& operator=(const Provider&) = delete;

  REGHANDLE handle() const { return handle_; }

  bool EnableTo(const Session<Etw>& session) {
    return handle_ != 0 && etw_.EnableTraceEx2(session.handle(), &guid_,
                                               EVENT_CONTROL_CODE_ENABLE_PROVIDER, 5, 0, 0, 0,
                                               nullptr) == ERROR_SUCCESS;
  }

 private:
  Etw& etw_;
  const GUID guid_;
  REGHANDLE handle_ = 0;
};

// TraceEvent as often as the state asks; what a call answers must be success.
template <typename Etw>
void WriteClassic(benchmark::State& state, Etw& etw, TRACEHANDLE session) {
  ClassicEvent event;
  ULONG errors = 0;
  uint64_t number = 0;
  for (auto _ : state) {
    event.Change(++number);
    errors |= etw.TraceEvent(session, &event.header);
    benchmark::ClobberMemory();
  }
  if (errors != ERROR_SUCCESS) state.SkipWithError("TraceEvent failed");
}

// EventWrite; success too where no session has enabled the provider.
template <typename Etw>
void WriteModern(benchmark::State& state, Etw& etw, REGHANDLE provider) {
  GatheredEvent event;
  ULONG errors = 0;
  uint64_t number = 0;
  for (auto _ : state) {
    event.Change(++number);
    benchmark::ClobberMemory();
    errors |= etw.EventWrite(provider, &kModernDescriptor, GatheredEvent::kBlocks, event.blocks);
    benchmark::ClobberMemory();
  }
  if (errors != ERROR_SUCCESS) state.SkipWithError("EventWrite failed");
}

template <typename Etw>
void TraceEventCase(benchmark::State& state) {
  Etw etw;
  const Session<Etw> session(etw, {});
  if (!session.runs()) return state.SkipWithError("StartTrace failed");
  WriteClassic(state, etw, session.handle());
}

template <typename Etw>
void EventWriteCase(benchmark::State& state) {
  Etw etw;
  const Session<Etw> session(etw, {});
  Provider<Etw> provider(etw);
  if (!provider.EnableTo(session)) return state.SkipWithError("EnableTraceEx2 failed");
  WriteModern(state, etw, provider.handle());
}

template <typename Etw>
void EventWriteNotEnabledCase(benchmark::State& state) {
  Etw etw;
  const Provider<Etw> provider(etw);
  WriteModern(state, etw, provider.handle());
}

// TraceMessageVa with the arguments behind `event`, as a provider's own variadic function calls it.
template <typename Etw>
void WriteMessages(benchmark::State* state, Etw* etw, TRACEHANDLE session, GatheredEvent* event,
                   ...) {
  ULONG errors = 0;
  uint64_t number = 0;
  va_list arguments;
  va_start(arguments, event);
  for (auto _ : *state) {
    event->Change(++number);
    va_list list;
    va_copy(list, arguments);
    benchmark::ClobberMemory();
    errors |= etw->TraceMessageVa(session, kMessageFlags, &kEventClass, 7, list);
    benchmark::ClobberMemory();
    va_end(list);
  }
  va_end(arguments);
  if (errors != ERROR_SUCCESS) state->SkipWithError("TraceMessageVa failed");
}

template <typename Etw>
void TraceMessageVaCase(benchmark::State& state) {
  Etw etw;
  const Session<Etw> session(etw, {});
  if (!session.runs()) return state.SkipWithError("StartTrace failed");
  GatheredEvent event;
  const size_t bytes = GatheredEvent::kBlockBytes;
  const uint8_t* const at = event.payload;
  WriteMessages(&state, &etw, session.handle(), &event, at, bytes, at + bytes, bytes, at + 2 * bytes,
                bytes, at + 3 * bytes, bytes, nullptr);
}

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_WRITE_CASES_H_
