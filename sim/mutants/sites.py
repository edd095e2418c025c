"""The mutants of one file: their numbers, and what each is."""

import collections


class Sites:
    """Numbers from `first`; at most `room` of them."""

    def __init__(self, source, first, room):
        self._source = source
        self._first = first
        self._room = room
        self._rows = []
        self.skipped = collections.Counter()
        self.clause = ""  # of the check that is being rewritten

    def add(self, kind, offset, was, becomes, clause=None):
        if len(self._rows) >= self._room:
            raise SystemExit("mutate: %s has too many mutants" % self._source.path)
        if self.clause and kind in ("operator", "constant", "condition negated"):
            kind = "limit" if kind != "condition negated" else kind
        line, column = self._source.place(offset)
        number = self._first + len(self._rows)
        self._rows.append((number, line, column, kind, was, becomes,
                           self.clause if clause is None else clause))
        return number

    def leave_out(self):
        """A number that no mutant has."""
        self._rows.append(None)

    def skip(self, why):
        self.skipped[why] += 1

    def rows(self):
        """As initialisers of C++."""
        for number, line, column, kind, was, becomes, clause in filter(None, self._rows):
            yield '{%d, "%s", %d, %d, "%s", "%s", "%s", "%s"},\n' % (
                number, self._source.path, line, column, kind, _quoted(was), _quoted(becomes), clause)


def _quoted(text):
    text = " ".join(text.split())
    if len(text) > 60:
        text = text[:57] + "..."
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("?", "\\?")
