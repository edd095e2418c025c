#include "conformance/script/execution/call.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

constexpr uint8_t kCellPattern = 0x5A;    // in a number that the API has not filled
constexpr size_t kMostBytes = 16u << 20;  // of one block
constexpr uint64_t kNullPages = 0x10000;  // an address below is NULL and an offset
constexpr uint64_t kNearby = 0x1000;      // how far from a block a fault is still told by it

std::string Hex(uint64_t number) {
  char text[20];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(number));
  return text;
}

}  // namespace

Call::Call(Execution& execution, const char* function, bool exists)
    : execution_(execution), function_(function), born_in_(execution.world.CurrentProcess()) {
  lock_ = std::unique_lock(execution.mutex);
  blocks_.reserve(8);  // few calls have more
  if (exists) return;
  outcome_.ending = Ending::kNotImplemented;
  outcome_.detail = function_;
}

Call::~Call() {
  for (Block* const block : read_only_) block->memory().SetReadOnly(false);
}

void Call::Refuse(std::string problem) {
  if (outcome_.ending != Ending::kReturned) return;
  outcome_.ending = Ending::kHarnessFault;
  outcome_.detail = std::move(problem);
}

// ---- Arguments
// ------------------------------------------------------------------------------------

Call::Argument Call::Lay(const std::string& name, Place place, size_t bytes, size_t alignment,
                         BlockForm form) {
  if (place == Place::kNull) return {};
  if (place == Place::kUnmapped) return {nullptr, static_cast<uint8_t*>(UnmappedAddress()), true};
  if (bytes > kMostBytes) {
    Refuse("block " + name + " is larger than 16 MB");
    return {};
  }
  blocks_.push_back(
      std::make_shared<Block>(name, bytes, alignment, place == Place::kMisaligned, form));
  Block* const block = blocks_.back().get();
  if (place == Place::kReadOnly) read_only_.push_back(block);
  return {block, block->data(), true};
}

Call::Argument Call::LayNamed(const std::string& block, const char* call_name, Place place,
                              size_t bytes, BlockForm form) {
  if (block.empty()) return Lay(call_name, place, bytes, 8, form);
  const auto known = execution_.named_blocks.find(block);
  if (known == execution_.named_blocks.end()) {
    const Argument argument = Lay(block, place, bytes, 8, form);
    if (argument.block != nullptr) execution_.named_blocks[block] = blocks_.back();
    return argument;
  }
  if (place == Place::kNull || place == Place::kUnmapped) return Lay(block, place, bytes, 8, form);
  if (std::find(blocks_.begin(), blocks_.end(), known->second) == blocks_.end()) {
    blocks_.push_back(known->second);
  }
  if (place == Place::kReadOnly) read_only_.push_back(known->second.get());
  return {known->second.get(), known->second->data(), false};
}

Call::Argument Call::LayCell(const char* name, Place place, BlockForm form, size_t bytes) {
  const Argument cell = Lay(name, place, bytes, bytes, form);
  if (cell.block != nullptr) std::fill_n(cell.block->data(), bytes, kCellPattern);
  return cell;
}

Call::Argument Call::LayBytes(const std::string& name, Place place, const Bytes& bytes,
                              uint32_t fill) {
  const Argument argument = Lay(name, place, bytes.size() + fill, 1);
  if (argument.block == nullptr) return argument;
  argument.block->PutBytes(0, bytes.data(), bytes.size());
  argument.block->PutFill(bytes.size(), fill);
  return argument;
}

Call::Argument Call::LayGuid(const std::string& name, Place place, const Guid& guid) {
  const Argument argument = Lay(name, place, sizeof guid, 4);
  if (argument.block != nullptr) argument.block->Put(0, guid);
  return argument;
}

Call::Argument Call::LayWide(const char* name, Place place, const std::u16string& text) {
  const size_t bytes = 2 * (text.size() + 1);
  const Argument argument = Lay(name, place, bytes, 2);
  if (argument.block != nullptr) argument.block->PutBytes(0, text.c_str(), bytes);
  return argument;
}

Call::Argument Call::LayAnsi(const char* name, Place place, const std::u16string& text) {
  const std::string ansi = Utf16ToAnsi(text);
  const Argument argument = Lay(name, place, ansi.size() + 1, 1);
  if (argument.block != nullptr) argument.block->PutBytes(0, ansi.c_str(), ansi.size() + 1);
  return argument;
}

uint64_t Call::Resolve(const Handle& handle) {
  const std::optional<uint64_t> value = execution_.symbols.Resolve(handle);
  if (!value) Refuse("no handle " + handle.symbol + " was born yet");
  return value.value_or(0);
}

// ---- The call
// -------------------------------------------------------------------------------------

bool Call::Prepare() {
  if (outcome_.ending != Ending::kReturned) return false;
  const bool tells_everything = execution_.telling == Telling::kEverything;
  for (const auto& block : blocks_) {
    if (tells_everything || block->is_report()) block->Remember();
  }
  for (Block* const block : read_only_) block->memory().SetReadOnly(true);
  return true;
}

void Call::Run(void (*body)(void*), void* context) {
  const SurroundingsScope scope({.outcome = &outcome_});
  lock_.unlock();

  execution_.api.SetLastError(0);
  Fault fault;
  made_ = RunGuarded(body, context, &fault);
  const uint32_t last_error = made_ ? execution_.api.GetLastError() : 0;

  lock_.lock();
  if (last_error != 0) outcome_.last_error = last_error;
  if (made_) return;
  if (fault.is_missing_function) {
    outcome_.ending = Ending::kNotImplemented;
    outcome_.detail = function_;
    return;
  }
  outcome_.ending = Ending::kCrashed;
  outcome_.detail = Describe(fault);
}

void Call::Conclude(uint64_t result) {
  if (!made_) return;
  outcome_.returns = result;
  LookForDamage();
}

std::string Call::Describe(const Fault& fault) const {
  std::string text = fault.name;
  if (!fault.has_address) return text;
  text += fault.is_write ? ", write " : ", read ";
  if (fault.address < kNullPages)
    return text + "at NULL" + (fault.address == 0 ? "" : "+" + Hex(fault.address));
  const uint64_t unmapped = reinterpret_cast<uint64_t>(UnmappedAddress());
  if (fault.address - unmapped < kNearby) return text + "through an unmapped pointer";
  for (const auto& block : blocks_) {
    const uint64_t start = reinterpret_cast<uint64_t>(block->data());
    const uint64_t end = start + block->size();
    if (fault.address >= start && fault.address < end) {
      return text + "at byte " + std::to_string(fault.address - start) + " of block " +
             block->name();
    }
    if (fault.address >= end && fault.address < end + kNearby) {
      const uint64_t past = fault.address - end + 1;
      return text + std::to_string(past) + (past == 1 ? " byte" : " bytes") + " past block " +
             block->name();
    }
  }
  return text + "at a wild address";  // which one differs from run to run
}

// Writes that hit no guarded page.
void Call::LookForDamage() {
  for (const auto& block : blocks_) {
    const GuardedMemory::Damage damage = block->memory().FindDamage();
    if (damage == GuardedMemory::Damage::kNone) continue;
    const bool behind = damage == GuardedMemory::Damage::kBehind;
    outcome_.ending = Ending::kCrashed;
    outcome_.detail = behind ? "wrote past the end of block " : "wrote before the start of block ";
    outcome_.detail += block->name();
  }
}

// ---- The outcome
// ----------------------------------------------------------------------------------

void Call::LeaveBehind(HandleKind kind, const Argument& cell) {
  uint64_t untouched = 0;
  std::memset(&untouched, kCellPattern, sizeof untouched);
  const uint64_t value = cell.block->Get<uint64_t>(0);
  if (value == untouched || value == 0) return;
  execution_.left_behind.push_back({kind, value, born_in_});
}

void Call::Bear(HandleKind kind, uint64_t value) {
  outcome_.handles.push_back(execution_.symbols.Bear(kind, value, born_in_));
}

void Call::MarkClosed(HandleKind kind, uint64_t value) {
  for (BornHandle& born : execution_.symbols.born()) {
    if (born.kind == kind && born.value == value) born.open = false;
  }
}

void Call::TellFilled(const Argument& buffer, const Argument& length) {
  if (!succeeded() || buffer.block == nullptr) return;
  const size_t told =
      length.block == nullptr ? buffer.block->size() : length.block->Get<uint32_t>(0);
  const size_t bytes = std::min(told, buffer.block->size());
  if (bytes != 0) {
    outcome_.changes.push_back({buffer.block->name(), "bytes", ToHex(buffer.block->data(), bytes)});
  }
  buffer.block->Remember();
}

// A callback's step that crashed has left the implementation in pieces, whatever the call made of
// it.
void Call::LookIntoCallbacks() {
  for (const CallbackRecord& record : outcome_.callbacks) {
    for (const Outcome& step : record.steps) {
      if (step.ending != Ending::kCrashed) continue;
      outcome_.ending = Ending::kCrashed;
      outcome_.detail = "in callback " + record.callback + ": " + step.detail;
    }
  }
}

void Call::TellChanges() {
  for (const auto& block : blocks_) {
    if (execution_.telling == Telling::kEverything) {
      block->AddChanges(execution_.symbols, &outcome_.changes);
    } else {
      block->AddReport(execution_.symbols, &outcome_.changes);
    }
  }
}

Outcome Call::Finish() {
  LookIntoCallbacks();
  if (returned()) TellChanges();
  if (keep_blocks_ || outcome_.ending == Ending::kCrashed) {
    execution_.kept_blocks.insert(execution_.kept_blocks.end(), blocks_.begin(), blocks_.end());
  }
  return std::move(outcome_);
}

}  // namespace etalon
