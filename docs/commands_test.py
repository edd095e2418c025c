#!/usr/bin/env python3
"""Every command in README.md, CONTRIBUTING.md and docs/*.md works, or something else is known to run it.

usage: commands_test.py COMMANDS_JSON TARGETS PROGRAM=PATH... -- DOCUMENT...

Commands are the lines of blocks that are marked sh, and whatever begins with "bazel " between backticks. Verbs
of the program are run; "here" in COMMANDS_JSON has what is added to make them quick, and other commands that are
run. What is not stands there with what runs it "elsewhere", a target of TARGETS, and why, or with why
"nowhere". Of other mentions of ./etalon, with words to be filled in, verb and options must exist.
"""

import functools
import json
import os
import re
import shutil
import subprocess
import sys

PROGRAMS = {}
# What the launcher itself does, without the program that the other verbs are in.
LAUNCHER_VERBS = {"test", "mutants", "fuzz", "install", "properties", "machine", "bench"}


def blocks(lines):
    """(language, number of the first line, lines) of each fenced block."""
    language = None
    for number, line in enumerate(lines, 1):
        if not line.lstrip().startswith("```"):
            if language is not None:
                held.append(line)
        elif language is None:
            language, start, held = line.strip()[3:], number + 1, []
        else:
            yield language, start, held
            language = None


def commands_of_block(start, lines):
    """(line, command) without remarks; a backslash goes on in the next line."""
    command = ""
    for number, line in enumerate(lines, start):
        line = re.sub(r"(^|\s+)# .*$", "", line)
        if not command:
            begun = number
        command += line.strip() if not line.endswith("\\") else line[:-1].strip() + " "
        if command and not line.endswith("\\"):
            yield begun, re.sub(r"\s+", " ", command)
            command = ""


def without_blocks(lines):
    """The page with the lines of its blocks emptied."""
    kept, inside = [], False
    for line in lines:
        fence = line.lstrip().startswith("```")
        kept.append("" if fence or inside else line)
        inside ^= fence
    return kept


def spans(lines):
    """(line, text) of what stands between backticks, which may go over the end of a line."""
    text = "\n".join(without_blocks(lines))
    for span in re.finditer(r"`([^`]+)`", text):
        yield text.count("\n", 0, span.start()) + 1, re.sub(r"\s+", " ", span[1])


class Page:
    def __init__(self, name):
        self.name = name
        with open(name, encoding="utf-8") as page:
            lines = page.read().split("\n")
        self.commands, self.mentions, self.faults = [], [], []
        for language, start, held in blocks(lines):
            if not language:
                self.faults.append((start - 1, "```", "is it sh, text or a language?"))
            elif language == "sh":
                self.commands += commands_of_block(start, held)
            else:
                self.mentions += [(n, line.strip()) for n, line in enumerate(held, start)]
        for number, text in spans(lines):
            (self.commands if text.startswith("bazel ") else self.mentions).append((number, text))


@functools.lru_cache(maxsize=None)
def help_of(*verb):
    told = subprocess.run([PROGRAMS["etalon"], *verb, "--help"], capture_output=True, text=True)
    return told.stdout if told.returncode == 0 else ""


def fault_of_mention(text):
    """What is wrong with a command that has words to be filled in; None if nothing is."""
    mentioned = re.search(r"\./etalon ([a-z][a-z-]*)(.*)", text)
    if not mentioned or mentioned[1] in LAUNCHER_VERBS:
        return None
    manual = help_of(mentioned[1])
    if not manual:
        return f"there is no verb {mentioned[1]}"
    part = re.match(r" ([a-z]+)\b", mentioned[2])
    manual += help_of(mentioned[1], part[1]) if part else ""
    strange = [o for o in re.findall(r"(?<!\S)--[a-z-]+", mentioned[2]) if o not in manual]
    return f"{mentioned[1]} has no option {strange[0]}" if strange else None


def expansions(command):
    """[WORDS] may be left out."""
    if not re.search(r" \[[^\]]*\]", command):
        return [command]
    return [re.sub(r" \[[^\]]*\]", "", command), re.sub(r"\[([^\]]*)\]", r"\1", command)]


class Scratch:
    """A folder that has what the commands of a page speak of."""

    def __init__(self, page):
        self.folder = os.path.join(os.environ["TEST_TMPDIR"], page.replace("/", "_"))
        self.tools = os.path.join(self.folder, "bin")
        os.makedirs(self.tools)
        self.write("etalon", 'exec "$ETALON" "$@"')
        self.write("agent", 'exec "$ETALON_AGENT" --library ./libetalon.so "$@"')
        for name in ("libetalon.so", "libmine.so", "some.so", "yours.so"):
            os.symlink(PROGRAMS["library"], os.path.join(self.folder, name))
        os.symlink(PROGRAMS["agent"], os.path.join(self.tools, "etalon_agent.exe"))
        for script in ("session_life", "file_sequential"):
            shutil.copy(os.path.join(PROGRAMS["scripts"], script + ".jsonl"), self.folder)
        shutil.copy(PROGRAMS["toy"], os.path.join(self.folder, "my_agent.py"))
        shutil.copy(os.path.join(self.folder, "session_life.jsonl"), os.path.join(self.folder, "script.jsonl"))
        self.must(f"{PROGRAMS['make_heap_log']} leaky.etl 3000 100 stacks && cp leaky.etl FILE.etl")
        if page != "docs/recordings.md":  # which makes one
            self.must("etalon_agent.exe --library ./libetalon.so --record pack script.jsonl")
            # As if it were of Windows, which --recording insists on.
            self.must("""sed -i 's/"windows":""/"windows":"10.0.26100"/' pack/pack.json
                         grep -q 26100 pack/pack.json""")
        few = "--filter CONTROLTRACE-E11"
        self.must(f"./etalon conformance {few} --json sim.json && cp sim.json wine.json")
        self.must(f"""./etalon conformance --implementation {PROGRAMS['control']} {few} --failures failures \
            --expectations <(echo '{{"implementation":"x","otherwise":"pass","entries":[]}}'); test $? = 1""")

    def write(self, name, line):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as script:
            script.write(f"#!/bin/bash\n{line}\n")
        os.chmod(path, 0o755)

    def run(self, command):
        """Exit code and what was said; 999 after a minute."""
        environment = dict(os.environ, ETALON=PROGRAMS["etalon"], ETALON_AGENT=PROGRAMS["agent"],
                           PATH=self.tools + ":" + os.environ["PATH"])
        try:
            done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, text=True, timeout=60,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        except subprocess.TimeoutExpired:
            return 999, "a minute went by"
        return done.returncode, done.stdout

    def must(self, command):
        code, said = self.run(command)
        if code != 0:
            sys.exit(f"{command}: exit code {code}\n{said}")


class Table:
    """What COMMANDS_JSON says; entries that no page asks for are stale."""

    def __init__(self, name, targets):
        with open(name, encoding="utf-8") as table:
            self.entries = json.load(table)
        self.asked = set()
        with open(targets, encoding="utf-8") as names:
            self.targets = set(names.read().split())

    def find(self, command):
        for kind in ("here", "elsewhere", "nowhere"):
            if command in self.entries[kind]:
                self.asked.add(command)
                return kind, self.entries[kind][command]
        verb = re.fullmatch(r"\./etalon ([a-z-]+).*[^&]", command)
        return ("here", {}) if verb and verb[1] not in LAUNCHER_VERBS else (None, None)

    def faults(self):
        for kind, entries in self.entries.items():
            for command, entry in entries.items():
                if command not in self.asked:
                    yield f"{kind}: {command}: no page has this command"
                if kind == "elsewhere" and entry["by"] not in self.targets:
                    yield f"{command}: no target {entry['by']}"
                if kind != "here" and not entry["why"]:
                    yield f"{command}: why is it not run here?"


def judge(page, table, told):
    scratch = None
    for number, command in page.commands:
        kind, entry = table.find(command)
        if kind is None:
            told.append(f"{page.name}:{number}: {command}\n  what runs it? docs/commands.json does not say")
        if kind != "here":
            continue
        scratch = scratch or Scratch(page.name)
        for expansion in expansions(command):
            whole = (expansion + " " + entry.get("with", "")).strip()
            code, said = scratch.run(whole)
            if code != entry.get("exit", 0):
                last = "\n".join(said.splitlines()[-12:])
                told.append(f"{page.name}:{number}: {whole}\n  exit code {code}\n{last}")
    for number, text, fault in page.faults:
        told.append(f"{page.name}:{number}: {text}\n  {fault}")
    for number, text in page.mentions:
        fault = fault_of_mention(text)
        if fault:
            told.append(f"{page.name}:{number}: {text}\n  {fault}")


def main(arguments):
    table_name, targets, *rest = arguments
    split = rest.index("--")
    for word in rest[:split]:
        name, path = word.split("=", 1)
        PROGRAMS[name] = os.path.abspath(path)
    table, told = Table(table_name, targets), []
    pages = [Page(name) for name in rest[split + 1:]]
    for page in pages:
        judge(page, table, told)
    told += table.faults()
    print("\n".join(told))
    print(f"{sum(len(page.commands) for page in pages)} commands of {len(pages)} pages, {len(told)} faults")
    return 1 if told or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
