"""Mutants of expressions: operators, constants, conditions."""

import re

from clang.cindex import CursorKind

from source import as_written, definition_text, is_bool, is_integer, is_pointer, is_scalar, without_parentheses

_BOUNDARIES = {"<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual"}
_OTHER = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "+": "-", "-": "+", "*": "/", "/": "*", "%": "/",
    "<<": ">>", ">>": "<<", "&": "|", "|": "&", "^": "&", "&&": "||", "||": "&&",
    "+=": "-=", "-=": "+=", "|=": "&=", "&=": "|=", "<<=": ">>=", ">>=": "<<=", "*=": "/=",
    "/=": "*=", "^=": "|=", "++": "--", "--": "++"
}  # yapf: disable
_ARITHMETIC = {
    "+": "Plus", "-": "Minus", "*": "Times", "/": "Over", "%": "Modulo", "<<": "Left",
    ">>": "Right", "&": "And", "|": "Or", "^": "ExclusiveOr"
}  # yapf: disable
_ASSIGNMENTS = {
    "+=": "Add", "-=": "Subtract", "|=": "Include", "&=": "Mask", "<<=": "ShiftLeft",
    ">>=": "ShiftRight", "*=": "Multiply", "/=": "Divide", "^=": "Flip"
}  # yapf: disable
_COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}
_OF_BITS = {"&", "|", "^", "&=", "|=", "^="}
# How a flag is defined: as one bit, written so that one sees it.
_ONE_BIT = re.compile(r"\b0x0*([1248])0*[uUlL]*(\s*/[/*].*)?$", re.DOTALL)
_OVERLOADED = {"operator" + o for o in _COMPARISONS}


class Expressions:
    """Rewrites expressions of a source, one at a time; `sites` numbers the mutants."""

    def __init__(self, source, edits, sites):
        self._source = source
        self._edits = edits
        self._sites = sites
        self._negated = set()
        self._bits = set()  # where operands stand of which each bit is for itself

    def rewrite(self, cursor, parent):
        kind = cursor.kind
        if kind == CursorKind.BINARY_OPERATOR:
            self._binary(cursor)
        elif kind == CursorKind.COMPOUND_ASSIGNMENT_OPERATOR:
            self._assignment(cursor)
        elif kind == CursorKind.UNARY_OPERATOR:
            self._unary(cursor)
        elif kind == CursorKind.CALL_EXPR and cursor.spelling in _OVERLOADED and is_bool(cursor):
            self.negate(cursor)
        elif kind == CursorKind.UNEXPOSED_EXPR and is_bool(cursor):
            self._written_otherwise(cursor)
        elif kind == CursorKind.CXX_BOOL_LITERAL_EXPR:
            self._truth(cursor)
        elif kind == CursorKind.INTEGER_LITERAL:
            self._number(cursor, parent)
        elif kind == CursorKind.DECL_REF_EXPR:
            self._name(cursor)

    def number_of_macro(self, cursor, parent):
        """What a macro stands for, when that is a number."""
        if is_integer(cursor):
            self._number(cursor, parent)

    def _note_bits(self, *operands):
        for operand in operands:
            self._bits.add(self._source.extent(operand))
            self._bits.add(self._source.extent(without_parentheses(operand)))

    def negate(self, cursor):
        """Of what is a condition: it is turned around."""
        start, end = self._source.extent(cursor)
        if (start, end) in self._negated or self._is_torn(start, end):
            return
        self._negated.add((start, end))
        site = self._sites.add("condition negated", start, self._source.between(start, end), "!")
        self._edits.wrap(start, end, "(static_cast<bool>(", ") != MUTANT(%d))" % site)

    # a != b, which the compiler takes for !(a == b).
    def _written_otherwise(self, cursor):
        children = list(cursor.get_children())
        if len(children) == 1 and self._source.extent(children[0]) != self._source.extent(cursor):
            if children[0].kind in (CursorKind.CALL_EXPR, CursorKind.UNARY_OPERATOR):
                if self._is_torn(*self._source.extent(children[0])):
                    self.negate(cursor)

    # Such a part of it as no expression is.
    def _is_torn(self, start, end):
        text = self._source.between(start, end)
        return re.match(r"!=|[<=>]", text) is not None or text.endswith(("=", "<", ">"))

    def _operator(self, left, right):
        """The operator between two operands, and where it stands."""
        begin, end = self._source.extent(left)[1], self._source.extent(right)[0]
        found = re.fullmatch(r"\s*([-+*/%<>=!&|^]+)\s*", self._source.between(begin, end))
        if not found:
            return None, 0, 0
        return found.group(1), begin + found.start(1), begin + found.end(1)

    def _binary(self, cursor):
        operands = list(cursor.get_children())
        if len(operands) != 2:
            return
        left, right = operands
        operator, begin, end = self._operator(left, right)
        if operator in _OF_BITS:
            self._note_bits(left, right)
        if operator is None:
            self._sites.skip("an operator of a macro")
        elif operator in ("&&", "||"):
            self._logical(cursor, left, right, operator, begin)
        elif operator in _COMPARISONS:
            if is_bool(cursor):
                self.negate(cursor)
            if operator in _BOUNDARIES:
                self._call(cursor, left, right, _BOUNDARIES[operator], operator, begin, end)
        elif operator in _ARITHMETIC:
            if is_pointer(right) or (is_pointer(left) and operator not in "+-"):
                self._sites.skip("a difference of pointers")
            else:
                self._call(cursor, left, right, _ARITHMETIC[operator], operator, begin, end)

    def _call(self, cursor, left, right, function, operator, begin, end):
        if not (is_scalar(left) and is_scalar(right)):
            self._sites.skip("an operator of no plain numbers")
            return
        site = self._sites.add("operator", begin, operator, _OTHER[operator])
        start, stop = self._source.extent(cursor)
        self._edits.wrap(start, stop, "::etalon::sim::mutants::%s(%d, " % (function, site), ")")
        self._edits.replace(begin, end, ",")

    # By De Morgan, so that neither operand stands there twice.
    def _logical(self, cursor, left, right, operator, begin):
        site = self._sites.add("operator", begin, operator, _OTHER[operator])
        start, end = self._source.extent(cursor)
        other = ") != MUTANT(%d))" % site
        self._edits.wrap(start, end, "((", other)
        for operand in (left, right):
            start, end = self._source.extent(operand)
            self._edits.wrap(start, end, "(static_cast<bool>(", other)

    def _is_bit_field(self, cursor):
        written = without_parentheses(cursor)
        return (written.kind == CursorKind.MEMBER_REF_EXPR and written.referenced is not None and
                written.referenced.is_bitfield())

    def _assignment(self, cursor):
        left, right = cursor.get_children()
        operator, begin, end = self._operator(left, right)
        if operator in _OF_BITS:
            self._note_bits(right)
        if operator not in _ASSIGNMENTS or not (is_scalar(left) and is_scalar(right)):
            self._sites.skip("an operator of no plain numbers")
        elif self._is_bit_field(left):
            self._sites.skip("a change of a bit field")
        else:
            self._call(cursor, left, right, _ASSIGNMENTS[operator], operator, begin, end)

    def _unary(self, cursor):
        operand = next(cursor.get_children())
        start, end = self._source.extent(cursor)
        text = self._source.between(start, end)
        if is_bool(cursor):
            if text.startswith("!"):  # *found may be what is assigned to
                self.negate(cursor)
        elif text.startswith(("++", "--")) or (text.endswith(("++", "--")) and
                                               self._source.extent(operand)[0] == start):
            self._step(operand, start, end, text)
        elif text[0] in "-~" and is_scalar(operand):
            if text[0] == "~":
                self._note_bits(operand)
            site = self._sites.add("operator", start, text[0], "")
            function = "Negative" if text[0] == "-" else "Complement"
            self._edits.wrap(start, end, "::etalon::sim::mutants::%s(%d, " % (function, site), ")")
            self._edits.replace(start, start + 1, "")

    def _step(self, operand, start, end, text):
        if not is_scalar(operand) or self._is_bit_field(operand):
            self._sites.skip("an operator of no plain numbers")
            return
        comes_first = text[0] in "+-"
        operator = text[:2] if comes_first else text[-2:]
        function = ("Pre" if comes_first else "Post") + ("Increment" if operator == "++" else
                                                         "Decrement")
        at = start if comes_first else end - 2
        site = self._sites.add("operator", at, operator, _OTHER[operator])
        self._edits.wrap(start, end, "::etalon::sim::mutants::%s(%d, " % (function, site), ")")
        self._edits.replace(at, at + 2, "")

    def _truth(self, cursor):
        start, end = self._source.extent(cursor)
        if start in self._source.macros or self._is_template_argument(start, end):
            return
        text = self._source.between(start, end)
        site = self._sites.add("constant", start, text, "false" if text == "true" else "true")
        self._edits.wrap(start, end, "(", " != MUTANT(%d))" % site)

    def _is_template_argument(self, start, end):
        return (self._source.next_character(end)[0] == b">" and
                self._source.previous_character(start) in (b"<", b","))

    def _number(self, cursor, parent):
        start, end = self._source.extent(cursor)
        if self._is_template_argument(start, end) or (parent is not None and is_pointer(parent)):
            self._sites.skip("a constant that the compiler needs")
            return
        text = self._source.between(start, end)
        if not re.match(r"\w|'", text):
            return
        # FLAG + 1 would still have the bit of FLAG.
        is_bits = (start, end) in self._bits or self._is_flag(cursor, start)
        site = self._sites.add("constant", start, text, "no bit" if is_bits else text + " + 1")
        self._edits.wrap(start, end, "::etalon::sim::mutants::%s(%d, " %
                         ("NoBit" if is_bits else "Next", site), ")")

    def _is_flag(self, cursor, start):
        named = self._source.definition_of_macro(start) or (
            cursor.referenced if cursor.kind == CursorKind.DECL_REF_EXPR else None)
        return named is not None and _ONE_BIT.search(definition_text(named)) is not None

    def _name(self, cursor):
        meant = cursor.referenced
        if meant is None:
            return
        start, end = self._source.extent(cursor)
        if self._is_template_argument(start, end):
            return
        if meant.kind == CursorKind.ENUM_CONSTANT_DECL:
            self._enumerator(cursor, meant, start, end)
        elif (meant.kind == CursorKind.VAR_DECL and is_integer(cursor) and
              self._is_constant(meant)):
            self._number(cursor, None)

    @staticmethod
    def _is_constant(variable):
        return (variable.type.is_const_qualified() and
                variable.semantic_parent.kind not in (CursorKind.FUNCTION_DECL,
                                                      CursorKind.CXX_METHOD) and
                re.match(r".*\bk[A-Z]", variable.spelling) is not None)

    def _enumerator(self, cursor, meant, start, end):
        text = self._source.between(start, end)
        all_of_it = [c.spelling for c in meant.semantic_parent.get_children()
                     if c.kind == CursorKind.ENUM_CONSTANT_DECL]
        if len(all_of_it) < 2 or not text.endswith(meant.spelling):
            return
        other = all_of_it[(all_of_it.index(meant.spelling) + 1) % len(all_of_it)]
        becomes = text[:-len(meant.spelling)] + other
        site = self._sites.add("constant", start, text, becomes)
        self._edits.wrap(start, end, "::etalon::sim::mutants::Either(%d, " % site,
                         ", %s)" % becomes)


def is_expression(cursor):
    return cursor.kind.is_expression()


__all__ = ["Expressions", "as_written", "is_expression"]
