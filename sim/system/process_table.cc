#include "sim/system/process_table.h"

#include <utility>

#include "sim/host/upper_case.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kIdStep = 4;

// Where executables lie, and the kernel's own objects.
constexpr uint64_t kExecutableBase32 = 0x00400000;
constexpr uint64_t kExecutableBase64 = 0x7FF612340000;
constexpr uint64_t kExecutableBytes = 0x10000;
constexpr uint64_t kFileObjects = 0xFFFFFA8000000000;
constexpr uint64_t kFileKeys = 0xFFFFF8A000000000;
constexpr uint64_t kRequests = 0xFFFFFA8010000000;
constexpr uint64_t kObjectStep = 0x200;

}  // namespace

Image ExecutableOf(const Process& process) {
  Image image;
  image.file.path = process.image_name;
  image.file.bytes = kExecutableBytes;
  image.base = process.bits == 64 ? kExecutableBase64 : kExecutableBase32;
  return image;
}

Process& ProcessTable::Create(std::u16string image_name, Token token, uint32_t bits,
                              bool suspended) {
  const uint32_t pid = next_id_;
  next_id_ += kIdStep;
  return Add(pid, std::move(image_name), token, bits, suspended);
}

Process& ProcessTable::CreateInPlaceOf(const Process& exited, std::u16string image_name,
                                       Token token, uint32_t bits, bool suspended) {
  const uint32_t pid = exited.pid;
  replaced_.push_back(std::move(processes_.find(pid)->second));
  processes_.erase(pid);
  return Add(pid, std::move(image_name), token, bits, suspended);
}

Process& ProcessTable::Add(uint32_t pid, std::u16string image_name, Token token, uint32_t bits,
                           bool suspended) {
  auto process = std::make_unique<Process>();
  process->pid = pid;
  process->image_name = std::move(image_name);
  process->token = token;
  process->bits = bits;
  process->state = suspended ? Process::State::kSuspended : Process::State::kRunning;
  return *processes_.emplace(process->pid, std::move(process)).first->second;
}

Process& ProcessTable::Adopt(uint32_t pid) {
  auto process = std::make_unique<Process>();
  process->pid = pid;
  process->bits = sizeof(void*) * 8;
  return *processes_.insert_or_assign(pid, std::move(process)).first->second;
}

Process* ProcessTable::Find(uint32_t pid) const {
  const auto found = processes_.find(pid);
  if (found == processes_.end()) return nullptr;
  return found->second->state == Process::State::kExited ? nullptr : found->second.get();
}

std::vector<Process*> ProcessTable::Running() const {
  std::vector<Process*> running;
  for (const auto& [pid, process] : processes_) {
    if (process->state != Process::State::kExited) running.push_back(process.get());
  }
  return running;
}

void ProcessTable::Exit(Process& process) { process.state = Process::State::kExited; }

uint32_t ProcessTable::NextThreadId() {
  const uint32_t id = next_id_;
  next_id_ += kIdStep;
  return id;
}

uint32_t ProcessTable::InitialThreadOf(Process& process) {
  if (process.initial_thread == 0) process.initial_thread = NextThreadId();
  return process.initial_thread;
}

OpenFile ProcessTable::Open(std::u16string path) {
  const uint64_t offset = ++files_opened_ * kObjectStep;
  return {std::move(path), kFileObjects + offset, kFileKeys + offset};
}

uint64_t ProcessTable::NextRequest() { return kRequests + ++requests_made_ * kObjectStep; }

void ProcessTable::Remember(const ImageFile& file) { image_files_[UpperCase(file.path)] = file; }

const ImageFile* ProcessTable::FindImageFile(const std::u16string& path) const {
  const auto found = image_files_.find(UpperCase(path));
  return found == image_files_.end() ? nullptr : &found->second;
}

void ProcessTable::Describe(const StateWriter& out) const {
  for (const auto& [pid, process] : processes_) {
    const StateWriter of_process = out.In("process", pid);
    of_process.Text("ImageName", process->image_name);
    of_process.Number("Token", static_cast<uint64_t>(process->token));
    of_process.Number("State", static_cast<uint64_t>(process->state));
  }
  out.In("counter").Number("ProcessAndThreadIds", next_id_);
}

}  // namespace etalon::sim
