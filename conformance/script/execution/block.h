// A piece of memory that an argument points to, and what a call changed in it.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_BLOCK_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_BLOCK_H_

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "conformance/script/execution/guarded_memory.h"
#include "conformance/script/execution/member_table.h"
#include "conformance/script/execution/symbol_table.h"
#include "conformance/script/outcome.h"

namespace etalon {

// How a block's bytes are told.
struct BlockForm {
  MemberTable members = {};
  size_t elements = 1;       // of an array of the structure
  size_t element_bytes = 0;  // 0: no array
  bool ansi = false;         // names in it are in Windows-1252
};

class Block {
 public:
  Block(std::string name, size_t bytes, size_t alignment, bool shifted, BlockForm form);

  const std::string& name() const { return name_; }
  uint8_t* data() { return memory_.data(); }
  size_t size() const { return memory_.size(); }
  GuardedMemory& memory() { return memory_; }

  // Writes as much of `value` as the block has room for at `offset`.
  template <typename T>
  void Put(size_t offset, const T& value) {
    PutBytes(offset, &value, sizeof value);
  }
  void PutBytes(size_t offset, const void* bytes, size_t size);
  void PutFill(size_t offset, size_t size);  // 0, 1, 2, ...

  template <typename T>
  T Get(size_t offset) const {
    T value = {};
    if (offset + sizeof value <= memory_.size())
      std::memcpy(&value, memory_.data() + offset, sizeof value);
    return value;
  }

  // Keeps the bytes as they are now, to compare with later.
  void Remember() { memory_.Keep(); }

  // EVENT_TRACE_PROPERTIES, in which sessions report. Of others AddReport tells nothing.
  bool is_report() const { return form_.members.data() == PropertiesMembers().data(); }
  void AddReport(const SymbolTable& symbols, std::vector<Change>* changes) const;

  // Adds what has changed since Remember, once.
  void AddChanges(const SymbolTable& symbols, std::vector<Change>* changes);

 private:
  bool IsChanged(size_t offset, size_t size) const;
  Value ValueOf(const Member& member, size_t offset, const SymbolTable& symbols) const;
  void AddMembers(MemberTable members, const SymbolTable& symbols,
                  std::vector<Change>* changes) const;
  void AddName(const Member& member, std::vector<Change>* changes) const;
  void ForgetChange(size_t offset, size_t size);
  void ForgetTold();
  void AddRest(std::vector<Change>* changes) const;

  const std::string name_;
  const BlockForm form_;
  GuardedMemory memory_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_BLOCK_H_
