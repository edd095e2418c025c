"""Mutants of checks: FAIL_IF and its like."""

import re

from clang.cindex import CursorKind



def check_at(source, cursor):
    """The name of the check's macro, which as_calls.h makes a function; None for what is none."""
    if cursor.kind not in (CursorKind.CALL_EXPR, CursorKind.UNEXPOSED_EXPR):
        return None
    found = re.match(r"(FAIL_IF|FAIL_WITH_LAST_ERROR_IF)\(", source.at(cursor))
    return found.group(1) if found else None


class Checks:
    """Rewrites the checks among the statements of a block."""

    def __init__(self, source, edits, sites, statements):
        self._source = source
        self._edits = edits
        self._sites = sites
        self._statements = statements

    def rewrite(self, block):
        before = 0
        for i, cursor in enumerate(block):
            name = check_at(self._source, cursor)
            if name is None:
                continue
            follower = self._next_check(block, i)
            before = self._rewrite_one(cursor, name, before, block[follower:follower + 1])
            self._put_effect_first(block, i, name)

    def clause_of(self, cursor):
        start, _ = self._source.extent(cursor)
        opening = self._source.text.index(b"(", start)
        begin, end = self._source.arguments(opening)[1]
        return self._source.between(begin, end).strip()

    def condition_of(self, cursor):
        start, _ = self._source.extent(cursor)
        return self._source.arguments(self._source.text.index(b"(", start))[0]

    # The check that comes next, with declarations between the two at most; of the same kind.
    def _next_check(self, block, i):
        name = check_at(self._source, block[i])
        for j in range(i + 1, len(block)):
            if block[j].kind == CursorKind.DECL_STMT:
                continue
            return j if check_at(self._source, block[j]) == name else len(block)
        return len(block)

    def _rewrite_one(self, cursor, name, before, follower):
        start, end = self._source.extent(cursor)
        clause = self.clause_of(cursor)
        begin, stop = self.condition_of(cursor)
        condition = self._source.between(begin, stop)
        removed = self._sites.add("check removed", start, condition, "", clause)
        self._sites.add("other code", start, clause, "another code", clause)
        swapped = 0
        if follower and not self._ask_one_value(cursor, follower[0]):
            other = self.clause_of(follower[0])
            swapped = self._sites.add("order swapped", start, clause, "after " + other, clause)
        else:
            self._sites.leave_out()
        opening = self._source.text.index(b"(", start) + 1
        self._edits.replace(start, opening, "MUTANT_%s(%d, %d, " % (name, removed, before))
        return swapped

    # result == A, and then result == B: never both.
    def _ask_one_value(self, one, other):
        asked = []
        for check in (one, other):
            terms = self._source.between(*self.condition_of(check)).split("||")
            found = [re.fullmatch(r"\s*(\w+) == ((\w+::)*\w+)\s*", term) for term in terms]
            if not all(found):
                return False
            asked.append(({f.group(1) for f in found}, {f.group(2) for f in found}))
        (names, values), (other_names, other_values) = asked
        return len(names | other_names) == 1 and not values & other_values

    # The statement behind the check comes before it.
    def _put_effect_first(self, block, i, name):
        if i + 1 == len(block):
            return
        check, effect = block[i], block[i + 1]
        if check_at(self._source, effect):  # no effect; and the order of checks is another mutant
            return
        start, end = self._source.extent(effect)
        if start in self._source.macros or b";" != self._source.next_character(end)[0]:
            return
        text = self._source.between(start, end)
        clause = self.clause_of(check)
        at, stop = self._source.extent(check)
        if effect.kind == CursorKind.RETURN_STMT:
            value = re.match(r"return\s+(.*)", text, re.DOTALL)
            calls = [c for c in effect.get_children() if c.kind in
                     (CursorKind.CALL_EXPR, CursorKind.UNEXPOSED_EXPR)]
            if not value or not calls or "(" not in text:
                return
            site = self._sites.add("effect first", at, text, "before the check", clause)
            again = self._source.between(at, stop)
            first = "if (MUTANT(%d)) { auto result = %s; %s; return result; } " % (
                site, value.group(1), again)
        elif effect.kind.is_expression():
            site = self._sites.add("effect first", at, text, "before the check", clause)
            self._statements.moved[start] = site
            first = "if (MUTANT(%d)) { %s; } " % (site, text)
        else:
            return
        self._edits.wrap(at, stop, " ".join(first.split()), "")
