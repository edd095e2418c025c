// A small set of result codes: what a call may answer.
#ifndef ETALON_CONFORMANCE_PROPERTIES_CODES_H_
#define ETALON_CONFORMANCE_PROPERTIES_CODES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// Never allocates: one is made for every call of a long run.
class Codes {
 public:
  Codes() = default;
  Codes(std::initializer_list<uint32_t> codes) {  // NOLINT: a list of codes is a set of them
    for (const uint32_t code : codes) Add(code);
  }

  void Add(uint32_t code) {
    if (!Has(code) && size_ < codes_.size()) codes_[size_++] = code;
  }
  void Add(const Codes& codes) {
    for (const uint32_t code : codes) Add(code);
  }
  bool Has(uint32_t code) const {
    for (const uint32_t one : *this) {
      if (one == code) return true;
    }
    return false;
  }
  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }
  const uint32_t* begin() const { return codes_.data(); }
  const uint32_t* end() const { return codes_.data() + size_; }

 private:
  std::array<uint32_t, 28> codes_ = {};
  size_t size_ = 0;
};

// "ERROR_SUCCESS, ERROR_MORE_DATA"
std::string ToString(const Codes& codes);

// Every code that some clause of the function names, and 0: whatever a caller did, nothing else may
// come. Empty for what is no function of ETW's. With `others` the codes that clauses accept from
// implementations other than the simulator, too.
const Codes& CodesOfFunction(const Op& op, bool others);

// What an outcome says about success: the code returned or, of a function that returns a value, the
// last error if the value may mean failure. 0: success.
uint32_t CodeOf(const Outcome& outcome);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_CODES_H_
