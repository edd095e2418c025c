// Memory that tells when somebody reads or writes too far.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_GUARDED_MEMORY_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_GUARDED_MEMORY_H_

#include <cstddef>
#include <cstdint>

namespace etalon {

// So many bytes, zero at first, whose end touches a page that cannot be accessed, as closely as the
// alignment of the start allows. What lies between the end and that page, and the bytes before the
// start, hold a pattern, which shows writes that the hardware cannot.
//
// The pages come from a store of the process and go back to it. Thread-compatible.
class GuardedMemory {
 public:
  enum class Damage { kNone, kBefore, kBehind };

  // `alignment`: 1, 2, 4 or 8. `shifted`: starts one byte after an aligned address.
  GuardedMemory(size_t bytes, size_t alignment, bool shifted = false);
  ~GuardedMemory();
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory& operator=(const GuardedMemory&) = delete;

  uint8_t* data() { return data_; }
  const uint8_t* data() const { return data_; }
  size_t size() const { return size_; }

  Damage FindDamage() const;

  // Keeps the bytes as they are now; before the first Keep `kept` may not be used.
  void Keep();
  uint8_t* kept() { return pages_.copy; }
  const uint8_t* kept() const { return pages_.copy; }

  // While read-only, a write is a fault.
  void SetReadOnly(bool read_only);

 private:
  // Guarded pages, and as many for a copy of what they hold.
  struct Pages {
    size_t count = 0;
    uint8_t* first = nullptr;
    uint8_t* copy = nullptr;
  };
  class Store;

  size_t slack() const;    // bytes between the end and the page that cannot be accessed
  size_t watched() const;  // bytes before the start that are looked at

  const Pages pages_;
  const size_t size_;
  uint8_t* data_;
  bool read_only_ = false;
};

// Where nothing is.
void* UnmappedAddress();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_GUARDED_MEMORY_H_
