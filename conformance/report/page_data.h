// What the page of `etalon report --html` is given to show.
#ifndef ETALON_CONFORMANCE_REPORT_PAGE_DATA_H_
#define ETALON_CONFORMANCE_REPORT_PAGE_DATA_H_

#include <string>
#include <vector>

#include "conformance/report/report_file.h"

namespace etalon {

// Both are JSON, fit for a <script> element.
struct PageData {
  // {"implementations": [...], "functions": [[name, first clause, clauses]], "clauses": [...],
  //  "strings": [...], "cells": [per implementation: [per clause: 0 or its tests]]}
  // A test is [name, verdict] or [name, verdict, judgement, reason, after, expected, actual, where,
  // detail, program], and behind them whom a recorded Windows agrees with, where that is known;
  // texts are numbers of strings, the empty one is 0.
  std::string matrix;
  // {"pieces": [...], "details": [...], "programs": [[numbers of pieces]]}: parsed when a cell is
  // opened. A program is its pieces, one behind the other. Very long programs are left out.
  std::string programs;
};

PageData PageDataOf(const std::vector<Report>& reports);

// "wine-8.0", "sim-10.0.26100"; the second of one name is "wine-8.0 (2)".
std::vector<std::string> TitlesOf(const std::vector<Report>& reports);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_PAGE_DATA_H_
