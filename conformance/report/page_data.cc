#include "conformance/report/page_data.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "conformance/clauses/registry.h"
#include "conformance/report/findings.h"
#include "conformance/report/right_answers.h"
#include "conformance/report/suite_run.h"
#include "conformance/script/c_printer.h"
#include "conformance/script/c_trim.h"

namespace etalon {
namespace {

using Json = nlohmann::ordered_json;

// Of a reproducer on the page.
constexpr size_t kLongestScript = 16 * 1024;
constexpr size_t kLongestProgram = 48 * 1024;  // untrimmed

// Texts that are kept once.
class Pool {
 public:
  explicit Pool(std::vector<std::string> first) {
    for (std::string& text : first) Number(std::move(text));
  }

  size_t Number(std::string text) {
    const auto [known, is_new] = numbers_.emplace(std::move(text), texts_.size());
    if (is_new) texts_.push_back(known->first);
    return known->second;
  }

  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, size_t> numbers_;
  std::vector<std::string> texts_;
};

// No text of it can end the <script> element.
std::string ScriptText(const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  for (size_t at = 0; (at = text.find('<', at)) != std::string::npos;) {
    text.replace(at, 1, "\\u003c");
  }
  return text;
}

Json ClauseJson(const clauses::ClauseText& clause) {
  Json json = {{"id", clause.id},          {"kind", clause.kind},
               {"rule", clause.condition}, {"authority", clause.authority},
               {"source", clause.source},  {"versions", clauses::VersionsOf(clause)}};
  if (!clause.code_name.empty()) {
    json["code"] = std::string(clause.code_name) + " (" + std::to_string(clause.code) + ")";
  }
  if (!clause.parameter.empty()) json["parameter"] = clause.parameter;
  if (!clause.note.empty()) json["note"] = clause.note;
  if (!clause.tested) json["planned"] = clause.reason;
  return json;
}

class Page {
 public:
  explicit Page(const std::vector<Report>& reports) : reports_(reports) {}

  PageData Make() {
    PlaceClauses();
    Json cells = Json::array();
    for (const Report& report : reports_) cells.push_back(CellsOf(report));
    return {
        ScriptText({{"implementations", Implementations()},
                    {"functions", functions_},
                    {"clauses", clauses_},
                    {"strings", strings_.texts()},
                    {"cells", std::move(cells)}}),
        ScriptText(
            {{"pieces", pieces_.texts()}, {"details", details_.texts()}, {"programs", programs_}})};
  }

 private:
  // The registry's clauses that any report has tests of, then clauses that it does not know.
  void PlaceClauses() {
    std::map<std::string, std::string> reported;  // function by clause
    for (const Report& report : reports_) {
      for (const ReportedTest& test : report.results) reported.emplace(test.clause, test.function);
    }
    for (const clauses::ClauseText& clause : clauses::Registry()) {
      const auto found = reported.find(std::string(clause.id));
      if (found == reported.end()) continue;
      PlaceClause(std::string(clause.function), std::string(clause.id), ClauseJson(clause));
      reported.erase(found);
    }
    for (const auto& [clause, function] : reported) {
      PlaceClause(function, clause, {{"id", clause}});
    }
  }

  void PlaceClause(const std::string& function, const std::string& id, Json clause) {
    if (functions_.empty() || functions_.back()[0] != function) {
      functions_.push_back({function, clauses_.size(), 0});
    }
    functions_.back()[2] = functions_.back()[2].get<size_t>() + 1;
    place_of_[id] = clauses_.size();
    clauses_.push_back(std::move(clause));
  }

  Json Implementations() const {
    const std::vector<std::string> titles = TitlesOf(reports_);
    Json list = Json::array();
    for (size_t i = 0; i < reports_.size(); ++i) {
      const Report* earlier = EarlierOf(reports_, i);
      list.push_back({{"title", titles[i]},
                      {"word", reports_[i].word},
                      {"windows", ToString(reports_[i].traits.windows)},
                      {"before", earlier == nullptr ? -1 : earlier - reports_.data()}});
    }
    return list;
  }

  Json CellsOf(const Report& report) {
    Json cells(clauses_.size(), 0);
    for (const ReportedTest& test : report.results) {
      Json& cell = cells[place_of_.at(test.clause)];
      if (!cell.is_array()) cell = Json::array();
      cell.push_back(TestJson(report, test));
    }
    return cells;
  }

  Json TestJson(const Report& report, const ReportedTest& test) {
    Json json = {strings_.Number(test.name), static_cast<int>(test.verdict)};
    if (test.verdict == Verdict::kPass && test.judgement == Judgement::kAsExpected) return json;
    const std::string where = test.file + ":" + std::to_string(test.line);
    for (const size_t number :
         {static_cast<size_t>(test.judgement), strings_.Number(test.reason),
          strings_.Number(test.after), strings_.Number(test.expected), strings_.Number(test.actual),
          strings_.Number(where), details_.Number(test.detail), ProgramFor(report, test)}) {
      json.push_back(number);
    }
    if (test.windows != WindowsSide::kUnknown) {
      json.push_back(strings_.Number(ToldOfWindows(test.windows)));
    }
    return json;
  }

  // The number of the C program; 0: none, or none that a page should carry.
  size_t ProgramFor(const Report& report, const ReportedTest& test) {
    std::string key = ToString(report.traits.windows);
    for (const std::string& operation : test.operations) key += '\n' + operation;
    if (test.operations.empty() || key.size() > kLongestScript) return 0;
    const auto [known, is_new] = program_of_.emplace(std::move(key), programs_.size());
    if (is_new) {
      const std::string program =
          PrintC(WithRightAnswers(test.operations, report.traits.windows), "Etalon's reproducer");
      if (program.size() > kLongestProgram) return known->second = 0;
      programs_.push_back(PiecesOf(program));
    }
    return known->second;
  }

  // Paragraphs, and in main the blocks of its operations: programs have most of them in common.
  Json PiecesOf(const std::string& program) {
    const std::string text = ProgramOf(WithoutUnused(ParagraphsOf(program)));
    Json numbers = Json::array();
    for (size_t start = 0; start < text.size();) {
      const size_t end =
          std::min({text.find("\n\n", start + 2), text.find("\n  {  // ", start + 1), text.size()});
      numbers.push_back(pieces_.Number(text.substr(start, end - start)));
      start = end;
    }
    return numbers;
  }

  const std::vector<Report>& reports_;
  Json functions_ = Json::array();
  Json clauses_ = Json::array();
  std::map<std::string, size_t> place_of_;
  Pool strings_ = Pool({""});
  Pool details_ = Pool({""});
  Pool pieces_ = Pool({});
  std::map<std::string, size_t> program_of_;  // by Windows and operations
  Json programs_ = Json::array({Json::array()});
};

}  // namespace

std::vector<std::string> TitlesOf(const std::vector<Report>& reports) {
  std::vector<std::string> titles;
  std::map<std::string, int> uses;
  for (const Report& report : reports) {
    const std::string title = NameAndVersion(report.traits);
    const int use = ++uses[title];
    titles.push_back(use == 1 ? title : title + " (" + std::to_string(use) + ")");
  }
  return titles;
}

PageData PageDataOf(const std::vector<Report>& reports) { return Page(reports).Make(); }

}  // namespace etalon
