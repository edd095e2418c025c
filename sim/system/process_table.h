// The processes of the simulated computer.
#ifndef ETALON_SIM_SYSTEM_PROCESS_TABLE_H_
#define ETALON_SIM_SYSTEM_PROCESS_TABLE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/host/state_writer.h"
#include "sim/system/image.h"

namespace etalon::sim {

// Who a process runs as. The allowed set for controllers is everyone but kUser.
enum class Token {
  kAdministrator,
  kPerformanceLogUser,
  kLocalSystem,
  kLocalService,
  kNetworkService,
  kUser,
};

// A file that a process has open. Both numbers are the kernel's addresses.
struct OpenFile {
  std::u16string path;  // as it was named
  uint64_t object = 0;  // unlike that of any other opening
  uint64_t key = 0;     // by which events of its name and of the disk know it
};

struct Process {
  enum class State { kRunning, kSuspended, kExited };

  uint32_t pid = 0;
  std::u16string image_name;
  Token token = Token::kAdministrator;
  uint32_t bits = 64;  // 32 or 64: which headers it writes to files
  State state = State::kRunning;
  uint32_t parent = 0;          // id of the process that created it; 0: not known
  uint32_t initial_thread = 0;  // 0: nobody has asked for it yet, see InitialThreadOf
  std::vector<uint32_t> further_threads = {};  // by age
  std::vector<Image> libraries = {};           // likewise; the executable is there all along
  std::vector<OpenFile> files = {};
};

// The image of the executable: 64 KB, where linkers put it.
Image ExecutableOf(const Process& process);

// Processes by id. A process that has exited stays known (its registrations are gone, its events
// remain), and nobody else gets its id unless a test asks for that. Ids are multiples of 4, as on
// Windows, and processes and threads share one series. Under the machine's lock; a Process& stays
// good for as long as the table.
class ProcessTable {
 public:
  Process& Create(std::u16string image_name, Token token, uint32_t bits, bool suspended);

  // With the id of a process that has exited.
  Process& CreateInPlaceOf(const Process& exited, std::u16string image_name, Token token,
                           uint32_t bits, bool suspended);

  Process& Adopt(uint32_t pid);           // the process that libetalon.so runs in
  Process* Find(uint32_t pid) const;      // null: no such process, or it has exited
  std::vector<Process*> Running() const;  // or suspended, by id
  void Exit(Process& process);

  uint32_t NextThreadId();

  // The id of the thread that a process begins with; it gets one when it is asked for first.
  uint32_t InitialThreadOf(Process& process);

  // A file that has been opened: what events will call it.
  OpenFile Open(std::u16string path);

  // The number of the next request to a disk, as an address.
  uint64_t NextRequest();

  // Every file that has ever been an image of some process, by its path in capitals: what becomes
  // of it later does not take it away.
  void Remember(const ImageFile& file);
  const ImageFile* FindImageFile(const std::u16string& path) const;  // null: there was none

  void Describe(const StateWriter& out) const;

 private:
  Process& Add(uint32_t pid, std::u16string image_name, Token token, uint32_t bits,
               bool suspended);

  std::map<uint32_t, std::unique_ptr<Process>> processes_;
  std::vector<std::unique_ptr<Process>> replaced_;  // whose ids others have now
  uint32_t next_id_ = 1000;
  uint64_t files_opened_ = 0;
  uint64_t requests_made_ = 0;
  std::map<std::u16string, ImageFile> image_files_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_PROCESS_TABLE_H_
