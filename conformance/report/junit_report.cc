#include "conformance/report/junit_report.h"

#include <sstream>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

// What a test case holds besides its name.
enum class Child { kNone, kFailure, kError, kSkipped, kNote };

Child ChildOf(const TestResult& result, Judgement judgement) {
  if (judgement == Judgement::kHarnessFault) return Child::kError;
  if (judgement == Judgement::kStale) return Child::kFailure;
  if (judgement == Judgement::kUnexpected) {
    const bool is_error = result.verdict == Verdict::kCrash || result.verdict == Verdict::kHang;
    return is_error ? Child::kError : Child::kFailure;
  }
  if (result.verdict == Verdict::kPass) return Child::kNone;
  return result.verdict == Verdict::kDeviates ? Child::kNote : Child::kSkipped;
}

std::string MessageOf(const TestResult& result, Judgement judgement, const std::string& reason) {
  if (judgement == Judgement::kStale) return "passes, but is listed: " + reason;
  if (result.verdict == Verdict::kPass) return "passes, but should not";
  if (judgement == Judgement::kAsExpected && !reason.empty()) return reason;
  if (result.expected.empty()) return NameOf(result.verdict);
  return "after " + result.after + ": expected " + result.expected + ", got " + result.actual;
}

void PrintElement(const char* element, const TestResult& result, const std::string& message,
                  std::ostream& out) {
  out << "      <" << element << " message=\"" << EscapeXml(message) << "\" type=\""
      << EscapeXml(NameOf(result.verdict)) << "\">" << EscapeXml(result.detail) << "</" << element
      << ">\n";
}

void PrintCase(const SuiteRun& run, size_t index, std::ostream& out) {
  const TestResult& result = run.results[index];
  const Judgement judgement = run.judged.of[index];
  out << "    <testcase classname=\"" << EscapeXml(result.clause) << "\" name=\""
      << EscapeXml(result.name) << "\" file=\"" << EscapeXml(result.file) << "\" line=\""
      << result.line << "\"";
  const Child child = ChildOf(result, judgement);
  if (child == Child::kNone) {
    out << "/>\n";
    return;
  }
  out << ">\n";
  const std::string message = MessageOf(result, judgement, run.judged.reasons[index]);
  switch (child) {
    case Child::kFailure:
      PrintElement("failure", result, message, out);
      break;
    case Child::kError:
      PrintElement("error", result, message, out);
      break;
    case Child::kSkipped:
      out << "      <skipped message=\"" << EscapeXml(NameOf(result.verdict) + ": " + message)
          << "\"/>\n";
      break;
    default:
      out << "      <system-out>" << EscapeXml("deviates: " + message) << "</system-out>\n";
  }
  out << "    </testcase>\n";
}

struct CaseCounts {
  int tests = 0;
  int failures = 0;
  int errors = 0;
  int skipped = 0;
};

// Of the results of one function, or of all for "".
CaseCounts CountCases(const SuiteRun& run, const std::string& function) {
  CaseCounts counts;
  for (size_t i = 0; i < run.results.size(); ++i) {
    if (!function.empty() && run.results[i].function != function) continue;
    ++counts.tests;
    const Child child = ChildOf(run.results[i], run.judged.of[i]);
    counts.failures += child == Child::kFailure ? 1 : 0;
    counts.errors += child == Child::kError ? 1 : 0;
    counts.skipped += child == Child::kSkipped ? 1 : 0;
  }
  return counts;
}

void PrintCounts(const CaseCounts& counts, std::ostream& out) {
  out << " tests=\"" << counts.tests << "\" failures=\"" << counts.failures << "\" errors=\""
      << counts.errors << "\" skipped=\"" << counts.skipped << "\"";
}

}  // namespace

std::string EscapeXml(std::string_view text) {
  const bool is_utf8 = Utf8ToUtf16(text).has_value();
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\n':
        escaped += "&#10;";
        break;
      case '\t':
        escaped += "&#9;";
        break;
      case '\r':
        escaped += "&#13;";
        break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        escaped += byte < 0x20 || (byte >= 0x80 && !is_utf8) ? '?' : c;
      }
    }
  }
  return escaped;
}

std::string JunitReport(const SuiteRun& run, const SuiteTally& tally) {
  std::ostringstream out;
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\""
      << EscapeXml("conformance: " + NameAndVersion(run.traits)) << "\"";
  PrintCounts(CountCases(run, ""), out);
  out << ">\n";
  for (const FunctionTally& row : tally.functions) {
    out << "  <testsuite name=\"" << EscapeXml(row.function) << "\"";
    PrintCounts(CountCases(run, row.function), out);
    out << ">\n";
    for (size_t i = 0; i < run.results.size(); ++i) {
      if (run.results[i].function == row.function) PrintCase(run, i, out);
    }
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
  return out.str();
}

}  // namespace etalon
