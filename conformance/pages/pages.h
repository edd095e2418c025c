// The pages of docs/clauses: one a documented function, out of the registry and the suite.
#ifndef ETALON_CONFORMANCE_PAGES_PAGES_H_
#define ETALON_CONFORMANCE_PAGES_PAGES_H_

#include <map>
#include <string>
#include <string_view>

namespace etalon {

// What writes them into the source tree.
inline constexpr char kRefreshPagesCommand[] = "bazel run //conformance/pages:refresh";
inline constexpr char kPagesFolder[] = "docs/clauses";

// "start_trace.md" for "StartTrace".
std::string PageNameOf(std::string_view function);

// Every page by its file's name, in Markdown, and README.md, which lists them. The tests are those
// that are linked in.
std::map<std::string, std::string> ClausePages();

// The pages as they stand in a folder; without any when there is no such folder.
std::map<std::string, std::string> KeptPages(const std::string& folder);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PAGES_PAGES_H_
