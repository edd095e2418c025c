#include "sim/bench/memory_use.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "sim/bench/etw.h"
#include "sim/bench/heap_cases.h"
#include "sim/bench/log_file_cases.h"
#include "sim/bench/session.h"

namespace etalon::bench {
namespace {

constexpr int kSessions = 8;

// A line of /proc/self/status: VmRSS is the resident set, VmHWM its largest so far.
double ReadKilobytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.rfind(field + ':', 0) == 0) return std::atof(line.c_str() + field.size() + 1);
  }
  return 0;
}

bool StartSessions(uint32_t megabytes) {
  MachineEtw etw;
  std::vector<std::unique_ptr<Session<MachineEtw>>> sessions;
  for (int i = 0; i < kSessions; ++i) {
    const SessionRequest request = {.name = u"bench" + std::u16string(1, u'0' + i),
                                    .buffer_kb = megabytes * 1024 / 4,
                                    .minimum_buffers = 4,
                                    .maximum_buffers = 4};
    sessions.push_back(std::make_unique<Session<MachineEtw>>(etw, request));
    if (!sessions.back()->runs()) return false;
  }
  return true;
}

bool Do(const std::string& what, const std::string& with) {
  if (what == "start") return StartSessions(static_cast<uint32_t>(std::atoi(with.c_str())));
  if (what == "process") return ProcessFile(std::filesystem::path(with).u16string()) != 0;
  if (what == "heap") return AnalyseHeapTrace(with);
  return false;
}

}  // namespace

Case MemoryOf(const std::string& name) {
  return [name](benchmark::State& state) {
    const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
    double kilobytes = -1;
    for (auto _ : state) {
      const std::string command = "'" + program + "' --memory-of '" + name + "'";
      std::FILE* const output = popen(command.c_str(), "r");
      if (output == nullptr) break;
      if (std::fscanf(output, "%lf", &kilobytes) != 1) kilobytes = -1;
      if (pclose(output) != 0) kilobytes = -1;
    }
    if (kilobytes < 0) return state.SkipWithError("the process that measures memory failed");
    state.counters[kFound] = kilobytes;
  };
}

bool PrintMemoryUse(const std::string& name) {
  const size_t colon = name.find(':');
  if (colon == std::string::npos) return false;
  const double before = ReadKilobytes("VmRSS");
  if (!Do(name.substr(0, colon), name.substr(colon + 1))) return false;
  std::printf("%.0f\n", ReadKilobytes("VmHWM") - before);
  return true;
}

}  // namespace etalon::bench
