// What a 32-bit process writes on a 64-bit machine: the 32-bit forms of the headers.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ContainsRegex;
using testing::SizeIs;

constexpr char16_t kFile[] = u"narrow.etl";
const On kNarrow = {.process = "narrow"};
const On kWide = {.process = "wide"};
const NewProcess kNarrowProcess = {.name = "narrow", .bits = 32};
const NewProcess kWideProcess = {.name = "wide", .bits = 64};

// The size, the form of the header and its marker, in hexadecimal.
std::string Head(uint64_t size, uint64_t form) { return InMemory(size, 2) + InMemory(form, 1) + "c0"; }

uint64_t FormFlags(const CallbackRecord& event) {
  return event.Number("Flags") &
         (EVENT_HEADER_FLAG_32_BIT_HEADER | EVENT_HEADER_FLAG_64_BIT_HEADER);
}

CLAUSE_TEST(TRACEEVENT_S20, HeaderOfA32BitProcess) {
  Needs(Capability::kProcesses);
  Needs(Capability::kFiles);
  Must(kNarrowProcess);
  Must(kWideProcess);
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceEvent{.session = session,
                  .event = {.guid = kClassGuid, .payload = {1, 2, 3}},
                  .on = kNarrow});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {4}}, .on = kWide});
  Stop(session);
  const std::string bytes = Must(GetFile{.path = kFile}).Text("file", "bytes");
  EXPECT_THAT(bytes, ContainsRegex(Head(51, 0x0A)));
  EXPECT_THAT(bytes, ContainsRegex(Head(49, 0x14)));
  const auto events = OfClass(kClassGuid, EventsOf(kFile, PROCESS_TRACE_MODE_EVENT_RECORD));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(FormFlags(events[0]), uint64_t{EVENT_HEADER_FLAG_32_BIT_HEADER});
  EXPECT_EQ(FormFlags(events[1]), uint64_t{EVENT_HEADER_FLAG_64_BIT_HEADER});
}

CLAUSE_TEST(TRACEEVENT_S20, SessionOfA32BitProcess) {
  Needs(Capability::kProcesses);
  Needs(Capability::kFiles);
  Must(kNarrowProcess);
  StartTraceW start = {.properties = {.log_file = kFile}};
  start.on = kNarrow;
  const Handle session = Must(start).handle();
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {1, 2, 3}}});
  Stop(session);
  EXPECT_THAT(Must(GetFile{.path = kFile}).Text("file", "bytes"), ContainsRegex(Head(51, 0x14)));
}

CLAUSE_TEST(TRACEINST_S20, HeaderOfA32BitProcess) {
  Needs(Capability::kProcesses);
  Needs(Capability::kFiles);
  Must(kNarrowProcess);
  RegisterTraceGuidsW registration;
  registration.on = kNarrow;
  const Outcome registered = Must(registration);
  ASSERT_THAT(registered.handles, SizeIs(2));
  Must(CreateTraceInstanceId{.class_handle = registered.handles[1],
                             .instance = {.block = "made"},
                             .on = kNarrow});
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceEventInstance{.session = session,
                          .event = {.payload = {1, 2, 3}},
                          .instance = {.block = "made"},
                          .on = kNarrow});
  Stop(session);
  EXPECT_THAT(Must(GetFile{.path = kFile}).Text("file", "bytes"), ContainsRegex(Head(75, 0x0B)));
  const auto events = OfClass(kClassGuid, EventsOf(kFile, PROCESS_TRACE_MODE_EVENT_RECORD));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(FormFlags(events[0]), uint64_t{EVENT_HEADER_FLAG_32_BIT_HEADER});
}

CLAUSE_TEST(TRACEMSG_S20, OptionFlagOfA32BitProcess) {
  Needs(Capability::kProcesses);
  Needs(Capability::kFiles);
  Must(kNarrowProcess);
  Must(kWideProcess);
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const std::vector<Argument> arguments = {{.data = {1, 2, 3}}};
  TraceMessage message = {.session = session, .number = 0x1234, .arguments = arguments};
  message.on = kNarrow;
  Must(message);
  message.number = 0x5678;
  message.on = kWide;
  Must(message);
  Stop(session);
  const std::string bytes = Must(GetFile{.path = kFile}).Text("file", "bytes");
  const std::string head = InMemory(11, 2) + "0090";
  const bool records_bits = windows() >= kVista;
  const uint64_t narrow = records_bits ? 0x40 : 0, wide = records_bits ? 0x80 : 0;
  EXPECT_THAT(bytes, ContainsRegex(head + InMemory(0x1234, 2) + InMemory(narrow, 2)));
  EXPECT_THAT(bytes, ContainsRegex(head + InMemory(0x5678, 2) + InMemory(wide, 2)));
}

}  // namespace
}  // namespace etalon
