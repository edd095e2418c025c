#include "conformance/next/winetest.h"

#include <cstdlib>
#include <sstream>
#include <string_view>
#include <vector>

#include "conformance/script/c_trim.h"

namespace etalon {
namespace {

constexpr char kHeading[] =
    "#include <stdarg.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n\n"
    "#include \"windows.h\"\n#include \"wmistr.h\"\n#include \"evntrace.h\"\n"
    "#include \"evntcons.h\"\n#include \"evntprov.h\"\n\n#include \"wine/test.h\"\n";

// The arguments of a call in C, from behind its parenthesis to the one that closes it.
std::vector<std::string> ArgumentsOf(std::string_view text) {
  std::vector<std::string> arguments(1);
  bool in_text = false;
  int depth = 0;
  for (const char c : text) {
    if (c == '"') in_text = !in_text;
    if (!in_text && c == '(') ++depth;
    if (!in_text && c == ')' && depth-- == 0) break;
    if (!in_text && c == ',' && depth == 0) {
      arguments.emplace_back();
    } else if (c != ' ' || !arguments.back().empty()) {
      arguments.back() += c;
    }
  }
  return arguments;
}

std::string IndentOf(const std::string& line) { return line.substr(0, line.find_first_not_of(' ')); }

// "if (result != 24u) Mismatch(1, "StartTraceW", 24u, result);" as a check.
std::string Check(const std::string& line, const std::set<int>& wrong) {
  const size_t call = line.find("Mismatch(");
  const std::vector<std::string> mismatch = ArgumentsOf(std::string_view(line).substr(call + 9));
  const bool is_todo = wrong.contains(std::atoi(mismatch[0].c_str()));
  if (mismatch[3] == "1") {  // no value is wrong, but a condition
    const size_t condition = line.find("if (") + 4;
    return IndentOf(line) + (is_todo ? "todo_wine " : "") + "ok(!(" + line.substr(condition, call - 2 - condition) + "), " +
           mismatch[1] + " \"\\n\");";
  }
  const std::string what = mismatch[1].substr(1, mismatch[1].size() - 2);
  return IndentOf(line) + (is_todo ? "todo_wine " : "") + "ok(" + mismatch[3] +
         " == " + mismatch[2] + ", \"" + what + ": got %lu\\n\", (unsigned long)" + mismatch[3] +
         ");";
}

// A line of the program in the style of Wine; none for what Wine's tests do without.
std::string Line(const std::string& line, const std::set<int>& wrong) {
  if (line.find("Mismatch(") != std::string::npos && line.find("if (") != std::string::npos) {
    return Check(line, wrong) + '\n';
  }
  if (line.find("  Told(") != std::string::npos) return "";
  if (const size_t skipped = line.find("  Skipped("); skipped != std::string::npos) {
    const std::string why = ArgumentsOf(std::string_view(line).substr(skipped + 10))[1];
    return IndentOf(line) + "skip(" + why + " \"\\n\");\n";
  }
  if (line.find("mismatches") != std::string::npos) return "";
  const size_t comment = line.find("// ");
  if (comment != std::string::npos && line.find('"') > comment) {
    std::string text = line.substr(comment + 3);
    for (size_t at = 0; (at = text.find("*/", at)) != std::string::npos;) text.replace(at, 2, "* /");
    return line.substr(0, comment) + "/* " + text + " */\n";
  }
  return line + '\n';
}

std::string Lines(const std::string& text, const std::set<int>& wrong) {
  std::istringstream stream(text);
  std::string lines;
  for (std::string line; std::getline(stream, line);) lines += Line(line, wrong);
  return lines;
}

}  // namespace

std::string WineTest(const std::string& program, const std::string& function,
                     const std::string& about, const std::set<int>& wrong) {
  // Checks first: the helpers that only they and the telling used are then of no use.
  std::string body = Lines(program, wrong);
  const size_t handles = body.find("/* Handles in the order");
  if (handles != std::string::npos) body.erase(0, handles);
  const std::string main = "int main(void) {\n";
  const std::string test = "test_" + function;
  if (const size_t at = body.find(main); at != std::string::npos) {
    body.replace(at, main.size(), "/* " + about + " */\nstatic void " + test + "(void)\n{\n");
  }
  body = ProgramOf(WithoutUnused(ParagraphsOf(body)));
  while (!body.empty() && body.back() == '\n') body.pop_back();
  return std::string(kHeading) + '\n' + body + "\n\nSTART_TEST(etw)\n{\n    " + test + "();\n}\n";
}

}  // namespace etalon
