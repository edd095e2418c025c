#!/usr/bin/env python3
"""What `etalon heap` writes for speedscope and Perfetto, read by the published rules of these.

usage: formats_test.py WRITE_FORMATS
"""

import json
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
WRITE_FORMATS = os.path.abspath(sys.argv.pop(1))
FOLDER = os.environ["TEST_TMPDIR"]


def load(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return json.load(file)


def messages_of(proto):
    """{message: {number: (name, type, repeated)}} of the text of a .proto file."""
    messages = {}
    for name, body in re.findall(r"message (\w+) \{(.*?)\n\}", proto, re.S):
        messages[name] = {
            int(number): (field, kind, label == "repeated")
            for label, kind, field, number in re.findall(
                r"(optional|repeated) (\w+) (\w+) = (\d+);", body)
        }
    return messages


class Decoder:
    """Protocol Buffers by a schema; whatever does not fit it raises."""

    def __init__(self, messages):
        self.messages = messages

    def varint(self, data, at):
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                assert value < 1 << 64, "varint of more than 64 bits"
                return value, at

    def decode(self, name, data):
        message, at = {}, 0
        while at < len(data):
            key, at = self.varint(data, at)
            field, kind, repeated = self.messages[name][key >> 3]
            if key & 7 == 0:
                value, at = self.varint(data, at)
                assert kind in ("uint32", "uint64", "int32", "int64", "bool"), (name, field)
                assert kind != "uint32" or value < 1 << 32, (name, field, value)
                assert kind != "int32" or value < 1 << 31, (name, field, value)
            else:
                assert key & 7 == 2, (name, field, key & 7)
                size, at = self.varint(data, at)
                assert at + size <= len(data), (name, field, "is cut off")
                raw, at = data[at:at + size], at + size
                value = raw.decode("utf-8") if kind == "string" else self.decode(kind, raw)
            if repeated:
                message.setdefault(field, []).append(value)
            else:
                assert field not in message, (name, field, "stands twice")
                message[field] = value
        return message


class SpeedscopeTest(unittest.TestCase):

    def setUp(self):
        self.file = load("heap.speedscope.json")

    def test_fits_the_published_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is missing: the schema is not checked")
        with open(os.path.join(HERE, "testdata/speedscope.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft7Validator.check_schema(schema)
        jsonschema.validate(self.file, schema)
        self.file["profiles"][0]["unit"] = "furlongs"
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.validate(self.file, schema)

    def test_adds_up(self):
        report = load("heap.json")
        self.assertEqual(len(self.file["profiles"]), 2 * len(report["processes"]))
        for process, profile in zip(report["processes"], self.file["profiles"][::2]):
            self.assertEqual(sum(profile["weights"]), process["outstanding_bytes"])
            self.assertEqual(profile["endValue"], process["outstanding_bytes"])
        for profile in self.file["profiles"]:
            self.assertEqual(len(profile["samples"]), len(profile["weights"]))
            for sample in profile["samples"]:
                self.assertTrue(sample)
                self.assertLess(max(sample), len(self.file["shared"]["frames"]))


class PerfettoTest(unittest.TestCase):

    def setUp(self):
        with open(os.path.join(HERE, "testdata/perfetto_subset.proto"), encoding="utf-8") as file:
            messages = messages_of(file.read())
        with open(os.path.join(FOLDER, "heap.pftrace"), "rb") as file:
            self.packets = Decoder(messages).decode("Trace", file.read())["packet"]

    def only(self, field):
        return [packet[field] for packet in self.packets if field in packet]

    def test_sequences_begin_once(self):
        begun = set()
        for packet in self.packets:
            sequence = packet["trusted_packet_sequence_id"]
            self.assertEqual("first_packet_on_sequence" in packet, sequence not in begun)
            self.assertEqual(packet.get("sequence_flags", 0), int(sequence not in begun))
            begun.add(sequence)

    def test_clocks_are_told_first(self):
        self.assertIn("clock_snapshot", self.packets[0])
        clocks = self.packets[0]["clock_snapshot"]["clocks"]
        by_id = {clock["clock_id"]: clock["timestamp"] for clock in clocks}
        self.assertEqual(set(by_id), {1, 3, 4, 6})
        self.assertEqual(by_id[4], by_id[6])
        self.assertEqual(by_id[1], (130000000000000000 - 116444736000000000) * 100)
        for packet in self.packets:
            self.assertGreaterEqual(packet["timestamp"], by_id[6])
            self.assertLessEqual(packet["timestamp"], by_id[6] + 100_000_000)

    def test_counters_end_where_the_report_does(self):
        descriptors = self.only("track_descriptor")
        tracks = {track["uuid"]: track for track in descriptors}
        self.assertEqual(len(tracks), len(descriptors))
        last = {}
        for packet in self.packets:
            event = packet.get("track_event")
            if event is None:
                continue
            self.assertEqual(event["type"], 4)
            track = tracks[event["track_uuid"]]
            self.assertEqual(track["counter"], {"unit": 3})
            before = last.get(track["uuid"], (0, 0))
            self.assertGreaterEqual(packet["timestamp"], before[0])
            last[track["uuid"]] = packet["timestamp"], event["counter_value"]
        found = {}
        for uuid, (_, value) in last.items():
            process = tracks[tracks[uuid]["parent_uuid"]]["process"]["process_name"]
            found[process, tracks[uuid]["name"]] = value
        self.assertEqual(
            found, {
                ("app.exe (1000)", "heaps: allocated bytes"): 350,
                ("app.exe (1000)", "heap 0x20000: allocated bytes"): 350,
                ("app.exe (1000)", "heap 0x90000: allocated bytes"): 0,
                ("process 2000", "heaps: allocated bytes"): 64,
                ("process 2000", "heap 0x5000: allocated bytes"): 64,
                ("tool.exe (1000, use 2 of the id)", "heaps: allocated bytes"): 0,
                ("tool.exe (1000, use 2 of the id)", "heap 0x20000: allocated bytes"): 0,
            })

    def test_ids_of_processes_are_unique(self):
        pids = [track["process"]["pid"] for track in self.only("track_descriptor")
                if "process" in track]
        self.assertEqual(len(pids), 3)
        self.assertEqual(len(set(pids)), 3)

    def stack_names(self, profile):
        """{callstack id: names, the outermost first}, with every reference resolved."""
        strings = {entry["iid"]: entry["str"] for entry in profile.get("strings", [])}
        mappings = {entry["iid"]: entry for entry in profile.get("mappings", [])}
        for mapping in mappings.values():
            self.assertTrue(all(path in strings for path in mapping["path_string_ids"]))
        frames = {}
        for frame in profile.get("frames", []):
            self.assertIn(frame["mapping_id"], mappings)
            frames[frame["iid"]] = strings[frame["function_name_id"]]
        self.assertNotIn(0, strings.keys() | mappings.keys() | frames.keys())
        return {stack["iid"]: tuple(frames[frame] for frame in stack["frame_ids"])
                for stack in profile.get("callstacks", [])}

    def test_heap_profiles_resolve_never_fall_and_end_where_the_report_does(self):
        profiles = self.only("profile_packet")
        self.assertEqual([profile["index"] for profile in profiles], list(range(len(profiles))))
        self.assertGreater(len(profiles), 2)
        totals = {}
        for profile in profiles:
            names = self.stack_names(profile)
            for dump in profile.get("process_dumps", []):
                self.assertEqual(dump["heap_name"], "libc.malloc")
                for sample in dump["samples"]:
                    key = dump["pid"], names[sample["callstack_id"]]
                    now = tuple(sample[field] for field in
                                ("self_allocated", "self_freed", "alloc_count", "free_count"))
                    self.assertTrue(all(a >= b for a, b in zip(now, totals.get(key, (0,) * 4))))
                    totals[key] = now
        held = {key: total[0] - total[1] for key, total in totals.items()}
        self.assertEqual({key: value for key, value in held.items() if value != 0}, {
            (1000, ("heap 0x20000", "app.exe+0x10", "app.exe+0x2000", "ntdll.dll+0x100")): 300,
            (1000, ("heap 0x20000", "app.exe+0x10", "app.exe+0x1000", "ntdll.dll+0x100")): 50,
            (2000, ("heap 0x5000", "(no stack recorded)")): 64,
        })


if __name__ == "__main__":
    subprocess.run([WRITE_FORMATS, FOLDER], check=True)
    unittest.main(verbosity=2)
