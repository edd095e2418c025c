#include "sim/session/session_table.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace etalon::sim {

namespace {

char16_t UpperCase(char16_t c) {
  const bool ascii = c >= u'a' && c <= u'z';
  const bool latin = c >= 0xE0 && c <= 0xFE && c != 0xF7;  // 0xF7 is the division sign
  return ascii || latin ? static_cast<char16_t>(c - 0x20) : c;
}

bool Exists(const Session& session) { return session.state() != Session::State::kStopped; }

}  // namespace

SessionTable::SessionTable(Host& host, uint32_t processors)
    : host_(host), processors_(processors) {}

template <typename Matches>
Session* SessionTable::FindIf(Matches&& matches) const {
  for (const auto& session : owned_) {
    if (Exists(*session) && matches(*session)) return session.get();
  }
  if (kernel_logger_ != nullptr && Exists(*kernel_logger_) && matches(*kernel_logger_)) {
    return kernel_logger_.get();
  }
  return nullptr;
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
  return FindIf([&](const Session& session) { return session.log_file_full_name() == wanted; });
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

std::u16string UpperCase(std::u16string_view text) {
  std::u16string upper(text);
  for (char16_t& c : upper) c = UpperCase(c);
  return upper;
}

bool SameName(std::u16string_view a, std::u16string_view b) {
  const auto same = [](char16_t x, char16_t y) { return UpperCase(x) == UpperCase(y); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

}  // namespace etalon::sim
