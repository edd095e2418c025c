#include "conformance/expectations/update.h"

#include <map>
#include <set>
#include <tuple>

#include "conformance/expectations/patterns.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

// Tests that will share an entry.
struct Group {
  Verdict verdict;
  std::string reason;
  std::set<std::string> tests;  // as EntryNameOf
};

bool NeedsEntry(const Expectations& expectations, Verdict verdict) {
  if (!expectations.otherwise_pass) return verdict == Verdict::kPass;
  return verdict != Verdict::kPass && verdict != Verdict::kNotApplicable &&
         verdict != Verdict::kDeviates;
}

class Update {
 public:
  Update(const Expectations& old, const std::vector<TestName>& suite,
         const std::vector<TestResult>& results, std::string_view version)
      : old_(old), valid_(ForVersion(old, version)), suite_(suite), results_(results) {}

  Expectations Run() {
    KeepGroupsOfUse();
    KeepOrder();
    LearnTroubles();
    for (const TestResult& result : results_) Place(result);
    return Written();
  }

 private:
  const Expectation* EntryFor(const TestResult& result) const {
    return DecisiveEntry(valid_, result.clause, result.name);
  }

  // "May fail" stays when any of its tests does.
  void KeepGroupsOfUse() {
    for (const TestResult& result : results_) {
      const Expectation* entry = EntryFor(result);
      if (entry == nullptr || !entry->is_group) continue;
      if (result.verdict == entry->verdict) groups_of_use_.insert(entry);
    }
  }

  // Reasons stay where they are; new ones come behind them.
  void KeepOrder() {
    for (const Expectation& entry : valid_.entries) {
      if (!entry.is_group) GroupOf(entry.verdict, entry.reason);
    }
  }

  // How those go wrong that are listed, and why.
  void LearnTroubles() {
    for (const TestResult& result : results_) {
      const Expectation* entry = EntryFor(result);
      if (entry == nullptr || entry->is_group || entry->verdict != result.verdict) continue;
      reasons_.emplace(TroubleOf(result), entry->reason);
    }
  }

  void Place(const TestResult& result) {
    const std::string name = EntryNameOf({result.clause, result.name});
    const Expectation* entry = EntryFor(result);
    if (result.verdict == Verdict::kNotApplicable) indifferent_.insert(name);
    if (result.verdict == Verdict::kHarnessFault) {
      if (entry != nullptr && !entry->is_group) Add(entry->verdict, entry->reason, name);
      return;
    }
    if (!NeedsEntry(old_, result.verdict)) return;
    if (entry != nullptr && entry->verdict == result.verdict) {
      if (!groups_of_use_.contains(entry)) Add(entry->verdict, entry->reason, name);
      return;
    }
    const std::string trouble = TroubleOf(result);
    const auto known = reasons_.find(trouble);
    Add(result.verdict, known == reasons_.end() ? trouble : known->second, name);
  }

  void Add(Verdict verdict, const std::string& reason, const std::string& name) {
    GroupOf(verdict, reason).tests.insert(name);
  }

  Group& GroupOf(Verdict verdict, const std::string& reason) {
    for (Group& group : groups_) {
      if (group.verdict == verdict && group.reason == reason) return group;
    }
    return groups_.emplace_back(Group{verdict, reason, {}});
  }

  Expectations Written() const {
    Expectations updated = old_;
    updated.entries.clear();
    for (const Expectation& entry : old_.entries) {
      if (IsForOthers(entry)) updated.entries.push_back(entry);
    }
    for (const Group& group : groups_) {
      for (const std::string& test : PatternsFor(group.tests, indifferent_, suite_)) {
        updated.entries.push_back({test, group.verdict, false, group.reason, "", ""});
      }
    }
    for (const Expectation* group : groups_of_use_) updated.entries.push_back(*group);
    return updated;
  }

  bool IsForOthers(const Expectation& entry) const {
    for (const Expectation& one : valid_.entries) {
      if (one == entry) return false;
    }
    return true;
  }

  const Expectations& old_;
  const Expectations valid_;  // for the version of this run
  const std::vector<TestName>& suite_;
  const std::vector<TestResult>& results_;
  std::set<const Expectation*> groups_of_use_;  // in valid_, in its order
  std::map<std::string, std::string> reasons_;  // by TroubleOf
  std::set<std::string> indifferent_;           // tests that may be matched all the same
  std::vector<Group> groups_;
};

}  // namespace

Expectations UpdateExpectations(const Expectations& old, const std::vector<TestName>& suite,
                                const std::vector<TestResult>& results, std::string_view version) {
  return Update(old, suite, results, version).Run();
}

std::string TroubleOf(const TestResult& result) {
  const std::string after = result.after.empty() ? "a callback or an event" : result.after;
  switch (result.verdict) {
    case Verdict::kFail:
      if (result.actual.empty()) return after + ": not what it should be";
      return after + ": " + result.actual + " is wrong";
    case Verdict::kNotImplemented:
      return "no export " + after;
    case Verdict::kCrash:
      return "crashes in " + result.detail.substr(0, result.detail.find(':'));
    case Verdict::kHang:
      return "hangs in " + result.detail.substr(0, result.detail.find(':'));
    default:
      return "answers as it always does";
  }
}

}  // namespace etalon
