// A test for Wine, out of a C program.
#ifndef ETALON_CONFORMANCE_NEXT_WINETEST_H_
#define ETALON_CONFORMANCE_NEXT_WINETEST_H_

#include <set>
#include <string>

namespace etalon {

// `program` as PrintC wrote it, with right answers, in the style of Wine's test suite: ok() and
// todo_wine in place of the program's own checks, START_TEST in place of main. `function` names the
// test, `about` stands above it. `wrong` are the lines of the script that Wine answers wrongly
// today: their checks are todo_wine.
std::string WineTest(const std::string& program, const std::string& function,
                     const std::string& about, const std::set<int>& wrong);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_NEXT_WINETEST_H_
