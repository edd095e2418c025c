// Reports for people: a page, a comment, a badge.
#ifndef ETALON_CONFORMANCE_REPORT_PAGE_H_
#define ETALON_CONFORMANCE_REPORT_PAGE_H_

#include <string>
#include <vector>

#include "conformance/report/report_file.h"

namespace etalon {

// Every function takes one report an implementation, in the order of its columns. When two are of
// one implementation, the later tells what has changed since the earlier.

// One HTML page that needs nothing beside it: what is unexpected, totals, and a matrix of clauses
// and implementations that opens on expected and actual values and on the reproducers as C.
std::string HtmlPage(const std::vector<Report>& reports);

// The same news as Markdown, without the matrix: for a comment of continuous integration.
std::string MarkdownSummary(const std::vector<Report>& reports);

// An SVG image of a line: "ETW conformance | wine-8.0: 3 of 769 clauses". Of the last report.
std::string Badge(const std::vector<Report>& reports);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_PAGE_H_
