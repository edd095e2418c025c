#include "fuzz/operation_change.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "conformance/clauses/error_names.h"
#include "fuzz/members.h"

namespace etalon {
namespace {

constexpr uint64_t kNumbers[] = {0,   1,   2,   3,   4,    5,    6,    7,      8,      15,     16,
                                 24,  31,  40,  47,  48,   56,   63,   64,     100,    119,    120,
                                 121, 127, 128, 144, 200,  255,  256,  1000,   1023,   1024,   1025,
                                 4095, 4096, 16384, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF,
                                 0x80000000, 0xFFFFFFFF, 0x80FF0000, 0x100000000, ~uint64_t{0}};
constexpr const char16_t* kTexts[] = {u"", u"one", u"ONE", u"two", u"NT Kernel Logger",
                                      u"C:\\one.etl", u"Q:\\nowhere.etl", u"C:\\a?b.etl"};
constexpr Guid kGuids[] = {{}, kProviderGuid, kClassGuid, kOtherClassGuid, kSystemTraceControlGuid};

template <typename T>
T OtherNumber(T before, uint8_t how) {
  if (how >= 192) return static_cast<T>(before ^ uint64_t{1} << how % 64);
  return static_cast<T>(kNumbers[how % std::size(kNumbers)]);
}

// The value whose turn it is gets another.
class Changer {
 public:
  Changer(int turn, uint8_t how) : turn_(turn), how_(how) {}

  template <typename T>
  void operator()(std::string_view, T& value) {
    if constexpr (!std::is_same_v<T, Steps>) {
      if (turn_-- == 0) Change(value);
    }
  }

  // Those that it has come by.
  int seen() const { return -1 - turn_; }

 private:
  template <typename T>
  void Change(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = !value;
    } else if constexpr (std::is_enum_v<T>) {
      value = NamesOf<T>::kAll[how_ % std::size(NamesOf<T>::kAll)].first;
    } else if constexpr (std::is_integral_v<T>) {
      value = OtherNumber(value, how_);
    } else if constexpr (kIsOptional<T>) {
      value ? value.reset() : (void)value.emplace();
    } else {
      ChangeObject(value);
    }
  }

  void ChangeObject(Handle& value) { value = {.symbol = {}, .literal = OtherNumber(0u, how_)}; }
  void ChangeObject(Guid& value) { value = kGuids[how_ % std::size(kGuids)]; }
  void ChangeObject(std::u16string& value) { value = kTexts[how_ % std::size(kTexts)]; }

  void ChangeObject(std::string& value) {
    if (how_ % 2 == 0 || value.empty())
      value = "p1";
    else
      value.back() = static_cast<char>('0' + how_ % 10);
  }

  void ChangeObject(Bytes& value) {
    if (how_ % 2 == 0 || value.empty())
      value.resize(how_);
    else
      value[how_ % value.size()] = static_cast<uint8_t>(value[how_ % value.size()] ^ how_);
  }

  template <typename T>
  void ChangeObject(std::vector<T>& list) {
    if (how_ % 2 == 0 && !list.empty())
      list.pop_back();
    else
      list.resize(list.size() + 1 + (how_ == 255 ? 130 : 0));
  }

  int turn_;
  const uint8_t how_;
};

struct Most {
  std::string_view name;
  uint64_t number;
};
constexpr Most kMosts[] = {{"times", 200},
                           {"fill", 100'000},
                           {"payload_fill", 100'000},
                           {"ms", 10'000},
                           {"delay_ms", 1'000},
                           {"timeout_ms", 10'000},
                           {"duration_us", 1'000'000},
                           {"bytes", 300'000},
                           {"blocks", 4'096},
                           {"in_size", 300'000},
                           {"out_size", 300'000},
                           {"filled_bytes", 300'000}};

class Limiter {
 public:
  template <typename T>
  void operator()(std::string_view name, T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      if (name == "fault") value = false;
    } else if constexpr (std::is_integral_v<T>) {
      // A registration answers what the callback does.
      if (name == "returns" && ErrorName(static_cast<uint32_t>(value)).empty()) value = 0;
      for (const Most& most : kMosts) {
        if (name == most.name) value = static_cast<T>(std::min<uint64_t>(value, most.number));
      }
    } else if constexpr (std::is_same_v<T, Steps>) {
      if (value.empty()) return;
      std::vector<Op> steps = value.ops();
      for (Op& step : steps) KeepWithinBounds(&step);
      value = Steps(std::move(steps));
    }
  }
};

}  // namespace

void ChangeOneMember(uint8_t which, uint8_t how, Op* op) {
  Op counted = *op;
  Changer counter(-1, how);
  VisitMembers(&counted, counter);
  const int members = counter.seen();
  if (members == 0) return;
  Changer changer(which % members, how);
  VisitMembers(op, changer);
}

void KeepWithinBounds(Op* op) {
  Limiter limiter;
  VisitMembers(op, limiter);
}

}  // namespace etalon
