"""A parsed source file, and questions about the text that its cursors stand for."""

import functools
import os
import re

from clang import cindex
from clang.cindex import CursorKind, TypeKind

_INTEGERS = {
    TypeKind.CHAR_U, TypeKind.UCHAR, TypeKind.CHAR16, TypeKind.CHAR32, TypeKind.USHORT,
    TypeKind.UINT, TypeKind.ULONG, TypeKind.ULONGLONG, TypeKind.CHAR_S, TypeKind.SCHAR,
    TypeKind.WCHAR, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG, TypeKind.LONGLONG,
}  # yapf: disable
_SCALARS = _INTEGERS | {
    TypeKind.BOOL, TypeKind.FLOAT, TypeKind.DOUBLE, TypeKind.ENUM, TypeKind.POINTER
}


def is_integer(cursor):
    return cursor.type.get_canonical().kind in _INTEGERS


def is_bool(cursor):
    return cursor.type.get_canonical().kind == TypeKind.BOOL


def is_pointer(cursor):
    return cursor.type.get_canonical().kind == TypeKind.POINTER


def is_scalar_type(cursor_type):
    return cursor_type.get_canonical().kind in _SCALARS


def as_written(cursor):
    """Below the conversions that nobody wrote."""
    while cursor.kind == CursorKind.UNEXPOSED_EXPR:
        children = list(cursor.get_children())
        if len(children) != 1:
            return cursor
        cursor = children[0]
    return cursor


def is_scalar(cursor):
    """As the operators of the language see it, and as it is written."""
    return is_scalar_type(cursor.type) and is_scalar_type(as_written(cursor).type)


def without_parentheses(cursor):
    cursor = as_written(cursor)
    while cursor.kind == CursorKind.PAREN_EXPR:
        cursor = as_written(next(cursor.get_children()))
    return cursor


def _file_offset(location):
    file, line, column, offset = (cindex.c_object_p(), cindex.c_uint(), cindex.c_uint(),
                                  cindex.c_uint())
    cindex.conf.lib.clang_getFileLocation(location, cindex.byref(file), cindex.byref(line),
                                          cindex.byref(column), cindex.byref(offset))
    return int(offset.value)


def _by_file(unit, path):
    """The outermost cursors of a unit, by the name of their file; of a source, its own alone."""
    is_from_main_file = cindex.conf.lib.clang_Location_isFromMainFile
    is_from_main_file.argtypes = [cindex.SourceLocation]
    found = {}
    for cursor in unit.cursor.get_children():
        if unit.spelling == path:
            if is_from_main_file(cursor.location):
                found.setdefault(path, []).append(cursor)
        elif cursor.location.file is not None:
            found.setdefault(os.path.normpath(cursor.location.file.name), []).append(cursor)
    return found


def parse(path, arguments, more_options=0):
    """A translation unit, and what is wrong with it."""
    options = cindex.TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD | more_options
    unit = cindex.Index.create(excludeDecls=True).parse(path, args=arguments, options=options)
    # libclang finds fault with its own __va_list_tag of a precompiled header; that is in no file.
    errors = [str(d) for d in unit.diagnostics
              if d.severity >= d.Error and d.location.file is not None]
    return unit, errors


def parse_well(path, *choices):
    """The unit of the first arguments with which it compiles; none is the end."""
    for arguments in choices:
        unit, errors = parse(path, arguments)
        if not errors:
            return unit
    raise SystemExit("mutate: " + "\n".join(errors))


@functools.lru_cache(maxsize=None)
def _text_of(path):
    with open(path, "rb") as file:
        return file.read()


def definition_text(cursor):
    """How a macro or a variable is defined, wherever that is."""
    if cursor.location.file is None:
        return ""
    start, end = Source.extent(cursor)
    return _text_of(cursor.location.file.name)[start:end].decode()


class Source:
    """One file of a translation unit."""

    def __init__(self, path, unit):
        self.path = path
        with open(path, "rb") as file:
            self.text = file.read()
        self.unit = unit
        self._line_starts = [0] + [m.end() for m in re.finditer(b"\n", self.text)]
        self.macros = {}  # start -> (end, name) of the outermost macro that begins there
        self._definitions = {}  # start -> where that macro is defined
        for cursor in self.cursors():
            if cursor.kind == CursorKind.MACRO_INSTANTIATION:
                start, end = self.extent(cursor)
                if end > self.macros.get(start, (0, ""))[0]:
                    self.macros[start] = (end, cursor.spelling)
                    self._definitions[start] = cursor.referenced

    def definition_of_macro(self, start):
        """Of the macro whose use begins at an offset; None where none does."""
        return self._definitions.get(start)

    def cursors(self):
        """What stands in this file, outermost."""
        if not hasattr(self.unit, "by_file"):
            self.unit.by_file = _by_file(self.unit, self.path)
        return self.unit.by_file.get(self.path, [])

    @staticmethod
    def extent(cursor):
        """Offsets of begin and end; of what a macro gives, those of the macro's use."""
        return _file_offset(cursor.extent.start), _file_offset(cursor.extent.end)

    def at(self, cursor):
        start, end = self.extent(cursor)
        return self.text[start:end].decode()

    def between(self, start, end):
        return self.text[start:end].decode()

    def place(self, offset):
        """Line and column, from 1."""
        line = self._line_of(offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _line_of(self, offset):
        low, high = 0, len(self._line_starts)
        while high - low > 1:
            middle = (low + high) // 2
            if self._line_starts[middle] <= offset:
                low = middle
            else:
                high = middle
        return low + 1

    def next_character(self, offset):
        """The first that is no blank, from offset; and where it is."""
        while offset < len(self.text) and self.text[offset:offset + 1].isspace():
            offset += 1
        return self.text[offset:offset + 1], offset

    def previous_character(self, offset):
        while offset > 0 and self.text[offset - 1:offset].isspace():
            offset -= 1
        return self.text[offset - 1:offset]

    def closing(self, opening):
        """Where the parenthesis that opens at an offset is closed."""
        depth, at = 0, opening
        while at < len(self.text):
            skipped = re.compile(rb'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'|//[^\n]*').match(self.text, at)
            # The quote in a number (1'000) is none.
            if skipped and not (self.text[at:at + 1] == b"'" and self.text[at - 1:at].isalnum()):
                at = skipped.end()
                continue
            character = self.text[at:at + 1]
            if character in b"([{":
                depth += 1
            elif character in b")]}":
                depth -= 1
                if depth == 0:
                    return at
            at += 1
        raise ValueError("unbalanced")

    def arguments(self, opening):
        """The stretches of the arguments of a macro, whose parenthesis opens at an offset."""
        end, found, begin, depth = self.closing(opening), [], opening + 1, 0
        for at in range(opening + 1, end):
            character = self.text[at:at + 1]
            depth += int(character in b"([{") - int(character in b")]}")
            if character == b"," and depth == 0:
                found.append((begin, at))
                begin = at + 1
        return found + [(begin, end)]
