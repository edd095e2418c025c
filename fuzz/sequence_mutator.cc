#include "fuzz/sequence_mutator.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/host/random.h"

namespace etalon {
namespace {

using Operation = std::array<uint8_t, kOperationBytes>;
using Sequence = std::vector<Operation>;

constexpr uint8_t kKinds = 28;       // first bytes that mean something of their own
constexpr size_t kMostTogether = 8;  // operations that are moved or repeated at once
constexpr uint8_t kTelling[] = {0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 64, 127, 128, 192, 0xF4, 0xFF};

Sequence Read(const uint8_t* data, size_t size) {
  Sequence sequence;
  for (size_t at = 0; at < size; at += kOperationBytes) {
    Operation& operation = sequence.emplace_back();
    std::copy_n(data + at, std::min(kOperationBytes, size - at), operation.begin());
  }
  return sequence;
}

std::vector<uint8_t> Write(const Sequence& sequence, size_t most_bytes) {
  std::vector<uint8_t> bytes;
  for (const Operation& operation : sequence) {
    if (bytes.size() + kOperationBytes > most_bytes) break;
    bytes.insert(bytes.end(), operation.begin(), operation.end());
  }
  return bytes;
}

class Mutator {
 public:
  Mutator(Sequence sequence, uint32_t seed) : sequence_(std::move(sequence)), random_(seed) {}

  Sequence Mutate() {
    const size_t changes = 1 + Below(3);
    for (size_t i = 0; i < changes; ++i) Change();
    return std::move(sequence_);
  }

 private:
  size_t Below(size_t number) { return number == 0 ? 0 : random_.Next() % number; }
  size_t Place() { return Below(sequence_.size()); }
  auto At(size_t place) { return sequence_.begin() + static_cast<ptrdiff_t>(place); }

  void Change() {
    if (sequence_.empty()) return Insert();
    switch (Below(8)) {
      case 0:
      case 1:
        return Insert();
      case 2:
        return Delete();
      case 3:
        return std::swap(sequence_[Place()], sequence_[Place()]);
      case 4:
        return Repeat();
      case 5:
        return Move();
      default:
        return ChangeByte(&sequence_[Place()]);
    }
  }

  void Insert() {
    Operation operation;
    for (uint8_t& byte : operation) byte = static_cast<uint8_t>(random_.Next());
    operation[0] = static_cast<uint8_t>(Below(kKinds) | (operation[0] & 0x80));
    sequence_.insert(At(Below(sequence_.size() + 1)), operation);
  }

  void Delete() {
    if (sequence_.size() > 1) sequence_.erase(At(Place()));
  }

  Sequence Some(size_t from) {
    const size_t count = 1 + Below(std::min(kMostTogether, sequence_.size() - from));
    return Sequence(At(from), At(from + count));
  }

  void Repeat() {
    const Sequence some = Some(Place());
    sequence_.insert(At(Below(sequence_.size() + 1)), some.begin(), some.end());
  }

  void Move() {
    const size_t from = Place();
    const Sequence some = Some(from);
    sequence_.erase(At(from), At(from + some.size()));
    sequence_.insert(At(Below(sequence_.size() + 1)), some.begin(), some.end());
  }

  // Another kind, one that is told from the others by its value, a neighbour, or any.
  void ChangeByte(Operation* operation) {
    const size_t which = Below(kOperationBytes);
    uint8_t& byte = (*operation)[which];
    switch (Below(4)) {
      case 0:
        byte = kTelling[Below(std::size(kTelling))];
        break;
      case 1:
        byte = static_cast<uint8_t>(byte + (Below(2) == 0 ? 1 : 0xFF));
        break;
      case 2:
        byte = sequence_[Place()][which];
        break;
      default:
        byte = static_cast<uint8_t>(random_.Next());
    }
  }

  Sequence sequence_;
  sim::Random random_;
};

}  // namespace

std::vector<uint8_t> MutateSequence(const uint8_t* data, size_t size, size_t most_bytes,
                                    uint32_t seed) {
  return Write(Mutator(Read(data, size), seed).Mutate(), most_bytes);
}

std::vector<uint8_t> CrossSequences(const uint8_t* first, size_t first_size, const uint8_t* second,
                                    size_t second_size, size_t most_bytes, uint32_t seed) {
  Sequence sequence = Read(first, first_size);
  const Sequence other = Read(second, second_size);
  sim::Random random(seed);
  if (!sequence.empty()) sequence.resize(random.Next() % (sequence.size() + 1));
  const size_t from = other.empty() ? 0 : random.Next() % other.size();
  sequence.insert(sequence.end(), other.begin() + static_cast<ptrdiff_t>(from), other.end());
  return Write(sequence, most_bytes);
}

}  // namespace etalon
