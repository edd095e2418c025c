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

bool ControlRequest::AsksFor(const Session& session) const {
  const uint32_t mode = EVENT_TRACE_PRIVATE_LOGGER_MODE;
  if ((session.settings().log_file_mode & mode) == 0) return true;
  return (properties_->LogFileMode & mode) != 0 &&
         properties_->Wnode.Guid == session.settings().guid;
}

Session* ControlRequest::Find(Machine& machine) const {
  const SessionTable& sessions = machine.sessions();
  if (name_) {
    Session* const session = sessions.FindByName(*name_);
    return session != nullptr && AsksFor(*session) ? session : nullptr;
  }
  return sessions.FindByHandle(HasKernelGuid() ? kKernelLoggerId : handle_);
}

Session* ControlRequest::FindRunning(Machine& machine) const {
  Session* session = Find(machine);
  return session != nullptr && session->state() == Session::State::kRunning ? session : nullptr;
}

}  // namespace etalon::sim
