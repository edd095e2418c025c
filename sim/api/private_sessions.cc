#include "sim/api/private_sessions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "sim/api/log_file.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

bool Has(const Session& session, uint32_t mode) {
  return (session.settings().log_file_mode & mode) == mode;
}

bool IsPrivate(const Session& session) { return Has(session, EVENT_TRACE_PRIVATE_LOGGER_MODE); }

std::u16string_view FileName(std::u16string_view path) {
  const size_t slash = path.find_last_of(u"\\/");
  return slash == std::u16string_view::npos ? path : path.substr(slash + 1);
}

bool MayRunIn(const SessionSettings& settings, const Process& process) {
  const std::vector<uint32_t>& pids = settings.filter_pids;
  const std::vector<std::u16string>& images = settings.filter_images;
  const auto is_image = [&](const std::u16string& image) {
    return SameName(FileName(image), FileName(process.image_name));
  };
  if (settings.plain_owner && process.token != Token::kUser) return false;
  if (!pids.empty() && std::find(pids.begin(), pids.end(), process.pid) == pids.end()) return false;
  return images.empty() || std::any_of(images.begin(), images.end(), is_image);
}

bool RunsInItsFirstProcess(const Session& session) {
  const std::vector<Session*> instances = session.instances();
  return std::find(instances.begin(), instances.end(), &session) != instances.end();
}

std::u16string NameFor(uint32_t pid, const std::u16string& log_file) {
  if (log_file.empty()) return {};
  std::u16string name = log_file + u"_";
  for (const char digit : std::to_string(pid)) name += static_cast<char16_t>(digit);
  return name;
}

// Null: it cannot be had.
Session* StartInstance(Machine& machine, const Session& session, const Process& process) {
  SessionSettings settings = session.settings();
  settings.instance_of = session.logger_id();
  settings.owner_pid = process.pid;
  settings.owner_bits = process.bits;
  settings.logger_thread_id = machine.processes().NextThreadId();
  settings.log_file_name = NameFor(process.pid, settings.log_file_name);
  Session& instance = machine.sessions().Vacant(false);
  if (!instance.TakeMemory(settings)) return nullptr;
  std::unique_ptr<File> file;
  if (!settings.log_file_name.empty() &&
      CreateLogFile(machine, settings.log_file_name, settings.log_file_mode, &file) !=
          FileError::kNone) {
    instance.GiveMemoryBack();
    return nullptr;
  }
  if (!instance.Start(std::move(settings), std::move(file))) return nullptr;
  instance.SetEndHandler([&machine](Session& full) { EndSession(machine, full); });
  return &instance;
}

void RunIn(Machine& machine, Session& session, const Process& process) {
  if (session.In(process.pid) != nullptr || !MayRunIn(session.settings(), process)) return;
  if (CountPrivateSessions(machine, process, 0) >= kMaximumPrivateSessions) {
    const bool counted = session.instances().empty() && session.settings().owner_pid == process.pid;
    if (!counted) return;
  }
  if (!RunsInItsFirstProcess(session)) return session.RunIn(process.pid, session);
  Session* instance = StartInstance(machine, session, process);
  if (instance != nullptr) session.RunIn(process.pid, *instance);
}

void Stop(Session& session) {
  session.BeginStop();
  session.Finish();
}

}  // namespace

std::vector<const Process*> ProcessesWith(Machine& machine, const GUID& provider) {
  std::vector<const Process*> processes;
  for (const Registration* one : machine.providers().Of(provider)) {
    processes.push_back(one->process);
  }
  for (const EventRegistration* one : machine.providers().event_registrations()) {
    if (one->provider() == provider) processes.push_back(one->process());
  }
  return processes;
}

uint32_t CountPrivateSessions(Machine& machine, const Process& process, uint32_t mode) {
  const std::vector<Session*> running = machine.sessions().Running();
  return static_cast<uint32_t>(std::count_if(running.begin(), running.end(), [&](Session* session) {
    if (!IsPrivate(*session) || !Has(*session, mode)) return false;
    const bool waits = session->instances().empty();
    return waits ? session->settings().owner_pid == process.pid
                 : session->In(process.pid) != nullptr;
  }));
}

void PlacePrivateSession(Machine& machine, Session& session) {
  if (!IsPrivate(session)) return;
  if (Has(session, EVENT_TRACE_PRIVATE_IN_PROC)) {
    return session.RunIn(session.settings().owner_pid, session);
  }
  for (const Process* process : ProcessesWith(machine, session.settings().guid)) {
    RunIn(machine, session, *process);
  }
}

void RunPrivateSessionsIn(Machine& machine, Process& process, const GUID& provider) {
  for (Session* session : machine.sessions().Running()) {
    const bool is_for_it = IsPrivate(*session) && !Has(*session, EVENT_TRACE_PRIVATE_IN_PROC) &&
                           session->state() == Session::State::kRunning &&
                           session->settings().guid == provider;
    if (is_for_it) RunIn(machine, *session, process);
  }
}

void StopInstances(Machine& machine, Session& session) {
  const uint16_t whole = session.settings().instance_of;
  if (whole != 0) {
    Session* const of = machine.sessions().FindByHandle(whole);
    if (of != nullptr) of->Leave(session.settings().owner_pid);
    return;
  }
  for (Session* instance : session.instances()) {
    if (instance == &session) continue;
    session.Leave(instance->settings().owner_pid);
    if (instance->state() == Session::State::kRunning) Stop(*instance);
  }
}

void UpdateInstances(Machine& machine, Session& session, bool has_new_file) {
  for (Session* instance : session.instances()) {
    if (instance == &session) continue;
    instance->SetFlushTimer(session.settings().flush_timer);
    if (!has_new_file) continue;
    const std::u16string name =
        NameFor(instance->settings().owner_pid, session.settings().log_file_name);
    std::unique_ptr<File> file;
    if (CreateLogFile(machine, name, session.settings().log_file_mode, &file) == FileError::kNone) {
      instance->SetLogFile(name, std::move(file));
    }
  }
}

void EndPrivateSessionsIn(Machine& machine, const Process& process) {
  for (Session* session : machine.sessions().Running()) {
    Session* const instance = IsPrivate(*session) ? session->In(process.pid) : nullptr;
    if (instance == nullptr) continue;
    session->Leave(process.pid);
    if (instance != session || Has(*session, EVENT_TRACE_PRIVATE_IN_PROC)) {
      Stop(*instance);
    } else {
      session->Flush();  // the next process that registers the provider goes on in its file
    }
  }
}

}  // namespace etalon::sim
