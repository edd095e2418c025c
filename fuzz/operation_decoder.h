// Bytes as a sequence of operations.
#ifndef ETALON_FUZZ_OPERATION_DECODER_H_
#define ETALON_FUZZ_OPERATION_DECODER_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"
#include "fuzz/live_objects.h"

namespace etalon {

// Four bytes an operation: which, on what, how, and how much. Every input means something. What an
// operation needs it takes from the objects that live, and where there are none the operation that
// brings one takes its place, so that most operations succeed; the highest values of a byte choose
// what is wrong on purpose. Some records stand for an operation of any kind at all, and some for
// one member of the operation behind them that is changed.
class OperationDecoder {
 public:
  OperationDecoder(const uint8_t* data, size_t size);

  // The next operation; there must be one. What came of the one before must have been told.
  bool HasNext() const { return at_ < size_; }
  Op Next();
  void Learn(const Op& op, const Outcome& outcome) { live_.Learn(op, outcome); }

  const LiveObjects& live() const { return live_; }

 private:
  uint8_t Byte() { return at_ < size_ ? data_[at_++] : uint8_t{0}; }

  Op Decode(uint8_t which);
  Op Start();
  Op StartHeap();
  Op Control();
  Op Register();
  Op Unregister();
  Op Enable();
  Op Write();
  Op WriteInstance();
  Op MakeInstance();
  Op Message();
  Op Open();
  Op Process();
  Op Close();
  Op Disturb();
  Op Processes();
  Op Heaps();
  Op Activity();
  Op Files();
  Op Modern();
  Op Any();
  Op Change();

  Handle AnySession();
  Properties SessionProperties(uint8_t how, uint8_t amount) const;
  Callback ControlCallback(uint8_t how) const;
  static Callback EnableCallback(uint8_t how);
  static std::u16string FileFor(uint8_t byte);

  const uint8_t* const data_;
  const size_t size_;
  size_t at_ = 0;
  uint8_t what_ = 0;
  uint8_t how_ = 0;
  uint8_t amount_ = 0;
  static constexpr int kMostChanges = 3;  // of one operation
  int changes_ = 0;                       // that the operation is inside
  int births_ = 0;  // of processes and started calls, for their names
  LiveObjects live_;
};

}  // namespace etalon

#endif  // ETALON_FUZZ_OPERATION_DECODER_H_
