#include "conformance/cli/explain.h"

#include <algorithm>
#include <iomanip>
#include <set>

#include "conformance/clause_test.h"
#include "conformance/clauses/registry.h"
#include "conformance/cli/exit_code.h"
#include "conformance/cli/precedence.h"
#include "conformance/cli/suggestion.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

using clauses::ClauseText;

std::string Upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

void PrintMember(const std::string& member, std::string_view text, std::ostream& out) {
  if (!text.empty()) out << "  " << std::left << std::setw(11) << member << text << '\n';
}

std::string AcceptsOf(const ClauseText& clause) {
  std::string codes;
  for (const uint32_t code : clause.accepts) {
    codes += (codes.empty() ? "" : ", ") + DescribeCode(code);
  }
  return codes;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// "loses to   observed: STARTTRACE-E03, STARTTRACE-E04"
void PrintPrecedence(const ClauseText& clause, std::ostream& out) {
  if (clause.stage.number != 0) {
    PrintMember("order", std::string(clause.stage.authority) + ", stage " +
                             std::to_string(clause.stage.number) + ": " +
                             std::string(clause.stage.source),
                out);
  }
  for (const Precedence& precedence : PrecedenceOf(clause)) {
    const std::string others = Joined(precedence.clauses);
    const bool never = precedence.relation == "never with";
    PrintMember(precedence.relation,
                never ? others + ": " + precedence.reason : precedence.reason + ": " + others, out);
  }
}

void PrintTests(const ClauseText& clause, std::ostream& out) {
  bool any = false;
  int generated = 0;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    if (test.clause->id != clause.id) continue;
    if (test.generated) {
      ++generated;
      continue;
    }
    PrintMember(any ? "" : "tests",
                std::string(test.file) + ":" + std::to_string(test.line) + " " + test.name, out);
    any = true;
  }
  if (!any) PrintMember("tests", "none", out);
  if (generated == 0) return;
  PrintMember("", std::to_string(generated) + " generated: alone, changing nothing, against others",
              out);
}

void PrintClause(const ClauseText& clause, std::ostream& out) {
  out << clause.id << '\n';
  PrintMember("function", clause.function, out);
  PrintMember("kind", clause.kind, out);
  PrintMember("parameter", clause.parameter, out);
  if (!clause.code_name.empty()) {
    PrintMember("code", std::string(clause.code_name) + " (" + std::to_string(clause.code) + ")",
                out);
  }
  PrintMember(clause.kind == "error" ? "condition" : "rule", clause.condition, out);
  PrintMember("note", clause.note, out);
  PrintMember("authority", clause.authority, out);
  PrintMember("source", clause.source, out);
  PrintMember("holds", clauses::VersionsOf(clause), out);
  PrintMember("accepts", AcceptsOf(clause), out);
  for (const std::string_view change : clause.changes) PrintMember("changes", change, out);
  PrintPrecedence(clause, out);
  PrintMember("status", clause.tested ? "tested" : "planned: " + std::string(clause.reason), out);
  PrintTests(clause, out);
}

// Prints the clauses of a function. False when none of that name has any.
bool PrintFunction(const std::string& word, std::ostream& out) {
  bool any = false;
  for (const ClauseText& clause : clauses::Registry()) {
    // As --filter hears it: without regard to case, with or without A or W.
    if (!Matches({word}, "", std::string(clause.function), "")) continue;
    if (!any) out << clause.function << ", errors in order of precedence:\n";
    any = true;
    out << "  " << std::left << std::setw(18) << clause.id;
    if (!clause.code_name.empty()) out << clause.code_name << ": ";
    out << clause.condition << (clause.tested ? "" : " [planned]") << '\n';
  }
  return any;
}

std::vector<std::string> KnownWords() {
  std::set<std::string> functions;
  std::vector<std::string> words;
  for (const ClauseText& clause : clauses::Registry()) {
    words.emplace_back(clause.id);
    functions.emplace(clause.function);
  }
  words.insert(words.end(), functions.begin(), functions.end());
  return words;
}

}  // namespace

int Explain(const std::vector<std::string>& words, std::ostream& out, std::ostream& err) {
  int exit_code = kAsExpected;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out << '\n';
    if (const ClauseText* clause = clauses::FindClause(Upper(words[i]))) {
      PrintClause(*clause, out);
    } else if (!PrintFunction(words[i], out)) {
      err << "etalon: no clause or function is called " << words[i]
          << DidYouMean(words[i], KnownWords()) << '\n';
      exit_code = kFault;
    }
  }
  return exit_code;
}

}  // namespace etalon
