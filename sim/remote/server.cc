#include "sim/remote/server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "sim/c_api/environment.h"
#include "sim/remote/served_program.h"
#include "sim/remote/socket.h"

namespace etalon::sim::remote {
namespace {

namespace fs = std::filesystem;

// What the host says of a process: "exe", "cwd".
fs::path LinkOf(uint32_t pid, const char* name) {
  std::error_code none;
  return fs::read_symlink("/proc/" + std::to_string(pid) + "/" + name, none);
}

// ETALON_TOKEN, as the process was started with it; it has refused words that are none.
Token TokenOf(uint32_t pid) {
  constexpr std::string_view kVariable = "ETALON_TOKEN=";
  std::ifstream environment("/proc/" + std::to_string(pid) + "/environ", std::ios::binary);
  for (std::string variable; std::getline(environment, variable, '\0');) {
    if (!variable.starts_with(kVariable)) continue;
    return TokenNamed(variable.substr(kVariable.size())).value_or(Token::kAdministrator);
  }
  return Token::kAdministrator;
}

class DiskOfCallers final : public Disk {
 public:
  explicit DiskOfCallers(std::unique_ptr<Disk> disk) : disk_(std::move(disk)) {}

  FileError OpenFile(const std::u16string& name, Open how, std::unique_ptr<File>* file) override {
    return disk_->OpenFile(InFolder(name), how, file);
  }
  bool MayCreateIn(const std::u16string& name, bool privileged) const override {
    return disk_->MayCreateIn(InFolder(name), privileged);
  }
  std::u16string FullName(const std::u16string& name) const override {
    return disk_->FullName(InFolder(name));
  }
  uint64_t FreeBytes(const std::u16string& name) const override {
    return disk_->FreeBytes(InFolder(name));
  }
  bool OnSystemDrive(const std::u16string& name) const override {
    return disk_->OnSystemDrive(name);
  }

 private:
  static std::u16string InFolder(const std::u16string& name) {
    const Caller* const caller = CurrentCaller();
    if (caller == nullptr || name.empty() || name.front() == u'/') return name;
    const fs::path folder = LinkOf(caller->process->pid, "cwd");
    return folder.empty() ? name : folder.u16string() + u'/' + name;
  }

  const std::unique_ptr<Disk> disk_;
};

}  // namespace

std::unique_ptr<Disk> MakeDiskOfCallers(std::unique_ptr<Disk> disk) {
  return std::make_unique<DiskOfCallers>(std::move(disk));
}

Process* Server::Admit(int pid) {
  const std::u16string image = LinkOf(static_cast<uint32_t>(pid), "exe").filename().u16string();
  constexpr uint32_t kBits = 64;
  const std::lock_guard<std::mutex> hold_known(mutex_);
  const std::lock_guard<Lock> hold(machine_.lock());
  ProcessTable& processes = machine_.processes();
  // Of another namespace: a number of ours will do.
  if (pid <= 0) return &processes.Create(image, Token::kAdministrator, kBits, false);
  const auto id = static_cast<uint32_t>(pid);
  if (processes.Find(id) != nullptr) return nullptr;
  const auto known = known_.find(id);
  Process& process =
      known == known_.end()
          ? processes.Adopt(id)
          : processes.CreateInPlaceOf(*known->second, image, Token::kAdministrator, kBits, false);
  process.image_name = image;
  process.token = TokenOf(id);
  known_[id] = &process;
  return &process;
}

void Server::Serve(int socket) {
  ServedProgram program(machine_, socket, next_cpu_);
  const int pid = ProcessBehind(socket);
  // A program that became another one by exec closes its old socket just now.
  constexpr int kTries = 200;
  Process* process = Admit(pid);
  for (int i = 0; process == nullptr && i < kTries; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    process = Admit(pid);
  }
  if (process != nullptr) program.Run(*process);
}

void Server::Run(int listening) {
  for (;;) {
    const int socket = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) {
      std::thread([this, socket] { Serve(socket); }).detach();
    } else if (errno != EINTR && errno != ECONNABORTED) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));  // no files or memory for it
    }
  }
}

}  // namespace etalon::sim::remote
