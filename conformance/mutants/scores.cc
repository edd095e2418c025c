#include "conformance/mutants/scores.h"

#include <algorithm>
#include <cstdio>

#include "conformance/mutants/equivalent.h"

namespace etalon {
namespace {

std::string Percent(const Score& score) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f %%", score.percent());
  return text;
}

std::string RoomOf(const Mutant& mutant) {
  const std::string file = mutant.file;
  return file.substr(0, file.rfind('/'));
}

std::string Row(const std::string& name, const Score& score) {
  char text[160];
  std::snprintf(text, sizeof text, "| %-18s | %7zu | %7zu | %8s | %8zu | %7zu |\n", name.c_str(),
                score.tried, score.killed, Percent(score).c_str(), score.by_crash, score.by_time);
  return text;
}

std::string Table(const std::string& what, const std::map<std::string, Score>& scores) {
  char head[200];
  std::snprintf(head, sizeof head, "| %-18s | %7s | %7s | %8s | %8s | %7s |\n", what.c_str(),
                "mutants", "killed", "share", "by crash", "by time");
  std::string text = std::string(head) + "|---|---:|---:|---:|---:|---:|\n";
  for (const auto& [name, score] : scores) text += Row(name, score);
  return text;
}

std::string WhyAlive(const MutantResult& result) {
  if (result.fate == Fate::kNotReached) return " (not reached)";
  if (result.fate == Fate::kNoDifference) return " (never a difference)";
  return " (" + std::to_string(result.tests) + " tests)";
}

std::string ListOf(const std::vector<Survivor>& survivors) {
  std::string text, file;
  for (const Survivor& survivor : survivors) {
    const Mutant& mutant = survivor.mutant;
    if (file != mutant.file) text += "\n" + (file = mutant.file) + "\n\n";
    text += "* " + std::to_string(mutant.line) + ":" + std::to_string(mutant.column) + " ";
    if (*mutant.clause != '\0') text += ClauseIdOf(mutant) + ", ";
    text += std::string(mutant.kind) + ": `" + mutant.was + "`";
    if (*mutant.becomes != '\0') text += std::string(" becomes `") + mutant.becomes + "`";
    text += WhyAlive(survivor.result) + "\n";
  }
  return text.empty() ? "\nNone.\n" : text;
}

std::string ListOf(const std::vector<Proven>& proven) {
  std::string text;
  for (const Proven& each : proven) {
    text += "* " + ClauseIdOf(each.mutant) + ", order swapped with " +
            OtherClauseIdOf(each.mutant) + ": no call breaks both: " + each.why + "\n";
  }
  return text;
}

std::string EquivalentList() {
  std::string text;
  for (const Equivalent& equivalent : Equivalents()) {
    text += "* ";
    if (!equivalent.clause.empty()) text += std::string(equivalent.clause) + ", ";
    text += std::string(equivalent.kind.empty() ? "any" : equivalent.kind);
    if (!equivalent.file.empty()) text += " in " + std::string(equivalent.file);
    if (!equivalent.was.empty()) text += " `" + std::string(equivalent.was) + "`";
    text += ": " + std::string(equivalent.proof) + "\n";
  }
  return text;
}

}  // namespace

void Score::Count(Fate fate) {
  ++tried;
  if (!IsAlive(fate)) ++killed;
  if (fate == Fate::kKilledByCrash) ++by_crash;
  if (fate == Fate::kKilledByTime) ++by_time;
}

void Scores::Count(const Mutant& mutant, const MutantResult& result) {
  all.Count(result.fate);
  by_kind[mutant.kind].Count(result.fate);
  by_room[RoomOf(mutant)].Count(result.fate);
  if (IsAlive(result.fate)) survivors.push_back({mutant, result});
}

void Scores::Sort() {
  std::sort(proven.begin(), proven.end(),
            [](const Proven& a, const Proven& b) { return a.mutant.number < b.mutant.number; });
  std::sort(survivors.begin(), survivors.end(), [](const Survivor& a, const Survivor& b) {
    return std::make_pair(std::string(a.mutant.file), a.mutant.number) <
           std::make_pair(std::string(b.mutant.file), b.mutant.number);
  });
}

std::string Line(const std::string& title, const Scores& scores) {
  const Score& all = scores.all;
  return title + ": " + std::to_string(all.killed) + " of " + std::to_string(all.tried) +
         " killed (" + Percent(all) + "), " + std::to_string(all.by_crash) + " by a crash alone, " +
         std::to_string(all.by_time) + " by a time-out; " +
         std::to_string(scores.listed + scores.proven.size()) + " more are equivalent\n";
}

std::string Text(const std::string& title, const Scores& scores) {
  std::string text =
      "\n" + title + "\n\n" + Table("kind", scores.by_kind) + "\n" + Table("room", scores.by_room);
  if (!scores.survivors.empty()) text += "\nsurvivors\n" + ListOf(scores.survivors);
  return text;
}

std::string Page(const std::string& asked, size_t chosen, const Scores& of_clauses,
                 const Scores& generic) {
  const size_t tried = of_clauses.all.tried + of_clauses.proven.size() + generic.all.tried;
  return "# Mutation\n\nWritten by `./etalon mutants" + asked +
         "`; [testing.md](testing.md#mutants) says\nwhat the figures mean. It tried " +
         std::to_string(tried) + " of " + std::to_string(chosen) +
         " mutants, as the seed drew them. Lines are those of the\nday on which it "
         "ran.\n\n```text\n" +
         Line("clauses", of_clauses) + Line("generic", generic) + "```\n\n## Clauses\n\n" +
         Table("kind", of_clauses.by_kind) + "\n### Survivors\n" + ListOf(of_clauses.survivors) +
         "\n### Equivalent\n\n" + EquivalentList() + ListOf(of_clauses.proven) +
         "\n## Generic\n\n" + Table("kind", generic.by_kind) + "\n" +
         Table("room", generic.by_room) + "\n### Survivors\n" + ListOf(generic.survivors);
}

}  // namespace etalon
