#include "conformance/report/page.h"

#include <algorithm>
#include <array>
#include <kainjow/mustache.hpp>
#include <set>

#include "conformance/report/findings.h"
#include "conformance/report/page_data.h"
#include "conformance/report/templates.h"

namespace etalon {
namespace {

using kainjow::mustache::data;
using Text = std::string (*)(const std::string&);

constexpr size_t kItemsOnPage = 100;
constexpr size_t kItemsInComment = 20;

std::string Grouped(size_t number) {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string Plural(size_t number, const std::string& one, const std::string& many) {
  return Grouped(number) + " " + (number == 1 ? one : many);
}

std::string AsIs(const std::string& text) { return text; }

// Fit for a cell of a Markdown table.
std::string InMarkdown(const std::string& text) {
  std::string fit;
  for (const char c : text) {
    if (c == '\n') {
      fit += ' ';
    } else if (c == '<') {
      fit += "&lt;";
    } else {
      if (c == '|' || c == '*' || c == '_' || c == '`' || c == '\\') fit += '\\';
      fit += c;
    }
  }
  return fit;
}

// What a template is filled with; `escape` is for texts that the template takes as they are.
class Context {
 public:
  Context(const std::vector<Report>& reports, size_t most_items, Text escape)
      : reports_(reports),
        titles_(TitlesOf(reports)),
        findings_(FindingsOf(reports)),
        most_items_(most_items),
        escape_(escape) {}

  data Make() const {
    data all;
    all.set("title", "Conformance of ETW implementations");
    all.set("headline", Headline());
    all.set("facts", Facts());
    all.set("findings", FindingsData());
    all.set("calm", findings_.Empty());
    if (findings_.Empty()) {
      all.set("none", "No unexpected failures, no unexpected passes, no stale expectations.");
    } else {
      all.set("none", data(data::type::bool_false));
    }
    all.set("trends", TrendsData());
    all.set("cards", CardsData());
    return all;
  }

  const std::vector<std::string>& titles() const { return titles_; }

 private:
  std::string TitleOf(const Report* report) const {
    return titles_[static_cast<size_t>(report - reports_.data())];
  }

  std::string Headline() const {
    std::string names;
    for (const std::string& title : titles_) names += (names.empty() ? "" : ", ") + title;
    std::string line = "Etalon conformance of " + escape_(names) + ": ";
    if (findings_.Empty()) return line + "as expected";
    return line +
           Plural(findings_.unexpected_failures.size(), "unexpected failure",
                  "unexpected failures") +
           ", " +
           Plural(findings_.unexpected_passes.size(), "unexpected pass", "unexpected passes") +
           ", " + Plural(findings_.stale_entries.size(), "stale entry", "stale entries");
  }

  std::string Facts() const {
    size_t tests = 0;
    std::set<std::string> clauses;
    for (const Report& report : reports_) {
      tests += report.results.size();
      for (const ReportedTest& test : report.results) clauses.insert(test.clause);
    }
    return Plural(clauses.size(), "clause", "clauses") + ", " +
           Plural(reports_.size(), "implementation", "implementations") + ", " +
           Plural(tests, "test result", "test results");
  }

  data Item(const Report* report, const std::string& clause) const {
    data item;
    item.set("implementation", escape_(TitleOf(report)));
    item.set("clause", escape_(clause));
    return item;
  }

  data Items(const std::vector<Finding>& findings) const {
    data items(data::type::list);
    for (size_t i = 0; i < std::min(findings.size(), most_items_); ++i) {
      const auto [report, test] = findings[i];
      data item = Item(report, test->clause);
      item.set("link", test->clause + "/" + TitleOf(report));
      item.set("test", escape_(test->name));
      item.set("told", escape_(Told(*test)));
      items.push_back(item);
    }
    return items;
  }

  data Section(const std::string& name, const char* tone, const char* filter, size_t count,
               data items) const {
    data section;
    section.set("name", name);
    section.set("tone", tone);
    section.set("filter", filter);
    section.set("count", Grouped(count));
    section.set("open", std::string(tone) != "known");
    section.set("items", items);
    const size_t more = count - std::min(count, most_items_);
    section.set("more", more == 0 ? data(data::type::bool_false) : data(Grouped(more)));
    return section;
  }

  data FindingsData() const {
    data sections(data::type::list);
    const auto add = [&](const std::vector<Finding>& findings, const char* one, const char* many,
                         const char* tone, const char* filter) {
      if (findings.empty()) return;
      const char* const name = findings.size() == 1 ? one : many;
      sections.push_back(Section(name, tone, filter, findings.size(), Items(findings)));
    };
    add(findings_.unexpected_failures, "unexpected failure", "unexpected failures", "bad",
        "unexpected");
    add(findings_.contradicted, "clause that Windows contradicts",
        "clauses that Windows contradicts", "odd", "fail");
    add(findings_.unexpected_passes, "unexpected pass", "unexpected passes", "odd", "unexpected");
    if (const size_t stale = findings_.stale_entries.size(); stale > 0) {
      data items(data::type::list);
      for (size_t i = 0; i < std::min(stale, most_items_); ++i) {
        data item = Item(findings_.stale_entries[i].first, findings_.stale_entries[i].second);
        item.set("link", data(data::type::bool_false));
        item.set("test", "");
        item.set("told", "good for no test");
        items.push_back(item);
      }
      sections.push_back(
          Section(stale == 1 ? "stale entry" : "stale entries", "odd", "unexpected", stale, items));
    }
    add(findings_.known_crashes, "known crash or hang", "known crashes and hangs", "known",
        "crash");
    return sections;
  }

  data TrendsData() const {
    data trends(data::type::list);
    for (size_t i = 0; i < reports_.size(); ++i) {
      const Report* const earlier = EarlierOf(reports_, i);
      if (earlier != nullptr) trends.push_back(TrendOf(*earlier, reports_[i]));
    }
    return trends;
  }

  data TrendOf(const Report& earlier, const Report& later) const {
    const std::vector<ClauseChange> changes = ChangesBetween(earlier, later);
    const auto better = std::count_if(changes.begin(), changes.end(), IsBetter);
    data trend;
    trend.set("from", escape_(TitleOf(&earlier)));
    trend.set("to", escape_(TitleOf(&later)));
    trend.set("better", Plural(static_cast<size_t>(better), "clause", "clauses"));
    trend.set("worse", std::to_string(changes.size() - static_cast<size_t>(better)));
    trend.set("passed_before", std::to_string(earlier.clauses_passed));
    trend.set("passed_after", std::to_string(later.clauses_passed));
    trend.set("clauses", std::to_string(later.clauses_tested));
    data items(data::type::list);
    for (const ClauseChange& change : changes) {
      data item = Item(&later, change.clause);
      item.set("link", change.clause + "/" + TitleOf(&later));
      item.set("class", IsBetter(change) ? "better" : "worse");
      item.set("sign", IsBetter(change) ? "▲" : "▼");
      item.set("before", NameOf(change.before));
      item.set("after", NameOf(change.after));
      items.push_back(item);
    }
    trend.set("items", items);
    trend.set("has_items", !changes.empty());
    return trend;
  }

  data CardsData() const {
    data cards(data::type::list);
    for (size_t i = 0; i < reports_.size(); ++i) cards.push_back(CardOf(i));
    return cards;
  }

  data CardOf(size_t index) const {
    const Report& report = reports_[index];
    const Counts& tests = report.tests;
    data card;
    card.set("title", escape_(titles_[index]));
    card.set("clauses_passed", Grouped(static_cast<size_t>(report.clauses_passed)));
    card.set("clauses", Grouped(static_cast<size_t>(report.clauses_tested)));
    const auto unexpected = std::count_if(
        report.results.begin(), report.results.end(),
        [](const ReportedTest& test) { return test.judgement != Judgement::kAsExpected; });
    card.set("unexpected", std::to_string(unexpected));
    const std::array<std::pair<Verdict, int>, 8> counts = {{
        {Verdict::kPass, tests.passed},
        {Verdict::kDeviates, tests.deviates},
        {Verdict::kNotImplemented, tests.not_implemented},
        {Verdict::kFail, tests.failed},
        {Verdict::kHang, tests.hung},
        {Verdict::kCrash, tests.crashed},
        {Verdict::kHarnessFault, tests.harness_faults},
        {Verdict::kNotApplicable, tests.not_applicable},
    }};
    constexpr const char* kMembers[] = {"passed", "deviates", "not_implemented", "failed",
                                        "hung",   "crashed",  "harness_faults",  "not_applicable"};
    data bar(data::type::list);
    std::string spoken;
    for (size_t i = 0; i < counts.size(); ++i) {
      const auto [verdict, count] = counts[i];
      card.set(kMembers[i], std::to_string(count));
      if (count == 0) continue;
      data part;
      part.set("verdict", std::to_string(static_cast<int>(verdict)));
      part.set("count", std::to_string(count));
      part.set("name", NameOf(verdict));
      bar.push_back(part);
      spoken += (spoken.empty() ? "" : ", ") + std::to_string(count) + " " + NameOf(verdict);
    }
    card.set("bar", bar);
    card.set("bar_text", spoken);
    return card;
  }

  const std::vector<Report>& reports_;
  const std::vector<std::string> titles_;
  const Findings findings_;
  const size_t most_items_;
  const Text escape_;
};

std::string Render(const char* name, const data& filling) {
  return kainjow::mustache::mustache(std::string(TemplateFile(name))).render(filling);
}

}  // namespace

std::string HtmlPage(const std::vector<Report>& reports) {
  data filling = Context(reports, kItemsOnPage, AsIs).Make();
  const PageData page = PageDataOf(reports);
  filling.set("css", std::string(TemplateFile("report.css")));
  filling.set("js", std::string(TemplateFile("report.js")) + std::string(TemplateFile("panel.js")));
  filling.set("matrix", page.matrix);
  filling.set("programs", page.programs);
  return Render("report.html", filling);
}

std::string MarkdownSummary(const std::vector<Report>& reports) {
  return Render("summary.md", Context(reports, kItemsInComment, InMarkdown).Make());
}

std::string Badge(const std::vector<Report>& reports) {
  const Report& report = reports.back();
  const std::string label = "ETW conformance";
  const std::string value = TitlesOf(reports).back() + ": " + Grouped(report.clauses_passed) +
                            " of " + Plural(report.clauses_tested, "clause", "clauses");
  constexpr size_t kLetter = 7;  // a letter's width, about; textLength makes it so
  constexpr size_t kMargin = 12;
  const size_t label_text = label.size() * kLetter;
  const size_t value_text = value.size() * kLetter;
  const size_t label_width = label_text + kMargin;
  const size_t value_width = value_text + kMargin;
  const int percent = report.clauses_passed * 100 / std::max(report.clauses_tested, 1);
  data filling;
  filling.set("label", label);
  filling.set("value", value);
  filling.set("colour", percent == 100 ? "#2c7a44" : percent >= 50 ? "#8a6500" : "#a3372b");
  const auto set = [&](const char* name, size_t number) {
    filling.set(name, std::to_string(number));
  };
  set("width", label_width + value_width);
  set("label_width", label_width);
  set("value_width", value_width);
  set("label_text", label_text);
  set("value_text", value_text);
  set("label_middle", label_width / 2);
  set("value_middle", label_width + value_width / 2);
  return Render("badge.svg", filling);
}

}  // namespace etalon
