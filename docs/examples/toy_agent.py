#!/usr/bin/env python3
"""A complete agent (docs/agent_protocol.md) in one file, over a toy implementation of ETW.

    ./etalon conformance --implementation 'exec:python3 docs/examples/toy_agent.py'

Toy is the implementation: it knows nothing of lines, JSON or symbols. Agent is what you write
around your own.
"""
import json
import queue
import sys
import threading
import time

OK, INVALID, BAD_HANDLE = "ERROR_SUCCESS", "ERROR_INVALID_PARAMETER", "ERROR_INVALID_HANDLE"
UNKNOWN, NO_HANDLE = "ERROR_WMI_INSTANCE_NOT_FOUND", 2**64 - 1
ENABLE, DISABLE = 4, 5  # WMI_ENABLE_EVENTS, WMI_DISABLE_EVENTS
PROVIDER = "e7a10000-0001-4000-8000-000000000001"

# What an operation takes that this agent has not (section 1, Capabilities).
CAPABILITY = {op: capability for capability, ops in {
    "faults": "InjectFault SetDisk SetMachine",
    "files": "PutFile GetFile",
    "restart": "SetRegistry GetRegistry Restart",
    "processes": "NewProcess ResumeProcess ExitProcess HeapCreate HeapAlloc HeapReAlloc HeapFree "
                 "HeapDestroy HeapControl",
}.items() for op in ops.split()}


class Toy:
    """The implementation."""

    def __init__(self):
        self.sessions = {}   # name -> {"handle", "name", "consumers"}
        self.providers = {}  # registration -> {"guid", "callback", "session"}
        self.traces = {}     # trace -> the queue of its events; None is the end
        self.handles = iter(range(1, 2**31))

    def start(self, name):
        if not name or name.lower() in self.sessions:
            return "ERROR_ALREADY_EXISTS" if name else INVALID, 0
        handle = next(self.handles)
        self.sessions[name.lower()] = {"handle": handle, "name": name, "consumers": []}
        return OK, handle

    def find(self, handle, name):
        for session in self.sessions.values():
            if session["handle"] == handle or (name and session["name"].lower() == name.lower()):
                return session
        return None

    def stop(self, session):
        for provider in self.providers.values():
            if provider["session"] == session["handle"]:
                provider["session"] = 0
                provider["callback"](DISABLE, session["handle"], provider["guid"])
        for consumer in session["consumers"]:
            consumer.put(None)
        del self.sessions[session["name"].lower()]

    def enable(self, handle, guid, on):
        if self.find(handle, None) is None:
            return INVALID
        for provider in self.providers.values():
            if provider["guid"] == guid:
                provider["session"] = handle if on else 0
                provider["callback"](ENABLE if on else DISABLE, handle, guid)
        return OK

    def write(self, handle, event):
        session = self.find(handle, None)
        if session is None:
            return BAD_HANDLE
        for consumer in session["consumers"]:
            consumer.put(event)
        return OK

    def open(self, session):
        trace = next(self.handles)
        self.traces[trace] = queue.Queue()
        session["consumers"].append(self.traces[trace])
        return trace

    def process(self, trace, callback):
        for event in iter(self.traces[trace].get, None):
            callback(event)


class Refused(Exception):
    """An operation that calls nothing: its ending, and why."""


class Agent:
    def __init__(self):
        self.toy = Toy()
        self.symbols = []     # the values of $1, $2, ...
        self.records = []     # of control callbacks that no outcome has told yet
        self.started = {}     # id -> the thread of a call, and where its outcome goes
        self.consumers = {}   # trace -> its event callback, a script
        self.logger = 0       # what GetTraceLoggerHandle finds

    # An operation in, an outcome out. What a method does not take is unknown to it.
    def run(self, op):
        try:
            outcome = self.perform(op)
        except Refused as refused:
            outcome = dict(zip(("ending", "detail"), refused.args))
        return {"id": op["id"], **outcome} if op.get("id") else outcome

    def perform(self, op):
        name = op["op"]
        if name in CAPABILITY or op.get("process"):
            raise Refused("not-applicable", CAPABILITY.get(name, "processes"))
        method = getattr(self, name[:-1] if name[-1] in "WA" else name, None)
        if not name[0].isupper() or method is None:
            raise Refused("not-implemented", name)
        members = {key: value for key, value in op.items()
                   if key not in ("op", "id", "process", "thread", "cpu", "start")}
        known = method.__code__.co_varnames[1:method.__code__.co_argcount]
        for member in members.keys() - set(known):
            raise Refused("not-implemented", "%s.%s" % (name, member))
        if not op.get("start"):
            return self.told(method(**members))
        outcome = {}  # in time
        thread = threading.Thread(target=lambda: outcome.update(method(**members)), daemon=True)
        self.started[op["id"]] = thread, outcome
        thread.start()
        return {"ending": "started"}

    def told(self, outcome):  # with the callbacks that came on this thread
        records = self.records[:]
        self.records.clear()
        return {**outcome, "callbacks": records} if records else outcome

    def born(self, value):
        self.symbols.append(value)
        return "$%d" % len(self.symbols)

    def value(self, handle):
        if not isinstance(handle, str):
            return handle
        if int(handle[1:]) > len(self.symbols):
            raise Refused("harness-fault", handle + ": no such handle yet")
        return self.symbols[int(handle[1:]) - 1]

    def call_back(self, script, name, values, records):
        steps = [self.run(step) for step in script.get("steps", [])]
        records.append({"callback": script.get("name", name), "values": values, "steps": steps})

    # The world.
    def Reset(self, windows=""):
        if windows:
            raise Refused("not-applicable", "this Windows cannot be another")
        for trace in self.toy.traces.values():
            trace.put(None)
        self.__init__()
        return {"returns": OK}

    def Advance(self, ms=1000):
        time.sleep(ms / 1000)
        return {"returns": OK}

    def Await(self, of, timeout_ms=10000):
        if of not in self.started:
            raise Refused("harness-fault", "Await: nothing was started as " + of)
        thread, outcome = self.started[of]
        thread.join(timeout_ms / 1000)
        if thread.is_alive():
            return {"id": of, "ending": "hung", "detail": "%s has not ended" % of}
        return {"id": of, **outcome}

    # The API.
    def StartTrace(self, name="etalon", handle="block", properties=None):
        if handle != "block" or properties:
            raise Refused("not-implemented", "StartTrace with a block of one's own")
        code, session = self.toy.start(name)
        if code != OK:
            return {"returns": code, "changes": {"handle": {"value": 0}}}
        symbol = self.born(session)
        return {"returns": OK, "handle": symbol,
                "changes": {"properties": {"Wnode.HistoricalContext": symbol}}}

    def ControlTrace(self, handle=0, name=None, code="QUERY", properties=None):
        if properties or code not in ("QUERY", "STOP"):
            raise Refused("not-implemented", "ControlTrace but for QUERY and STOP")
        session = self.toy.find(self.value(handle), name)
        if session is None:
            return {"returns": INVALID if handle else UNKNOWN}
        if code == "STOP":
            self.toy.stop(session)
        return {"returns": OK, "changes": {"properties": {"LoggerName": session["name"]}}}

    def RegisterTraceGuids(self, callback={}, guid=PROVIDER, classes=("",)):
        def control(code, session, provider):
            self.logger = session
            values = {"RequestCode": code, "Wnode.Guid": provider,
                      "Wnode.HistoricalContext": session, "Context": 1}
            self.call_back(callback, "control", values, self.records)
        handles = [next(self.toy.handles) for _ in ("", *classes)]
        self.toy.providers[handles[0]] = {"guid": guid, "callback": control, "session": 0}
        return {"returns": OK, "handles": [self.born(handle) for handle in handles]}

    def UnregisterTraceGuids(self, registration=0):
        is_known = self.toy.providers.pop(self.value(registration), None)
        return {"returns": OK if is_known else INVALID}

    def GetTraceLoggerHandle(self):
        if not self.logger:
            return {"returns": NO_HANDLE, "last_error": BAD_HANDLE}
        return {"returns": self.logger, "handle": self.born(self.logger)}

    def EnableTrace(self, session=0, guid=PROVIDER, enable=1, flags=0, level=5):
        return {"returns": self.toy.enable(self.value(session), guid, enable)}

    def TraceEvent(self, session=0, event={}):
        values = {"Type": event.get("type", 0), "Data": event.get("payload", "")}
        return {"returns": self.toy.write(self.value(session), values)}

    def OpenTrace(self, logger_name=None, event_callback={}):
        session = self.toy.find(None, logger_name)
        if session is None:
            return {"returns": NO_HANDLE, "last_error": UNKNOWN}
        trace = self.toy.open(session)
        self.consumers[trace] = event_callback
        return {"returns": trace, "handle": self.born(trace)}

    def ProcessTrace(self, handles=()):
        traces = [self.value(handle) for handle in handles]
        if len(traces) != 1 or traces[0] not in self.toy.traces:
            return {"returns": BAD_HANDLE}
        script, records = self.consumers[traces[0]], []
        self.toy.process(traces[0], lambda event: self.call_back(script, "event", event, records))
        return {"returns": OK, "callbacks": records}

    def CloseTrace(self, trace=0):
        events = self.toy.traces.pop(self.value(trace), None)
        if events:
            events.put(None)
        return {"returns": OK if events else BAD_HANDLE}


if __name__ == "__main__":
    print(json.dumps({"etalon_agent": 1, "name": "toy", "capabilities": []}), flush=True)
    agent = Agent()
    for line in sys.stdin:
        try:
            outcome = agent.run(json.loads(line))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            outcome = {"ending": "harness-fault", "detail": repr(error)}
        print(json.dumps(outcome), flush=True)
