#include "sim/session/session_table.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace etalon::sim {

namespace {

bool Exists(const Session& session) { return session.state() != Session::State::kStopped; }

}  // namespace

SessionTable::SessionTable(Host& host, uint32_t processors)
    : host_(host), processors_(processors) {}

template <typename Matches>
Session* SessionTable::FindIf(Matches&& matches) const {
  const auto is_it = [&](const std::unique_ptr<Session>& session) {
    return session != nullptr && Exists(*session) && session->settings().instance_of == 0 &&
           matches(*session);
  };
  if (is_it(global_logger_)) return global_logger_.get();
  for (const auto& session : owned_) {
    if (is_it(session)) return session.get();
  }
  return is_it(kernel_logger_) ? kernel_logger_.get() : nullptr;
}

Session* SessionTable::FindByHandle(TRACEHANDLE handle) const {
  const uint16_t id = static_cast<uint16_t>(handle);
  return FindIf([&](const Session& session) { return session.logger_id() == id; });
}

Session* SessionTable::FindByName(std::u16string_view name) const {
  return FindIf([&](const Session& session) { return SameName(session.settings().name, name); });
}

Session* SessionTable::FindByGuid(const GUID& guid) const {
  return FindIf([&](const Session& session) { return session.settings().guid == guid; });
}

Session* SessionTable::FindByLogFile(std::u16string_view full_name, const Disk& disk) const {
  const std::u16string wanted = disk.FullName(std::u16string(full_name));
  const auto writes_it = [&](const Session& session) {
    return Exists(session) && session.log_file_full_name() == wanted;
  };
  for (const auto& session : owned_) {
    if (writes_it(*session)) return session.get();  // instances too
  }
  return FindIf(writes_it);
}

uint32_t SessionTable::count() const {
  const std::vector<Session*> running = Running();
  return static_cast<uint32_t>(std::count_if(running.begin(), running.end(), [](Session* session) {
    return (session->settings().log_file_mode & EVENT_TRACE_PRIVATE_LOGGER_MODE) == 0;
  }));
}

uint32_t SessionTable::system_logger_count() const {
  const std::vector<Session*> running = Running();
  return static_cast<uint32_t>(std::count_if(running.begin(), running.end(), [](Session* session) {
    return session->settings().system_logger;
  }));
}

std::vector<Session*> SessionTable::Running() const {
  std::vector<Session*> running;
  FindIf([&](Session& session) {
    running.push_back(&session);
    return false;
  });
  return running;
}

Session& SessionTable::GlobalLogger() {
  if (global_logger_ == nullptr) {
    global_logger_ = Make(kGlobalLoggerId);
    slots_[kGlobalLoggerId].store(global_logger_.get(), std::memory_order_release);
  }
  return *global_logger_;
}

Session& SessionTable::Vacant(bool kernel) {
  if (kernel) {
    if (kernel_logger_ == nullptr) kernel_logger_ = Make(kKernelLoggerId);
    return *kernel_logger_;
  }
  for (const auto& session : owned_) {
    if (!Exists(*session)) return *session;
  }
  const size_t id = kFirstId + owned_.size();
  if (id >= kSlots) {
    std::fprintf(stderr, "etalon: more than %d sessions\n", kSlots - kFirstId);
    std::abort();
  }
  owned_.push_back(Make(static_cast<uint16_t>(id)));
  slots_[id].store(owned_.back().get(), std::memory_order_release);
  return *owned_.back();
}

void SessionTable::Describe(const StateWriter& out) const {
  for (const Session* session : Running()) {
    session->Describe(out.In("session", session->settings().name));
  }
}

std::unique_ptr<Session> SessionTable::Make(uint16_t logger_id) {
  return std::make_unique<Session>(host_, logger_id, processors_);
}

}  // namespace etalon::sim
