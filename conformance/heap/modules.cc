#include "conformance/heap/modules.h"

#include "conformance/heap/kernel_event.h"

namespace etalon::heap {

bool Modules::Load(uint64_t base, uint64_t size, const std::string& path) {
  bool replaces = false;
  for (Module& module : modules_) {
    if (module.to_epoch < epoch_) continue;
    if (module.base == base && module.size == size && module.path == path) return false;
    const bool overlaps = module.base < base + size && base < module.base + module.size;
    if (!overlaps) continue;
    module.to_epoch = epoch_;
    replaces = true;
  }
  if (replaces) ++epoch_;
  modules_.push_back({base, size, path, FileNameOf(path), replaces ? epoch_ : 0});
  return replaces;
}

const Module* Modules::Find(uint64_t address, uint32_t epoch) const {
  for (const Module& module : modules_) {
    if (address - module.base < module.size && module.from_epoch <= epoch &&
        epoch <= module.to_epoch) {
      return &module;
    }
  }
  return nullptr;
}

}  // namespace etalon::heap
