#include "sim/api/control_request.h"

#include <utility>

#include "sim/api/session_name.h"

namespace etalon::sim {
namespace {

constexpr TRACEHANDLE kGlobalLoggerHandle = 1;  // WMI_GLOBAL_LOGGER_ID

std::optional<std::u16string> Nonempty(std::optional<std::u16string> name) {
  return name && !name->empty() ? std::move(name) : std::nullopt;
}

}  // namespace

ControlRequest::ControlRequest(TRACEHANDLE handle, LPCWSTR name, EVENT_TRACE_PROPERTIES* properties)
    : handle_(handle), name_(Nonempty(Text(name))), properties_(properties, Encoding::kWide) {}

ControlRequest::ControlRequest(TRACEHANDLE handle, LPCSTR name, EVENT_TRACE_PROPERTIES* properties)
    : handle_(handle), name_(Nonempty(Text(name))), properties_(properties, Encoding::kAnsi) {}

bool ControlRequest::HasKernelGuid() const {
  return properties_->Wnode.Guid == SystemTraceControlGuid;
}

bool ControlRequest::NamesNothing() const { return !name_ && handle_ == 0 && !HasKernelGuid(); }

bool ControlRequest::IsByHandle() const {
  return !name_ && !HasKernelGuid() && handle_ != 0 && handle_ != kGlobalLoggerHandle;
}

bool ControlRequest::HasKernelGuidAndOtherName() const {
  return name_ && HasKernelGuid() && !IsKernelLoggerName(*name_);
}

Session* ControlRequest::Find(Machine& machine) const {
  const SessionTable& sessions = machine.sessions();
  if (name_) return sessions.FindByName(*name_);
  return sessions.FindByHandle(HasKernelGuid() ? kKernelLoggerId : handle_);
}

Session* ControlRequest::FindRunning(Machine& machine) const {
  Session* session = Find(machine);
  return session != nullptr && session->state() == Session::State::kRunning ? session : nullptr;
}

}  // namespace etalon::sim
