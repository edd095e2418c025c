// Holds the registry and the tables of violations together.
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/violations/permitted_changes.h"
#include "conformance/violations/state.h"
#include "conformance/violations/violation.h"
#include "conformance/violations/without_violation.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using clauses::ClauseText;

std::set<std::string_view> ClausesWithViolation() {
  std::set<std::string_view> ids;
  for (const Calls& calls : AllCalls()) {
    for (const Violation& violation : calls.violations) ids.insert(violation.clause->id);
  }
  return ids;
}

std::string Constant(std::string_view id) {
  std::string name(id);
  name[name.find('-')] = '_';
  return name;
}

std::string WhatToDo(const ClauseText& clause, const Calls* calls) {
  const std::string name = Constant(clause.id);
  std::string line = "no violation of " + std::string(clause.id) + " (" +
                     std::string(clause.condition) + ").\n";
  if (calls == nullptr) {
    return line + "  Write a table for " + std::string(clause.function) +
           " in conformance/violations/ (see README.md there).";
  }
  return line + "  Add to " + calls->file + ", in the table of " + calls->function + ":\n" +
         "        .Breaks(" + name + ", {\"WHAT IT TOUCHES\"},\n" +
         "                [](Scene& scene, OPERATION& call) { ...make this and nothing else wrong... })\n" +
         "  or, where no call brings it about by itself, to kEntries in "
         "conformance/violations/without_violation.cc:\n" +
         "    {\"" + std::string(clause.id) + "\", \"WHY NOT\"},";
}

TEST(ViolationCoverage, EveryTestedErrorHasAViolation) {
  const std::set<std::string_view> with = ClausesWithViolation();
  for (const ClauseText& clause : clauses::Registry()) {
    if (clause.kind != "error" || !clause.tested || with.contains(clause.id)) continue;
    if (WhyWithoutViolation(clause.id)) continue;
    ADD_FAILURE() << WhatToDo(clause, CallsFor(clause.function));
  }
}

TEST(ViolationCoverage, ViolationsAreOfTestedClausesWithoutExcuse) {
  for (const std::string_view id : ClausesWithViolation()) {
    const ClauseText& clause = *clauses::FindClause(id);
    EXPECT_TRUE(clause.tested) << id << " has a violation, but is marked planned";
    EXPECT_FALSE(WhyWithoutViolation(id)) << id << " has a violation: take it out of kEntries";
  }
}

// Changes that the simulator makes when a violation is alone.
std::vector<StateChange> ChangesOf(const Calls& calls, const Violation& violation) {
  const auto simulator = MakeSimulator({.windows = WindowsFor({&violation}).value_or(kNewest)});
  Scene scene([&](const Op& op) { return simulator->Run(op); },
              [](const std::string& why) { ADD_FAILURE() << why; });
  const Op op = Arrange(calls, scene, {&violation});
  const State before = StateOf(*simulator);
  const Outcome outcome = simulator->Run(op);
  std::vector<StateChange> changes = ChangesBetween(before, StateOf(*simulator));
  for (StateChange& change : ChangesOfArguments(outcome)) changes.push_back(std::move(change));
  return changes;
}

void ExpectEveryWordToHappen(const ClauseText& clause, const std::vector<StateChange>& changes) {
  for (const std::string_view words : clause.changes) {
    const PermittedChange* const permitted = FindPermittedChange(words);
    ASSERT_NE(permitted, nullptr)
        << clause.id << " changes \"" << words << "\", which is not in the vocabulary of "
        << "conformance/violations/permitted_changes.cc";
    bool happens = false;
    for (const StateChange& change : changes) happens |= Permits(*permitted, change.name);
    EXPECT_TRUE(happens) << clause.id << " may change \"" << words << "\", but no violation does";
  }
}

TEST(ViolationCoverage, EveryPermittedChangeHappens) {
  for (const Calls& calls : AllCalls()) {
    std::map<const Clause*, std::vector<StateChange>> by_clause;
    for (const Violation& violation : calls.violations) {
      if (clauses::TextOf(*violation.clause).changes.empty()) continue;
      std::vector<StateChange>& changes = by_clause[violation.clause];
      for (StateChange& change : ChangesOf(calls, violation)) changes.push_back(std::move(change));
    }
    for (const auto& [clause, changes] : by_clause) {
      ExpectEveryWordToHappen(clauses::TextOf(*clause), changes);
    }
  }
}

}  // namespace
}  // namespace etalon
