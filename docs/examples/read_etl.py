#!/usr/bin/env python3
"""Reads an event trace log file (.etl), written from docs/log_file_format.md alone.

usage: read_etl.py FILE    the events in the order of time, the header, what was wrong: JSON lines
"""
import json
import struct
import sys
import uuid

# Third byte of a standard header -> name, bytes of the header, where its size is, where its stamp.
FORMS = {0x01: ('SYSTEM32', 0x20, 4, 16), 0x02: ('SYSTEM64', 0x20, 4, 16),
         0x03: ('COMPACT32', 0x18, 4, 16), 0x04: ('COMPACT64', 0x18, 4, 16),
         0x0A: ('FULL32', 0x30, 0, 16), 0x14: ('FULL64', 0x30, 0, 16),
         0x0B: ('INSTANCE32', 0x48, 0, 16), 0x15: ('INSTANCE64', 0x48, 0, 16),
         0x10: ('PERFINFO32', 0x10, 4, 8), 0x11: ('PERFINFO64', 0x10, 4, 8),
         0x12: ('EVENT32', 0x50, 0, 16), 0x13: ('EVENT64', 0x50, 0, 16),
         0x0D: ('ERROR', 0x50, 0, 16)}
PREALLOCATE, COMPRESSED = 0x20, 0x04000000
defects = []

def u(data, at, size):
    return int.from_bytes(data[at:at + size], 'little')

def guid(data, at):
    return str(uuid.UUID(bytes_le=bytes(data[at:at + 16])))

def expand(data, size):
    """Plain LZ77, section 2."""
    out, at, half_at, flags, left = bytearray(), 0, None, 0, 0
    while at < len(data) and len(out) < size:
        if left == 0:
            flags, left, at = u(data, at, 4), 32, at + 4
        left -= 1
        if not flags >> left & 1:
            out.append(data[at])
            at += 1
            continue
        pair, at = u(data, at, 2), at + 2
        length = pair & 7
        if length == 7:
            if half_at is None:
                more, half_at, at = data[at] & 15, at, at + 1
            else:
                more, half_at = data[half_at] >> 4, None
            length += more
            if more == 15:
                byte, at = data[at], at + 1
                length += byte
                if byte == 255:
                    length, at = u(data, at, 2), at + 2
                    if not length:
                        length, at = u(data, at, 4), at + 4
        for _ in range(min(length + 3, size - len(out))):
            out.append(out[-1 - (pair >> 3)])
    return bytes(out)

def message(data, at, size):
    flags, p, stamp, event = u(data, at + 6, 2), at + 8, None, {'number': u(data, at + 4, 2)}
    if flags & 1:
        event['sequence'], p = u(data, p, 4), p + 4
    if flags & 4:
        event['component'], p = u(data, p, 4), p + 4
    elif flags & 2:
        event['guid'], p = guid(data, p), p + 16
    if flags & 8:
        stamp, p = u(data, p, 8), p + 8
    if flags & 0x20:
        event['thread'], event['process'], p = u(data, p, 4), u(data, p + 4, 4), p + 8
    return stamp, dict(event, kind='MESSAGE', data=data[p:at + size].hex())

def extended(data, at, event):
    event['extended'], more = [], True
    while more:
        step, kind, linkage, size = struct.unpack_from('<4H', data, at)
        event['extended'].append({'type': kind, 'data': data[at + 8:at + 8 + size].hex()})
        at, more = at + step, linkage & 1
    return at

def events_of(buffer, offset, valid):
    at, found = 0x48, []
    while at + 8 <= valid and buffer[at:at + 4] != b'\xff\xff\xff\xff':
        if buffer[at + 3] == 0x90:
            size = u(buffer, at, 2)
            stamp, event = message(buffer, at, size)
        elif buffer[at + 3] == 0xC0 and buffer[at + 2] in FORMS:
            kind, header, size_at, stamp_at = FORMS[buffer[at + 2]]
            size, stamp = u(buffer, at + size_at, 2), u(buffer, at + stamp_at, 8)
            event, payload = {'kind': kind}, at + header
            if header == 0x50 and u(buffer, at + 4, 2) & 1:
                payload = extended(buffer, payload, event)
            event['hook' if size_at == 4 else 'guid'] = (
                u(buffer, at + 6, 2) if size_at == 4 else guid(buffer, at + 0x18))
            event['data'] = buffer[payload:at + size].hex()
        else:
            size = 0
        if size < 8 or at + size > valid:
            defects.append('no event at %#x of the buffer at %#x' % (at, offset))
            break
        found.append([stamp, dict(event, cpu=u(buffer, 0x28, 2 if buffer[0x34] & 0x20 else 1))])
        at += (size + 7) & ~7
    return found

def buffers_of(data, mode, size):
    at = 0
    while at + 0x48 <= len(data):
        own, compressed = u(data, at, 4), data[at + 0x34] & 0x40
        if mode & PREALLOCATE and not any(data[at:at + 0x48]):
            own = size  # never written
        elif compressed and own > 0x48:
            valid = u(data, at + 4, 4)
            yield at, data[at:at + 0x48] + expand(data[at + 0x48:at + own], valid - 0x48), valid
        elif own == size or (mode & COMPRESSED and 0x48 < own < size):
            valid = u(data, at + 0x30, 4) or u(data, at + 4, 4) or u(data, at + 8, 4)
            yield at, data[at:at + own], min(valid, own, len(data) - at)
        else:
            defects.append('buffer of %d bytes at %#x' % (own, at))
            own = size
        at += own
    if at != len(data):
        defects.append('the file ends inside a buffer')

def read(data):
    fields = data[0x48 + 0x20:]  # TRACE_LOGFILE_HEADER
    size, mode, wide = u(data, 0, 4), u(fields, 0x20, 4), 8 if u(fields, 0x2C, 4) == 8 else 0
    base, start, frequency, clock = (u(data, 0x58, 8), u(fields, 0x100 + wide, 8),
                                     u(fields, 0xF8 + wide, 8), u(fields, 0x108 + wide, 4))
    names = fields[0x110 + wide:u(data, 0x4C, 2) - 0x20].decode('utf-16le').split('\0')
    if clock == 3:
        frequency = u(fields, 0x34, 4) * 1000000
    header = {'session': names[0], 'file': names[1], 'build': u(fields, 8, 4), 'clock': clock,
              'processors': u(fields, 0xC, 4), 'buffers_written': u(fields, 0x24, 4), 'buffers': 0}
    events = []
    for offset, buffer, valid in buffers_of(data, mode, size):
        header['buffers'] += 1
        stamps = events_of(buffer, offset, valid)
        last = next((stamp for stamp, _ in stamps if stamp is not None), u(buffer, 0x10, 8))
        for place, (stamp, event) in enumerate(stamps):
            last = stamp if stamp is not None else last  # an event without one keeps its place
            events.append((offset != 0 or place != 0, last, event['cpu'], offset, place, event))
    for _, stamp, _, _, _, event in sorted(events, key=lambda one: one[:5]):
        passed = abs(stamp - base) * 10000000 // frequency
        event['time'] = stamp if clock == 2 else start + (passed if stamp >= base else -passed)
        yield event
    yield {'header': header}

if __name__ == '__main__':
    with open(sys.argv[1], 'rb') as file:
        for line in list(read(file.read())) + [{'defect': defect} for defect in defects]:
            print(json.dumps(line))
