#include "conformance/matchers.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "conformance/clauses/error_names.h"
#include "conformance/clauses/registry.h"
#include "conformance/current_test.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using testing::Matcher;
using testing::MatcherInterface;
using testing::MatchResultListener;

constexpr uint64_t kInvalidHandle = ~uint64_t{0};

// What the operation that gave `outcome` was called: the newest step with its id.
std::string OperationOf(const Outcome& outcome) {
  const std::vector<PerformedOp>& steps = TheCurrentTest().result.steps;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if (step->outcome.id == outcome.id) return NameOf(step->op);
  }
  return steps.empty() ? "the operation" : NameOf(steps.back().op);
}

// Codes that are right from others than the reference.
bool Accepts(uint64_t code) {
  const CurrentTest& current = TheCurrentTest();
  if (current.clause == nullptr || current.implementation == nullptr) return false;
  if (current.implementation->traits().reference) return false;
  const auto& accepts = clauses::TextOf(*current.clause).accepts;
  return std::find(accepts.begin(), accepts.end(), code) != accepts.end();
}

// What matchers have in common: an expectation in words, the actual value in words, the check.
class OutcomeMatcher : public MatcherInterface<const Outcome&> {
 public:
  bool MatchAndExplain(const Outcome& outcome, MatchResultListener* listener) const override {
    if (Holds(outcome)) return true;
    *listener << Actual(outcome);
    TheCurrentTest().Mismatch(OperationOf(outcome), Expected(), Actual(outcome));
    return false;
  }
  void DescribeTo(std::ostream* out) const override { *out << Expected(); }

 private:
  virtual bool Holds(const Outcome& outcome) const = 0;
  virtual std::string Expected() const = 0;
  virtual std::string Actual(const Outcome& outcome) const = 0;
};

// A value returned, and perhaps a last error.
class ReturnsCode final : public OutcomeMatcher {
 public:
  explicit ReturnsCode(uint64_t code) : code_(code) {}

 private:
  bool Holds(const Outcome& outcome) const override {
    if (outcome.returns == code_) return true;
    return code_ != ERROR_SUCCESS && Accepts(outcome.returns);
  }
  std::string Expected() const override { return DescribeCode(code_); }
  std::string Actual(const Outcome& outcome) const override {
    return DescribeCode(outcome.returns);
  }

  const uint64_t code_;
};

class LastError final : public OutcomeMatcher {
 public:
  explicit LastError(uint32_t code) : code_(code) {}

 private:
  bool Holds(const Outcome& outcome) const override {
    const bool failed =
        outcome.returns == kInvalidHandle || outcome.returns == 0xFFFFFFFF || outcome.returns == 0;
    const uint32_t error = outcome.last_error.value_or(0);
    return failed && (error == code_ || Accepts(error));
  }
  std::string Expected() const override {
    return "a failure with last error " + DescribeCode(code_);
  }
  std::string Actual(const Outcome& outcome) const override {
    return DescribeCode(outcome.returns) + " with last error " +
           DescribeCode(outcome.last_error.value_or(0));
  }

  const uint32_t code_;
};

std::string Describe(const Value& value) {
  if (const uint64_t* number = std::get_if<uint64_t>(&value)) return std::to_string(*number);
  return "\"" + std::get<std::string>(value) + "\"";
}

class HasMember final : public OutcomeMatcher {
 public:
  HasMember(std::string block, std::string member, Value value)
      : block_(std::move(block)), member_(std::move(member)), value_(std::move(value)) {}

 private:
  bool Holds(const Outcome& outcome) const override {
    const Value* found = outcome.Find(block_, member_);
    return found != nullptr && *found == value_;
  }
  std::string Expected() const override {
    return block_ + "." + member_ + " = " + Describe(value_);
  }
  std::string Actual(const Outcome& outcome) const override {
    const Value* found = outcome.Find(block_, member_);
    return found == nullptr ? "unchanged" : Describe(*found);
  }

  const std::string block_;
  const std::string member_;
  const Value value_;
};

class LeavesMember final : public OutcomeMatcher {
 public:
  LeavesMember(std::string block, std::string member)
      : block_(std::move(block)), member_(std::move(member)) {}

 private:
  bool Holds(const Outcome& outcome) const override {
    return outcome.Find(block_, member_) == nullptr;
  }
  std::string Expected() const override { return block_ + "." + member_ + " unchanged"; }
  std::string Actual(const Outcome& outcome) const override {
    return Describe(*outcome.Find(block_, member_));
  }

  const std::string block_;
  const std::string member_;
};

}  // namespace

std::string DescribeCode(uint64_t code) {
  const std::string_view name =
      code <= 0xFFFFFFFF ? ErrorName(static_cast<uint32_t>(code)) : std::string_view();
  if (!name.empty()) return std::string(name) + " (" + std::to_string(code) + ")";
  char hex[24];
  std::snprintf(hex, sizeof hex, "0x%llx", static_cast<unsigned long long>(code));
  return std::to_string(code) + " (" + hex + ")";
}

void PrintTo(const Outcome& outcome, std::ostream* out) {
  *out << OperationOf(outcome) << " returned " << DescribeCode(outcome.returns);
  if (outcome.last_error) *out << ", last error " << DescribeCode(*outcome.last_error);
}

Matcher<const Outcome&> Succeeds() {
  return Matcher<const Outcome&>(new ReturnsCode(ERROR_SUCCESS));
}

Matcher<const Outcome&> Fails(uint32_t code) {
  return Matcher<const Outcome&>(new ReturnsCode(code));
}

Matcher<const Outcome&> FailsWithLastError(uint32_t code) {
  return Matcher<const Outcome&>(new LastError(code));
}

Matcher<const Outcome&> Returns(uint64_t value) {
  return Matcher<const Outcome&>(new ReturnsCode(value));
}

Matcher<const Outcome&> Has(std::string block, std::string member, uint64_t value) {
  return Matcher<const Outcome&>(new HasMember(std::move(block), std::move(member), value));
}

Matcher<const Outcome&> Has(std::string block, std::string member, std::string text) {
  return Matcher<const Outcome&>(
      new HasMember(std::move(block), std::move(member), std::move(text)));
}

Matcher<const Outcome&> Leaves(std::string block, std::string member) {
  return Matcher<const Outcome&>(new LeavesMember(std::move(block), std::move(member)));
}

}  // namespace etalon
