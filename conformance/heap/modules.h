// Which file an address of a process belongs to.
#ifndef ETALON_CONFORMANCE_HEAP_MODULES_H_
#define ETALON_CONFORMANCE_HEAP_MODULES_H_

#include <cstdint>
#include <string>
#include <vector>

namespace etalon::heap {

struct Module {
  uint64_t base = 0;
  uint64_t size = 0;  // bytes
  std::string path;
  std::string name;         // its last part
  uint32_t from_epoch = 0;  // when it was there, first and last
  uint32_t to_epoch = 0xFFFFFFFF;
};

// The modules of one process. An epoch ends when a module comes to lie where another one was. Until
// then no address is ambiguous: unloading changes nothing.
class Modules {
 public:
  // Does nothing if it is known. True: a new epoch has begun.
  bool Load(uint64_t base, uint64_t size, const std::string& path);

  // Null: nothing is known to lie there.
  const Module* Find(uint64_t address, uint32_t epoch) const;

  const std::vector<Module>& all() const { return modules_; }
  uint32_t epoch() const { return epoch_; }

 private:
  std::vector<Module> modules_;  // in the order of loading
  uint32_t epoch_ = 0;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_MODULES_H_
