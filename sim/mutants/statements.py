"""Mutants of statements: removed, returned without their value."""

import re

from clang.cindex import CursorKind, TypeKind

from source import as_written, is_bool, is_integer, is_scalar_type, without_parentheses

_RELEASES = re.compile(
    r"\b(Close\w*|Remove\w*|Release\w*|Free\w*|Destroy\w*|Delete\w*|Erase\w*|erase|reset|clear|"
    r"Abandon\w*|Stop\w*|Forget\w*|Unregister\w*|Discard\w*|LetGo|pop_back|Clear\w*|Give\w*|"
    r"Resize|Cancel\w*|Detach\w*|Leave\w*|[Uu]nlock)\(|\w = nullptr$")
# ++counter, counter++, counter += ...
_ADDED = re.compile(r"\+\+([^\s;]+)$|([^\s;]+)\+\+$|([^\s=]+) \+= ")
_ATOMIC = re.compile(r"std::(__)?atomic\w*<(unsigned |long |short |int|char)")
# What only says when others may run, or what the processor may fetch: without it nothing is wrong.
_HINT = re.compile(r"(.*\bscheduler(\(\)|_)?->Yield\(\)|__builtin_prefetch\(.*)", re.DOTALL)
# What has no value by itself.
_NO_DEFAULT = re.compile(r"&$|\(lambda|^auto$")


class Statements:
    """Rewrites statements of a source; `sites` numbers the mutants."""

    def __init__(self, source, edits, sites):
        self._source = source
        self._edits = edits
        self._sites = sites
        self.moved = {}  # start of a statement -> the mutant that has it elsewhere

    def is_hint(self, cursor):
        return _HINT.fullmatch(self._source.at(cursor)) is not None

    def rewrite(self, cursor, is_last_of_error):
        """An expression, or a jump, that stands as a statement."""
        start, end = self._source.extent(cursor)
        text = self._source.between(start, end)
        semicolon, at = self._source.next_character(end)
        is_of_macro = start in self._source.macros
        if semicolon != b";" or is_of_macro or text.startswith(("(void)", "static_cast<void>")):
            self._sites.skip("a statement of a macro")
            return
        site = self._sites.add(self._kind(cursor, text, is_last_of_error), start, text, ";")
        unless = "!MUTANT(%d)" % site
        if start in self.moved:
            unless += " && !MUTANT(%d)" % self.moved[start]
        self._edits.wrap(start, at + 1, "{ if (%s) { " % unless, " } }")

    def _kind(self, cursor, text, is_on_error_path):
        if is_on_error_path and _RELEASES.search(text):
            return "resource leaked"
        if self._counts(cursor, text):
            return "counter not bumped"
        return "statement removed"

    # Adds to a whole number, which other threads may do as well.
    def _counts(self, cursor, text):
        added = _ADDED.match(text)
        if not added or not re.search(r"_\b|\.|->", text):
            return False
        counter = next(filter(None, added.groups()))
        return any(is_integer(part) or _ATOMIC.match(part.type.get_canonical().spelling)
                   for part in cursor.walk_preorder()
                   if part.kind.is_expression() and self._source.at(part) == counter)

    def rewrite_return(self, cursor, result):
        """`result`: the type that the function declares, None when it has to be found out."""
        children = list(cursor.get_children())
        if not children:
            self.rewrite(cursor, False)
            return
        value = children[0]
        start, end = self._source.extent(value)
        text = self._source.between(start, end)
        if is_bool(value) or start in self._source.macros or self._is_nothing(value, text, result):
            return
        if is_scalar_type(value.type) and is_scalar_type(as_written(value).type):
            site = self._sites.add("return value", start, text, "0")
            self._edits.wrap(start, end, "::etalon::sim::mutants::OrNothing(%d, " % site, ")")
        elif result is None or not self._has_default(result):
            self._sites.skip("a value that has no default")
        else:
            begin = self._source.extent(cursor)[0]
            semicolon, at = self._source.next_character(self._source.extent(cursor)[1])
            if semicolon != b";":
                return
            site = self._sites.add("return value", start, text, "{}")
            self._edits.wrap(begin, at + 1, "{ if (MUTANT(%d)) return {}; " % site, " }")

    @staticmethod
    def _is_nothing(value, text, result):
        """What is, or looks like, the default already, or is mutated as a constant."""
        # A conversion that nobody wrote may be around it.
        if text in ("{}", "std::nullopt", "nullptr"):
            return True
        if text == '""' and result is not None and result.spelling == "std::string":
            return True
        if result is not None and text == result.spelling + "{}":
            return True
        written = without_parentheses(value)
        if written.kind in (CursorKind.INTEGER_LITERAL, CursorKind.CXX_NULL_PTR_LITERAL_EXPR,
                            CursorKind.CXX_BOOL_LITERAL_EXPR):
            return True
        if written.kind == CursorKind.DECL_REF_EXPR and written.referenced is not None:
            if written.referenced.kind == CursorKind.ENUM_CONSTANT_DECL:
                return True
            return written.referenced.spelling == "nullopt"
        return written.kind == CursorKind.INIT_LIST_EXPR and not list(written.get_children())

    @staticmethod
    def _has_default(result):
        canonical = result.get_canonical()
        if canonical.kind in (TypeKind.LVALUEREFERENCE, TypeKind.RVALUEREFERENCE, TypeKind.VOID):
            return False
        if canonical.kind != TypeKind.RECORD or _NO_DEFAULT.search(canonical.spelling):
            return False
        return not any(member.type.kind == TypeKind.LVALUEREFERENCE
                       for member in canonical.get_fields())
