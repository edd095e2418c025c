#!/usr/bin/env python3
"""Every C++ snippet of a page stands, line by line, in one of the files that are compiled and run."""

import re
import sys


def snippets(page):
    return re.findall(r"^```cpp\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def main(page_name, *source_names):
    with open(page_name, encoding="utf-8") as page:
        found = snippets(page.read())
    sources = []
    for name in source_names:
        with open(name, encoding="utf-8") as source:
            sources.append(source.read())
    strange = [s for s in found if not any(s in source for source in sources)]
    for snippet in strange:
        print(f"{page_name}: no file holds\n{snippet}")
    print(f"{len(found)} snippets, {len(strange)} of them strange")
    return 0 if found and not strange else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
