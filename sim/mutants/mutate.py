"""Rewrites sources of the simulator, so that each of their mutants can be chosen at run time.

  mutate.py --first NUMBER --out DIRECTORY --table FILE [--flag=-I...] SOURCE...

Each SOURCE (sim/api/stop_trace.cc) is written to DIRECTORY/api/stop_trace.cc, in which every place
that can be changed asks MUTANT(number); --table gets a row for each mutant. The lines stay where they
are. Includes of the rooms' own headers then mean the rewritten ones.
"""

import argparse
import os
import re
import sys
import tempfile

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian has libclang

# pylint: disable=wrong-import-position
from clang import cindex
from clang.cindex import CursorKind

import checks
import edits
import expressions
import sites
import source
import statements

_ROOM_OF_A_FILE = 1000  # how many mutants a file may have
_AS_CALLS = os.path.join(os.path.dirname(__file__), "as_calls.h")
_JUMPS = (CursorKind.BREAK_STMT, CursorKind.CONTINUE_STMT)
_FUNCTIONS = (CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.CONSTRUCTOR,
              CursorKind.DESTRUCTOR, CursorKind.CONVERSION_FUNCTION,
              CursorKind.FUNCTION_TEMPLATE)
_VARIABLES = (CursorKind.VAR_DECL, CursorKind.FIELD_DECL)
# The compiler needs to know what stands in these.
_CONSTANT = (CursorKind.STATIC_ASSERT, CursorKind.ENUM_DECL, CursorKind.CXX_UNARY_EXPR,
             CursorKind.TYPEDEF_DECL, CursorKind.TYPE_ALIAS_DECL, CursorKind.PARM_DECL,
             CursorKind.TEMPLATE_NON_TYPE_PARAMETER, CursorKind.TEMPLATE_TYPE_PARAMETER)


# What is returned is an error, or may be one; success returns.
_ERROR = re.compile(r"return (false|nullptr|std::nullopt|(error|result)\b|ERROR_(?!SUCCESS)|"
                    r"\w*(Error|Result)::k(?!None|Written))")
_SUCCESS = re.compile(r"if \(\w+ == (\w+::)*(kNone|kWritten|ERROR_SUCCESS)\) return\b|"
                      r"if \(.*\) return true;?$")


class Mutator:
    """Goes through one source."""

    def __init__(self, parsed, first):
        self._source = parsed
        self.edits = edits.Edits(parsed.text)
        self.sites = sites.Sites(parsed, first, _ROOM_OF_A_FILE)
        self._expressions = expressions.Expressions(parsed, self.edits, self.sites)
        self._statements = statements.Statements(parsed, self.edits, self.sites)
        self._checks = checks.Checks(parsed, self.edits, self.sites, self._statements)
        self._bodies_seen = set()
        self._result = None  # what the function declares to return

    def run(self):
        for cursor in self._source.cursors():
            if not cursor.kind.is_preprocessing():
                self._visit(cursor, None)

    def _visit(self, cursor, parent):
        kind = cursor.kind
        if kind in _CONSTANT:
            self.sites.skip("a constant that the compiler needs")
        elif kind in _FUNCTIONS:
            self._function(cursor)
        elif kind == CursorKind.LAMBDA_EXPR:
            self._lambda(cursor)
        elif kind in _VARIABLES:
            self._variable(cursor)
        elif checks.check_at(self._source, cursor):
            self._check(cursor)
        elif self._source.extent(cursor)[0] in self._source.macros:
            self._macro(cursor, parent)
        elif kind == CursorKind.COMPOUND_STMT:
            self._block(cursor, parent)
        elif kind in (CursorKind.IF_STMT, CursorKind.WHILE_STMT, CursorKind.FOR_STMT,
                      CursorKind.CXX_FOR_RANGE_STMT, CursorKind.SWITCH_STMT):
            self._headed(cursor)
        elif kind == CursorKind.CASE_STMT:
            self._statement(list(cursor.get_children())[-1], cursor)
        elif kind == CursorKind.DEFAULT_STMT:
            for child in cursor.get_children():
                self._statement(child, cursor)
        elif kind == CursorKind.RETURN_STMT:
            self._statements.rewrite_return(cursor, self._result)
            self._children(cursor)
        else:
            if kind == CursorKind.CONDITIONAL_OPERATOR:
                self._condition(next(cursor.get_children()))
            if kind.is_expression():
                self._expressions.rewrite(cursor, parent)
            self._children(cursor)

    def _children(self, cursor):
        for child in cursor.get_children():
            self._visit(child, cursor)

    def _function(self, cursor):
        outer, self._result = self._result, None
        if cursor.kind in (CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD):
            self._result = cursor.result_type
        for child in cursor.get_children():
            # Of the declaration itself nothing: default arguments, noexcept, template arguments.
            is_body = child.kind == CursorKind.COMPOUND_STMT
            is_initializer = (cursor.kind == CursorKind.CONSTRUCTOR and child.kind.is_expression())
            extent = self._source.extent(child)
            # What is made of a template stands in the same place.
            if (is_body or is_initializer) and extent not in self._bodies_seen:
                self._bodies_seen.add(extent)
                self._visit(child, cursor)
        self._result = outer

    def _lambda(self, cursor):
        outer, self._result = self._result, None
        for child in cursor.get_children():
            extent = self._source.extent(child)
            # A generic one stands there again with the types that it is called with.
            if child.kind == CursorKind.COMPOUND_STMT and extent not in self._bodies_seen:
                self._bodies_seen.add(extent)
                self._visit(child, cursor)
        self._result = outer

    def _variable(self, cursor):
        start, _ = self._source.extent(cursor)
        name = cursor.location.offset
        declaration = self._source.between(start, name)
        is_global = cursor.kind == CursorKind.VAR_DECL and cursor.semantic_parent.kind in (
            CursorKind.NAMESPACE, CursorKind.TRANSLATION_UNIT, CursorKind.STRUCT_DECL,
            CursorKind.CLASS_DECL)
        if is_global or re.search(r"\bconst(expr|init)\b", declaration):
            self.sites.skip("a constant that the compiler needs")
            return
        name += len(cursor.spelling.encode())
        for child in cursor.get_children():
            begin, _ = self._source.extent(child)
            between = self._source.between(name, begin) if begin >= name else ""
            if child.kind.is_expression() and re.match(r"\s*(\[[^\]]*\]\s*)*[=({]|\s*$", between):
                if begin > name or child.kind == CursorKind.INIT_LIST_EXPR:
                    if self._is_needed_constant(cursor, child):
                        self.sites.skip("a constant that the compiler needs")
                    else:
                        self._visit(child, cursor)

    # const uint32_t kSize = 5; may stand in the type of an array.
    def _is_needed_constant(self, variable, value):
        if not variable.type.is_const_qualified() or not source.is_integer(variable):
            return False
        return not any(c.kind in (CursorKind.CALL_EXPR, CursorKind.MEMBER_REF_EXPR) or
                       (c.kind == CursorKind.DECL_REF_EXPR and c.referenced is not None and
                        c.referenced.kind in (CursorKind.PARM_DECL, CursorKind.VAR_DECL))
                       for c in value.walk_preorder())

    # What a macro gives can be rewritten as a whole only.
    def _macro(self, cursor, parent):
        start, end = self._source.extent(cursor)
        stop, _ = self._source.macros[start]
        if stop < end:  # it is but the beginning
            if cursor.kind.is_expression():
                self._expressions.rewrite(cursor, parent)
            self._children(cursor)
        elif cursor.kind.is_expression():
            self._expressions.number_of_macro(cursor, parent)

    def _check(self, cursor):
        self.sites.clause = self._checks.clause_of(cursor)
        begin, close = self._checks.condition_of(cursor)
        self._arguments(cursor, begin, close)
        self.sites.clause = ""

    def _arguments(self, cursor, begin, close):
        for child in cursor.get_children():
            start, end = self._source.extent(child)
            if start >= begin and end <= close:
                self._visit(child, cursor)
            else:
                self._arguments(child, begin, close)

    def _block(self, cursor, parent):
        block = list(cursor.get_children())
        self._checks.rewrite(block)
        # A function's own block is on the way out with an error once success has returned.
        ends_in_error = bool(block) and _ERROR.match(self._source.at(block[-1])) is not None
        is_branch = parent is not None and parent.kind not in _FUNCTIONS + (CursorKind.LAMBDA_EXPR,)
        is_error_path = ends_in_error and is_branch
        for child in block:
            self._statement(child, cursor, is_error_path)
            if ends_in_error and _SUCCESS.match(self._source.at(child)):
                is_error_path = True

    def _statement(self, cursor, parent, is_error_path=False):
        if cursor.kind.is_expression() and self._statements.is_hint(cursor):
            self.sites.skip("a hint")
            return
        is_removable = cursor.kind.is_expression() or cursor.kind in _JUMPS
        if is_removable and not checks.check_at(self._source, cursor):
            self._statements.rewrite(cursor, is_error_path)
        self._visit(cursor, parent)

    # if (...), while (...): what stands in the parentheses, then the body.
    def _headed(self, cursor):
        start, end = self._source.extent(cursor)
        head = re.match(rb"\w+\s*", self._source.text[start:end])
        opening = start + head.end()
        if self._source.text[opening:opening + 1] != b"(":  # if constexpr
            self._bodies(cursor, self._source.closing(self._source.text.index(b"(", opening)))
            return
        closing = self._source.closing(opening)
        inside = [c for c in cursor.get_children() if self._source.extent(c)[0] < closing]
        has_condition = cursor.kind in (CursorKind.IF_STMT, CursorKind.WHILE_STMT)
        if has_condition and len(inside) >= 1 and inside[-1].kind.is_expression():
            if all(c.kind not in _VARIABLES for c in inside):
                self._condition(inside[-1])
        if cursor.kind == CursorKind.FOR_STMT:
            inside = [c for c in inside if c.kind.is_expression() or c.kind == CursorKind.DECL_STMT]
        seen = set()
        for child in inside:
            if self._source.extent(child) in seen:
                continue
            seen.add(self._source.extent(child))
            if not (child.kind.is_expression() and
                    any(c.kind in _VARIABLES for c in inside) and
                    cursor.kind in (CursorKind.IF_STMT, CursorKind.CXX_FOR_RANGE_STMT)) or \
                    cursor.kind == CursorKind.CXX_FOR_RANGE_STMT:
                self._visit(child, cursor)
        self._bodies(cursor, closing)

    def _bodies(self, cursor, closing):
        for child in cursor.get_children():
            if self._source.extent(child)[0] > closing:
                self._statement(child, cursor)

    def _condition(self, cursor):
        start, end = self._source.extent(cursor)
        if start in self._source.macros and self._source.macros[start][0] == end:
            return
        self._expressions.negate(cursor)


_OWN = re.compile(rb'^#include "sim/(?=(api|provider|session|consumer)/(?!fail_if\.h))', re.M)


def rewrite(path, first, unit):
    """The text of a source with all its mutants, its rows of the table, what was skipped."""
    mutator = Mutator(source.Source(path, unit), first)
    mutator.run()
    text = _OWN.sub(b'#include "sim/mutated/', mutator.edits.apply())
    prelude = b'#include "sim/mutants/mutant.h"\n#line 1 "%s"\n' % path.encode()
    return prelude + text, list(mutator.sites.rows()), mutator.sites.skipped


def all_headers(paths, arguments, folder):
    """The headers that the sources include, and they themselves where they are headers, parsed once:
    a unit, and arguments for the others, the best first."""
    used = set()
    for path in paths:
        with open(path, encoding="utf-8") as file:
            used |= set(re.findall(r'^#include (?:<[a-z_]+>|".*\.h")$', file.read(), re.M))
        if path.endswith(".h"):
            used.add('#include "%s"' % path)
    # First, for it stands in the place of the header of that name.
    first = '#include "%s"\n' % _AS_CALLS
    header = os.path.join(folder, "all.h")
    with open(header, "w", encoding="utf-8") as file:
        file.write(first + "\n".join(sorted(used)) + "\n")
    options = cindex.TranslationUnit.PARSE_INCOMPLETE
    unit, errors = source.parse(header, arguments + ["-xc++-header"], options)
    if errors:
        raise SystemExit("mutate: " + "\n".join(errors))
    unit.save(header + ".pch")
    # A source may have a name of its own that some header has as well: then it has its own alone.
    return unit, (["-include-pch", header + ".pch"] + arguments + ["-xc++"],
                  ["-include", _AS_CALLS] + arguments + ["-xc++"])


def rewrite_all(options, headers, arguments):
    """Writes every source; the rows of all."""
    table = []
    for i, path in enumerate(sorted(options.sources)):
        unit = headers if path.endswith(".h") else source.parse_well(path, *arguments)
        text, rows, skipped = rewrite(path, options.first + i * _ROOM_OF_A_FILE, unit)
        target = os.path.join(options.out, os.path.relpath(path, "sim"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(text)
        table += rows
        table.append("// %s: %d mutants; skipped: %s\n" % (path, len(rows), dict(skipped)))
    return table


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", type=int, required=True, help="the number of the first mutant")
    parser.add_argument("--out", required=True)
    parser.add_argument("--table", required=True)
    parser.add_argument("--flag", action="append", default=[], help="for the compiler")
    parser.add_argument("sources", nargs="+")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        headers, arguments = all_headers(options.sources, options.flag, folder)
        table = rewrite_all(options, headers, arguments)
    with open(options.table, "w", encoding="utf-8") as file:
        file.writelines(table)


if __name__ == "__main__":
    main()
