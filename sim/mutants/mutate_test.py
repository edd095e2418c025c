#!/usr/bin/env python3
"""What mutate.py makes of small sources: which mutants, on which lines, and no others."""

import os
import subprocess
import sys
import tempfile
import unittest

# The program stands beside this, or, where Bazel runs it, in the folder below.
HERE = os.path.dirname(os.path.abspath(__file__))
if not os.path.exists(os.path.join(HERE, "mutate.py")):
    HERE = os.path.join(HERE, "mutants")
AS_CALLS = "namespace clauses { struct Clause { int code; }; extern const Clause TEST_E01, TEST_E02; }"
CHECK = """template <typename C> void FAIL_IF(const C&, const clauses::Clause&);
using namespace clauses;
"""


def mutate(text):
    """The rewritten text behind its prelude, and the rows as (line, kind, was, becomes)."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sample.cc")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        program = ("import sys; sys.path.insert(0, %r); import mutate, source\n"
                   "unit = source.parse_well(%r, ['-std=c++20'])\n"
                   "text, rows, _ = mutate.rewrite(unit.spelling, 100, unit)\n"
                   "sys.stdout.write(text.decode() + '\\0' + ''.join(rows))" % (HERE, path))
        out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True,
                             text=True).stdout
    rewritten, _, table = out.partition("\0")
    rows = []
    for line in table.splitlines():
        fields = eval("(" + line.strip("{},") + ")")  # pylint: disable=eval-used
        rows.append((fields[2], fields[4], fields[5], fields[6]))
    return rewritten.split("\n", 2)[2], rows


class Mutate(unittest.TestCase):
    """Each kind of mutant where it belongs."""

    def kinds(self, text):
        return [(kind, was, becomes) for _, kind, was, becomes in mutate(text)[1]]

    def test_lines_stay(self):
        text, rows = mutate("int f(int a,\n      int b) {\n  return a\n      + b;\n}\n")
        self.assertEqual(text.count("\n"), 5)
        self.assertIn((4, "operator", "+", "-"), rows)

    def test_comparisons_have_boundaries_and_are_turned_around(self):
        kinds = self.kinds("bool f(int a, int b) { return a < b; }")
        self.assertIn(("operator", "<", "<="), kinds)
        self.assertIn(("condition negated", "a < b", "!"), kinds)

    def test_logical_operators_have_each_operand_once(self):
        text, rows = mutate("bool f(bool a, bool b) { return a && b; }")
        self.assertIn((1, "operator", "&&", "||"), rows)
        self.assertEqual(text.count("(a)"), 1)

    def test_constants_that_the_compiler_needs_stay(self):
        text = "constexpr int kSize = 3;\nstatic_assert(kSize == 3);\nint list[kSize + 1];\n"
        self.assertEqual(mutate(text), (text, []))

    def test_statements_go(self):
        kinds = self.kinds("void g(); struct S { int n_; void f() { g(); ++n_; } };")
        self.assertIn(("statement removed", "g()", ";"), kinds)
        self.assertIn(("counter not bumped", "++n_", ";"), kinds)

    def test_counters_are_whole_numbers(self):
        kinds = self.kinds("#include <atomic>\n#include <string>\n"
                           "struct S { std::atomic<unsigned> n_; std::string s_; long* p_; long sum_;\n"
                           "  void f(long more) { ++n_; n_ += 2; sum_ += more; s_ += 'x'; p_ += more;\n"
                           "    more += 2; } };")
        counted = [was for kind, was, _ in kinds if kind == "counter not bumped"]
        self.assertEqual(counted, ["++n_", "n_ += 2", "sum_ += more"])

    def test_leaks_are_on_the_way_out_with_an_error(self):
        kinds = self.kinds("enum class E { kNone, kBad }; E g(); void Stop(int); void Close(int);\n"
                           "bool f() { if (g() != E::kNone) { Stop(1); return false; }\n"
                           "  Stop(2); return true; }\n"
                           "E h() { Stop(3); const E error = g(); Close(4);\n"
                           "  if (error == E::kNone) return error;\n  Close(5); return error; }\n"
                           "E i() { const E error = g(); Close(6); return error; }\n")
        leaked = [was for kind, was, _ in kinds if kind == "resource leaked"]
        self.assertEqual(leaked, ["Stop(1)", "Close(5)"])

    def test_hints_stay(self):
        kinds = self.kinds("struct S { void Yield(); void Notify(); };\n"
                           "void f(S* scheduler, const int* p) {\n  scheduler->Yield();\n"
                           "  __builtin_prefetch(p + 1);\n  scheduler->Notify();\n}\n")
        self.assertEqual(kinds, [("statement removed", "scheduler->Notify()", ";")])

    def test_what_is_nothing_already_is_not_returned_instead(self):
        kinds = self.kinds("#include <optional>\n#include <vector>\n"
                           "struct S { int a; };\nstd::vector<int> g();\n"
                           "std::optional<int> f() { return std::nullopt; }\n"
                           "std::optional<S> i() { return S{}; }\n"
                           "std::vector<int> j() { return {}; }\nS k() { return S{}; }\n"
                           "std::vector<int> l() { return g(); }\n"
                           "#include <memory>\n#include <string>\n"
                           "std::unique_ptr<S> m() { return nullptr; }\n"
                           "std::string n() { return \"\"; }\n")
        self.assertEqual(kinds, [("return value", "S{}", "{}"), ("return value", "g()", "{}")])

    def test_of_bits_none_is_left(self):
        kinds = self.kinds("#define FLAG 0x40\nconstexpr unsigned kMask = 3;\n"
                           "bool f(unsigned a) { return (a & (FLAG | kMask)) != 0; }\n"
                           "unsigned g(unsigned a) { a |= FLAG; return a + kMask + ~FLAG; }\n")
        self.assertEqual([(was, becomes) for kind, was, becomes in kinds if kind == "constant"],
                         [("FLAG", "no bit"), ("kMask", "no bit"), ("0", "0 + 1"),
                          ("FLAG", "no bit"), ("kMask", "kMask + 1"), ("FLAG", "no bit")])
        # Nor of a flag that stands elsewhere.
        kinds = self.kinds("#define FLAG 0x40 /* one */\n#define SIZE 64\n"
                           "constexpr unsigned kFlag = 0x0200;\nconstexpr unsigned kRoom = 1u << 3;\n"
                           "void g(unsigned, unsigned, unsigned, unsigned);\n"
                           "void f() { g(FLAG, SIZE, kFlag, kRoom); }\n")
        self.assertEqual([becomes for kind, _, becomes in kinds if kind == "constant"],
                         ["no bit", "SIZE + 1", "no bit", "kRoom + 1"])

    def test_a_place_that_is_assigned_to_stays_one(self):
        kinds = self.kinds("void f(bool* p, bool a, const char* q) { *p = a; while (*q++) {} }")
        self.assertNotIn(("condition negated", "*p", "!"), kinds)
        self.assertEqual([was for kind, was, _ in kinds if kind == "operator"], ["++"])

    def test_templates_are_rewritten_once(self):
        text, _ = mutate("template <typename T> T f(T a, int b) { return a + (b + 1); }\n"
                         "int g() { return f(1, 2) + static_cast<int>(f(3L, 4)); }\n")
        self.assertEqual(text.count("(b"), text.count("(b "))

    def test_generic_lambdas_are_rewritten_once(self):
        kinds = self.kinds("int f() {\n  const auto g = [](const auto& a) { return a + 1; };\n"
                           "  return g(1) + static_cast<int>(g(2L));\n}\n")
        self.assertEqual([kind for kind, was, _ in kinds if was == "1"], ["constant"] * 2)

    def test_checks(self):
        kinds = self.kinds(AS_CALLS + CHECK + "int h();\nint f(int a) {\n"
                           "  FAIL_IF(a < 3, TEST_E01);\n  FAIL_IF(a > 9, TEST_E02);\n"
                           "  return h();\n}\n")
        for expected in [("check removed", "a < 3", ""), ("other code", "TEST_E01", "another code"),
                         ("order swapped", "TEST_E01", "after TEST_E02"), ("limit", "<", "<="),
                         ("effect first", "return h()", "before the check")]:
            self.assertIn(expected, kinds)
        self.assertNotIn("order swapped", [kind for kind, was, _ in kinds if was == "TEST_E02"])
        of_one_value = self.kinds(AS_CALLS + CHECK + "int f(int a) {\n  FAIL_IF(a == 3, TEST_E01);\n"
                                  "  FAIL_IF(a == 4 || a == 5, TEST_E02);\n  return 0;\n}\n")
        self.assertNotIn("order swapped", [kind for kind, _, _ in of_one_value])
        self.assertEqual(len([kind for kind, _, _ in kinds if kind == "effect first"]), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
