#include "golden/aftermath.h"

#include <algorithm>

#include "conformance/implementations/simulator_machine.h"
#include "conformance/script/guid.h"
#include "conformance/script/json.h"
#include "sim/host/simulated_disk.h"

namespace etalon {
namespace {

constexpr uint64_t kDriveBytes = uint64_t{1} << 40;

// What scenarios do to the computer does not count.
const std::vector<Op>& Repairs() {
  static const std::vector<Op> kRepairs = {
      SetDisk{.drive = "C:", .free_bytes = kDriveBytes, .bytes_per_second = ~uint64_t{0}},
      SetDisk{.drive = "D:", .free_bytes = kDriveBytes, .bytes_per_second = ~uint64_t{0}},
      Advance{.ms = 5000}};
  return kRepairs;
}

bool HasSessions(Implementation& simulator) {
  const auto state = simulator.DescribeState();
  return std::any_of(state.begin(), state.end(),
                     [](const auto& line) { return line.first.rfind("session/", 0) == 0; });
}

std::vector<std::string> FindLeaks(Implementation& simulator) {
  std::vector<std::string> found;
  sim::Host& host = MachineOf(simulator).host();
  if (host.memory.free() != sim::Memory::kFreeAtFirst) {
    found.push_back("no session is left, and " +
                    std::to_string(sim::Memory::kFreeAtFirst - host.memory.free()) +
                    " bytes of memory are held");
  }
  auto& disk = static_cast<sim::SimulatedDisk&>(*host.disk);
  for (const std::u16string& file : disk.List(u"C:\\etalon")) {
    if (disk.PutFile(file, {}) != sim::FileError::kInUse) continue;
    found.push_back("no session is left, and " + std::string(file.begin(), file.end()) +
                    " is held");
  }
  return found;
}

// A process and a thread of their own: those of the scenario may be gone or busy.
class Epilogue {
 public:
  explicit Epilogue(Implementation& simulator) : simulator_(simulator) {}

  std::vector<std::string> Play() {
    Must(NewProcess{.name = "epilogue"});
    StartTraceW start = {.name = u"epilogue", .on = on_};
    start.properties = {.buffer_size_kb = 4, .log_file = u"D:\\epilogue.etl"};
    const Handle session = Must(start).handle();
    Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {1}}, .on = on_});
    Must(StopTraceW{.handle = session, .on = on_});
    const Handle trace = Must(OpenTraceW{.log_file = u"D:\\epilogue.etl", .on = on_}).handle();
    const Outcome read = Must(ProcessTrace{.handles = {trace}, .on = on_});
    if (EventsIn(read) != 1) found_.push_back("afterwards an event is not in its log file");
    Must(CloseTrace{.trace = trace, .on = on_});
    return std::move(found_);
  }

 private:
  Outcome Must(const Op& op) {
    Outcome outcome = simulator_.Run(op);
    const bool is_fine = outcome.ending == Ending::kReturned &&
                         (outcome.returns_value ? !outcome.last_error : outcome.returns == 0);
    if (!is_fine) found_.push_back("afterwards " + ToJson(op) + " gives " + ToJson(outcome));
    return outcome;
  }

  static long EventsIn(const Outcome& read) {
    return std::count_if(read.callbacks.begin(), read.callbacks.end(), [](const auto& call) {
      return call.Text("Guid") == ToString(kClassGuid) && call.Text("Data") == "01";
    });
  }

  Implementation& simulator_;
  const On on_ = {.process = "epilogue"};
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> FindAftermath(Implementation& simulator) {
  for (const Op& repair : Repairs()) simulator.Run(repair);
  std::vector<std::string> found;
  if (!HasSessions(simulator)) found = FindLeaks(simulator);
  for (std::string& trouble : Epilogue(simulator).Play()) found.push_back(std::move(trouble));
  return found;
}

}  // namespace etalon
