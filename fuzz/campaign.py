#!/usr/bin/env python3
"""Runs a libFuzzer program with sane defaults, and says what came of it.

Behind `./etalon fuzz`, which builds the program first. What it finds and what it learns go to
.build/fuzz/TARGET; options of a target stand in fuzz/options.
"""

import argparse
import configparser
import difflib
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

FUZZ = pathlib.Path(__file__).resolve().parent
ROOT = FUZZ.parent
TABLE = ROOT / "docs" / "fuzzing.md"
CANNOT = 3  # ./etalon's code for "the harness or we failed"


def targets():
    """Name and purpose of every target, from the first line of its source."""
    found = {}
    for source in sorted(FUZZ.glob("*_fuzzer.cc")):
        purpose = source.read_text().splitlines()[0].lstrip("/ ")
        found[source.name[: -len("_fuzzer.cc")]] = re.sub(r" \([a-z_]+\.h\)\.?$", "", purpose)
    return found


def list_targets(out=sys.stdout):
    known = targets()
    width = max(map(len, known))
    for name, purpose in known.items():
        print(f"  {name:<{width}}  {purpose}", file=out)


def check_target(name):
    """Ends the program, and says what was probably meant, if there is no such target."""
    known = targets()
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    meant = f"; did you mean {near[0]}?" if near else ""
    print(f"etalon: there is no fuzz target '{name}'{meant}", file=sys.stderr)
    list_targets(sys.stderr)
    sys.exit(CANNOT)


def options(target):
    """Its options as libFuzzer's arguments."""
    parser = configparser.ConfigParser()
    parser.read(FUZZ / "options" / f"{target}_fuzzer.options")
    arguments = []
    for key, value in parser["libfuzzer"].items():
        value = str(FUZZ / "options" / value) if key == "dict" else value
        arguments.append(f"-{key}={value}")
    return arguments


class Campaign:
    """One run of one target."""

    def __init__(self, target, program, seconds, extra):
        self.target = target
        self.folder = ROOT / ".build" / "fuzz" / target
        self.corpus = self.folder / "corpus"
        self.findings = self.folder / "findings"
        self.seeds = FUZZ / "corpus" / target
        for folder in (self.corpus, self.findings):
            folder.mkdir(parents=True, exist_ok=True)
        self.command = [
            str(pathlib.Path(program).resolve()),
            f"-max_total_time={seconds}",
            f"-artifact_prefix={self.findings}/",
            "-print_final_stats=1",
            "-report_slow_units=1000",  # what a busy machine holds up is no finding
            *options(target),
            *extra,
            str(self.corpus),
            str(self.seeds),
        ]
        self.stats = {}
        self.coverage = 0

    def run(self):
        before = set(self.findings.iterdir())
        started = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"etalon: {' '.join(self.command)}", file=sys.stderr)
        scratch = self.folder / "scratch"
        scratch.mkdir(exist_ok=True)
        process = subprocess.Popen(
            self.command,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            errors="replace",
            cwd=self.folder,
            env={
                **os.environ,
                "TMPDIR": str(scratch),
                "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1:suppressions="
                f"{FUZZ}/options/ubsan_suppressions.txt",
            },
        )
        self.follow(process)
        code = process.wait()
        subprocess.run(["rm", "-rf", str(scratch)], check=False)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.minutes = (used.ru_utime + used.ru_stime - started.ru_utime - started.ru_stime) / 60
        self.found = sorted(set(self.findings.iterdir()) - before)
        return code

    def follow(self, process):
        """Shows progress now and then, and everything that is not progress."""
        shown = time.monotonic()
        for line in process.stderr:
            progress = re.match(r"#(\d+)\s+(\S+)\s+cov: (\d+) ft: \d+ corp: (\S+)", line)
            stat = re.match(r"stat::(\w+):\s+(\d+)", line)
            if progress:
                self.executions = int(progress[1])
                self.coverage = max(self.coverage, int(progress[3]))
                if time.monotonic() - shown < 10 and progress[2] not in ("INITED", "DONE"):
                    continue
                shown = time.monotonic()
                print(
                    f"  {progress[1]} executions, coverage {progress[3]}, corpus {progress[4]}",
                    file=sys.stderr,
                )
            elif stat:
                self.stats[stat[1]] = int(stat[2])
            elif not line.startswith(("INFO:", "Done ", "######", "# ", "\tNEW_FUNC", "\"")):
                print(line, end="", file=sys.stderr)

    def report(self):
        executions = self.stats.get("number_of_executed_units", getattr(self, "executions", 0))
        self.stats["number_of_executed_units"] = executions
        seconds = max(self.minutes * 60, 1e-9)
        print(f"target:      {self.target}")
        print(f"executions:  {executions} ({executions / seconds:.0f} a second of the processor)")
        print(f"cpu minutes: {self.minutes:.1f}")
        print(f"coverage:    {self.coverage} edges")
        if "percent_succeeded" in self.stats:
            print(
                f"operations:  {self.stats['operations']}, of which "
                f"{self.stats['percent_succeeded']} % succeeded"
            )
        print(f"corpus:      {self.corpus} (learnt), {self.seeds} (checked in)")
        print(f"findings:    {len(self.found)} in {self.findings}")
        for finding in self.found:
            print(f"  {finding}")

    def minimise(self):
        """Takes into the checked-in corpus what reaches code that it does not reach yet.

        As few inputs as cover it: how often code is reached does not count.
        """
        before = set(self.seeds.iterdir())
        program = self.command[0]
        length = [argument for argument in self.command if argument.startswith("-max_len")]
        subprocess.run(
            [program, "-set_cover_merge=1", "-use_counters=0", *length, str(self.seeds), str(self.corpus)],
            check=True,
            cwd=self.folder,
            stderr=subprocess.DEVNULL,
        )
        print(f"minimised:   {len(set(self.seeds.iterdir()) - before)} inputs taken into {self.seeds}")

    def record(self):
        """Adds this run to the totals of docs/fuzzing.md."""
        row = re.compile(rf"^\| {self.target} \| ([\d,]+) \| ([\d,.]+) \| ([\d,]+) \| (\d+) \|", re.M)
        text = TABLE.read_text()
        match = row.search(text)
        if not match:
            sys.exit(f"etalon: {TABLE} has no row of {self.target}")
        executions, minutes, coverage, findings = (
            float(n.replace(",", "")) for n in match.groups()
        )
        executions += self.stats["number_of_executed_units"]
        minutes += self.minutes
        coverage = max(coverage, self.coverage)
        findings += len(self.found)
        line = (
            f"| {self.target} | {executions:,.0f} | {minutes:,.1f} | {coverage:,.0f} | {findings:.0f} |"
        )
        TABLE.write_text(text[: match.start()] + line + text[match.end() :])


def main():
    parser = argparse.ArgumentParser(prog="etalon fuzz", description="Runs one fuzz target.")
    parser.add_argument("target", nargs="?", help="what to run; without one, a list")
    parser.add_argument("--time", type=int, default=60, metavar="N", help="seconds (60)")
    parser.add_argument("--minimise", action="store_true", help="then take what is new into fuzz/corpus")
    parser.add_argument("--record", action="store_true", help="then add the run to docs/fuzzing.md")
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--program", help=argparse.SUPPRESS)
    arguments, extra = parser.parse_known_args()
    if arguments.target is None:
        print("usage: etalon fuzz TARGET [--time N] [--minimise] [--record] [LIBFUZZER FLAGS]\n\nTargets:")
        list_targets()
        return 0
    check_target(arguments.target)
    if arguments.check:
        return 0
    campaign = Campaign(arguments.target, arguments.program, arguments.time, extra)
    code = campaign.run()
    campaign.report()
    if arguments.minimise:
        campaign.minimise()
    if arguments.record:
        campaign.record()
    return 1 if code or campaign.found else 0


if __name__ == "__main__":
    sys.exit(main())
