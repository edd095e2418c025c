"""Changes to a source text that nest: expressions are wrapped, operators replaced."""


class Edits:
    """Offsets are in bytes. Of two edits one contains the other, or they are apart."""

    def __init__(self, text):
        self._text = text
        self._edits = []

    def wrap(self, start, end, before, after):
        """Puts text around a stretch; of equal stretches the first wrapped is the outermost."""
        self._edits.append((start, end, before.encode(), after.encode(), False))

    def replace(self, start, end, by):
        """Puts text, which may not lose a line, in the place of a stretch."""
        lines = self._text[start:end].count(b"\n")
        self._edits.append((start, end, by.encode() + b"\n" * lines, b"", True))

    def apply(self):
        opening, closing = {}, {}
        for order, edit in enumerate(self._edits):
            opening.setdefault(edit[0], []).append((-edit[1], order, edit))
            closing.setdefault(edit[1], []).append((-edit[0], -order, edit))
        out, position = [], 0
        for at in sorted(set(opening) | set(closing)):
            if at > position:
                out.append(self._text[position:at])
                position = at
            for _, _, edit in sorted(closing.get(at, ()), key=lambda key: key[:2]):
                out.append(edit[3])
            for _, _, edit in sorted(opening.get(at, ()), key=lambda key: key[:2]):
                out.append(edit[2])
                if edit[4]:
                    position = edit[1]
        out.append(self._text[position:])
        return b"".join(out)
