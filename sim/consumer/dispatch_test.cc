#include "sim/consumer/dispatch.h"

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/hand_made_log.h"
#include "sim/system/process_table.h"

namespace etalon::sim {
namespace {

using hand_made::Bytes;
using hand_made::Put;
using hand_made::PutBytes;

// The second event of a file that holds its header and this one, on processor 3.
class DispatchTest : public testing::Test {
 protected:
  const DeliveredEvent& Read(const Bytes& event) {
    file_ = hand_made::LogFile({hand_made::Buffer(3, 9000, {event})});
    Defect defect;
    reader_ = LogFileReader::Open(std::make_unique<MemoryBytes>(file_), &defect);
    events_ = std::make_unique<FileEvents>(*reader_);
    BufferInfo buffer;
    for (int events = 0; events < 2;) {
      const Step step = events_->Next(&event_, &buffer);
      if (step == Step::kNone) break;
      if (step == Step::kEvent) ++events;
    }
    return event_;
  }

  Bytes MessageParts() {
    Bytes rest;
    Put<uint32_t>(rest, 41);
    Put(rest, hand_made::kClass);
    Put<int64_t>(rest, 3000);
    Put<uint32_t>(rest, 5);
    Put<uint32_t>(rest, 6);
    return PutBytes(rest, {0xDE, 0xAD});
  }

  Bytes file_;
  std::unique_ptr<LogFileReader> reader_;
  std::unique_ptr<FileEvents> events_;
  DeliveredEvent event_;
};

Bytes Mof(const EVENT_TRACE& trace) {
  const auto* data = static_cast<const uint8_t*>(trace.MofData);
  return Bytes(data, data + trace.MofLength);
}

Bytes UserData(const EVENT_RECORD& record) {
  const auto* data = static_cast<const uint8_t*>(record.UserData);
  return Bytes(data, data + record.UserDataLength);
}

TEST_F(DispatchTest, InstanceAsEventTrace) {
  EVENT_TRACE trace;
  BuildEventTrace(Read(hand_made::Instance(2000, 3, 1, {9, 8})), false, &trace);
  EXPECT_EQ(trace.Header.Class.Type, 12);
  EXPECT_EQ(trace.Header.Class.Level, 4);
  EXPECT_EQ(trace.Header.Class.Version, 2);
  EXPECT_EQ(trace.Header.ThreadId, 0x1934u);
  EXPECT_EQ(trace.Header.ProcessId, 0x1DDCu);
  EXPECT_EQ(trace.Header.TimeStamp.QuadPart, 130000000000001000);
  EXPECT_TRUE(trace.Header.Guid == hand_made::kClass);
  EXPECT_EQ(trace.Header.KernelTime, 7u);
  EXPECT_EQ(trace.Header.UserTime, 9u);
  EXPECT_EQ(trace.InstanceId, 3u);
  EXPECT_EQ(trace.ParentInstanceId, 1u);
  EXPECT_TRUE(trace.ParentGuid == hand_made::kParentClass);
  EXPECT_EQ(Mof(trace), (Bytes{9, 8}));
  EXPECT_EQ(trace.BufferContext.ProcessorIndex, 3);
  EXPECT_EQ(trace.BufferContext.LoggerId, 20);
}

TEST_F(DispatchTest, InstanceAsEventRecord) {
  EventRecordForm form;
  const EVENT_RECORD& record = *form.Build(Read(hand_made::Instance(2000, 3, 1, {9, 8})), false);
  EXPECT_EQ(record.EventHeader.Flags,
            EVENT_HEADER_FLAG_EXTENDED_INFO | EVENT_HEADER_FLAG_32_BIT_HEADER |
                EVENT_HEADER_FLAG_CLASSIC_HEADER | EVENT_HEADER_FLAG_PROCESSOR_INDEX);
  EXPECT_TRUE(record.EventHeader.ProviderId == hand_made::kClass);
  EXPECT_EQ(record.EventHeader.EventDescriptor.Opcode, 12);
  EXPECT_EQ(record.EventHeader.EventDescriptor.Level, 4);
  EXPECT_EQ(record.EventHeader.EventDescriptor.Version, 2);
  EXPECT_EQ(record.EventHeader.EventDescriptor.Id, 0);
  EXPECT_EQ(record.EventHeader.TimeStamp.QuadPart, 130000000000001000);
  ASSERT_EQ(record.ExtendedDataCount, 1);
  EXPECT_EQ(record.ExtendedData[0].ExtType, EVENT_HEADER_EXT_TYPE_INSTANCE_INFO);
  ASSERT_EQ(record.ExtendedData[0].DataSize, sizeof(EVENT_EXTENDED_ITEM_INSTANCE));
  EVENT_EXTENDED_ITEM_INSTANCE instance;
  std::memcpy(&instance, reinterpret_cast<const void*>(record.ExtendedData[0].DataPtr),
              sizeof(instance));
  EXPECT_EQ(instance.InstanceId, 3u);
  EXPECT_EQ(instance.ParentInstanceId, 1u);
  EXPECT_TRUE(instance.ParentGuid == hand_made::kParentClass);
  EXPECT_EQ(UserData(record), (Bytes{9, 8}));
}

TEST_F(DispatchTest, AMessageWithAllPartsAsEventTrace) {
  EVENT_TRACE trace;
  BuildEventTrace(Read(hand_made::Message(19, 0x2B, MessageParts())), false, &trace);
  EXPECT_TRUE(trace.Header.Guid == hand_made::kClass);
  EXPECT_EQ(trace.Header.TimeStamp.QuadPart, 130000000000002000);
  EXPECT_EQ(trace.Header.ThreadId, 5u);
  EXPECT_EQ(trace.Header.ProcessId, 6u);
  EXPECT_EQ(trace.Header.Version, 19u | 0x2Bu << 16);
  EXPECT_EQ(Mof(trace), MessageParts());
}

TEST_F(DispatchTest, AMessageWithoutPartsLeavesTheHeadersMembersZero) {
  EVENT_TRACE trace;
  BuildEventTrace(Read(hand_made::Message(19, 0, {1, 2, 3})), false, &trace);
  EXPECT_TRUE(trace.Header.Guid == GUID{});
  EXPECT_EQ(trace.Header.TimeStamp.QuadPart, 0);
  EXPECT_EQ(trace.Header.ThreadId, 0u);
  EXPECT_EQ(trace.Header.ProcessId, 0u);
  EXPECT_EQ(Mof(trace), (Bytes{1, 2, 3}));
}

TEST_F(DispatchTest, AMessageAsEventRecord) {
  EventRecordForm form;
  const EVENT_RECORD& record =
      *form.Build(Read(hand_made::Message(19, 0x2B | 0x80, MessageParts())), false);
  EXPECT_EQ(record.EventHeader.Flags,
            EVENT_HEADER_FLAG_TRACE_MESSAGE | EVENT_HEADER_FLAG_NO_CPUTIME |
                EVENT_HEADER_FLAG_64_BIT_HEADER | EVENT_HEADER_FLAG_PROCESSOR_INDEX);
  EXPECT_EQ(record.EventHeader.EventDescriptor.Id, 19);
  EXPECT_TRUE(record.EventHeader.ProviderId == hand_made::kClass);
  EXPECT_EQ(record.EventHeader.ThreadId, 5u);
  EXPECT_EQ(record.ExtendedDataCount, 0);
  EXPECT_EQ(UserData(record), MessageParts());
}

TEST_F(DispatchTest, AModernEventAsEventRecordKeepsItsExtendedData) {
  Bytes rest;
  for (const uint16_t half : {16, 3, 0, 4}) Put(rest, half);
  PutBytes(rest, {1, 2, 3, 4, 0, 0, 0, 0, 0x77});
  EventRecordForm form;
  const EVENT_RECORD& record = *form.Build(Read(hand_made::Modern(2000, 1, rest)), false);
  EXPECT_EQ(record.EventHeader.Flags, EVENT_HEADER_FLAG_EXTENDED_INFO |
                                          EVENT_HEADER_FLAG_64_BIT_HEADER |
                                          EVENT_HEADER_FLAG_PROCESSOR_INDEX);
  EXPECT_EQ(record.EventHeader.EventDescriptor.Id, 501);
  EXPECT_EQ(record.EventHeader.EventDescriptor.Keyword, 0x8000000000000010u);
  EXPECT_TRUE(record.EventHeader.ActivityId == hand_made::kParentClass);
  ASSERT_EQ(record.ExtendedDataCount, 1);
  EXPECT_EQ(record.ExtendedData[0].ExtType, EVENT_HEADER_EXT_TYPE_TS_ID);
  EXPECT_EQ(record.ExtendedData[0].DataSize, 4);
  EXPECT_EQ(UserData(record), (Bytes{0x77}));
  EXPECT_EQ(record.ExtendedData[0].Linkage, 0);
  EXPECT_EQ(record.EventHeader.KernelTime, 7u);
  EXPECT_EQ(record.EventHeader.UserTime, 9u);
}

TEST_F(DispatchTest, ItemsAreLinked) {
  Bytes rest;
  for (const uint16_t half : {8, 3, 1, 0, 8, 4, 0, 0}) Put(rest, half);
  EventRecordForm form;
  const EVENT_RECORD& record = *form.Build(Read(hand_made::Modern(2000, 1, rest)), false);
  ASSERT_EQ(record.ExtendedDataCount, 2);
  EXPECT_EQ(record.ExtendedData[0].Linkage, 1);
  EXPECT_EQ(record.ExtendedData[1].Linkage, 0);
  const EVENT_RECORD& instance = *form.Build(Read(hand_made::Instance(2000, 1, 2, {})), false);
  ASSERT_EQ(instance.ExtendedDataCount, 1);
  EXPECT_EQ(instance.ExtendedData[0].Linkage, 0);
}

TEST_F(DispatchTest, SizesEndWhereTheirMembersDo) {
  const Bytes payload(0xFFFF - 0x30, 1);
  DeliveredEvent event;
  event.kind = EventKind::kClassic;
  event.payload = payload;
  EVENT_TRACE trace;
  BuildEventTrace(event, true, &trace);
  EXPECT_EQ(trace.Header.Size, 0xFFFF);
  EXPECT_EQ(trace.MofLength, payload.size());
  EventRecordForm form;
  EXPECT_EQ(form.Build(event, true)->EventHeader.Size, 0xFFFF);
  event.payload = event.payload.first(3);
  EXPECT_EQ(form.Build(event, true)->EventHeader.Size, sizeof(EVENT_HEADER) + 3);
}

int of_class = 0, of_trace = 0;

TEST_F(DispatchTest, ModernEventsAndMessagesHaveNoClassCallback) {
  Trace trace;
  Process process;
  trace.process = &process;
  trace.event_callback = [](EVENT_TRACE*) { ++of_trace; };
  ClassCallbacks callbacks;
  callbacks.Set(process, hand_made::kClass, [](EVENT_TRACE*) { ++of_class; });
  callbacks.Set(process, GUID{}, [](EVENT_TRACE*) { ++of_class; });
  const GuardedCall unarmed;
  Lock lock{false};
  Dispatcher dispatcher(trace, {unarmed, lock, callbacks});
  of_class = of_trace = 0;
  EXPECT_EQ(dispatcher.Deliver(Read(hand_made::Modern(2000, 0, {}))), Answer::kGoOn);
  EXPECT_EQ(dispatcher.Deliver(Read(hand_made::Message(1, 0, {}))), Answer::kGoOn);
  EXPECT_EQ(of_trace, 2);
  EXPECT_EQ(dispatcher.Deliver(Read(hand_made::Classic(2000, 1))), Answer::kGoOn);
  EXPECT_EQ(of_class, 1);
  EXPECT_EQ(of_trace, 2);
}

TEST_F(DispatchTest, RawStampsAreNotConverted) {
  EVENT_TRACE trace;
  BuildEventTrace(Read(hand_made::Classic(2000, 1)), true, &trace);
  EXPECT_EQ(trace.Header.TimeStamp.QuadPart, 2000);
  EventRecordForm form;
  EXPECT_EQ(form.Build(event_, true)->EventHeader.TimeStamp.QuadPart, 2000);
}

// What the callbacks of a trace saw.
struct Seen {
  int events = 0;
  int buffers = 0;
  ULONG buffers_read = 0;
  ULONG filled = 0;
  void* context = nullptr;
  ULONG answer = TRUE;
};
Seen* seen = nullptr;

TEST_F(DispatchTest, TheDispatcherCallsBackAndKeepsTheLogfileUpToDate) {
  Seen here;
  seen = &here;
  Trace trace;
  trace.mode = PROCESS_TRACE_MODE_EVENT_RECORD;
  trace.context = &here;
  trace.event_record_callback = [](EVENT_RECORD* record) {
    ++seen->events;
    seen->context = record->UserContext;
  };
  trace.buffer_callback = [](EVENT_TRACE_LOGFILEW* logfile) -> ULONG {
    ++seen->buffers;
    seen->buffers_read = logfile->BuffersRead;
    seen->filled = logfile->Filled;
    return seen->answer;
  };
  const GuardedCall unarmed;
  Lock lock{false};
  const ClassCallbacks none;
  Dispatcher dispatcher(trace, {unarmed, lock, none});
  dispatcher.Deliver(Read(hand_made::Classic(2000, 33)));
  EXPECT_EQ(here.events, 1);
  EXPECT_EQ(here.context, &here);
  EXPECT_EQ(trace.logfile.CurrentEvent.Header.Class.Type, 33);
  EXPECT_EQ(trace.logfile.CurrentTime, 130000000000001000);
  BufferInfo buffer;
  buffer.size = 4096;
  buffer.valid = 120;
  EXPECT_EQ(dispatcher.FinishBuffer(buffer, {}), Answer::kGoOn);
  EXPECT_EQ(here.buffers, 1);
  EXPECT_EQ(here.buffers_read, 1u);
  EXPECT_EQ(here.filled, 120u);
  EXPECT_EQ(trace.logfile.BufferSize, 4096u);
  trace.logfile.LogfileHeader.EventsLost = 5;
  EXPECT_EQ(dispatcher.FinishBuffer(buffer, {}), Answer::kGoOn);
  EXPECT_EQ(trace.logfile.EventsLost, 5u);
  EXPECT_EQ(here.buffers_read, 2u);
  here.answer = FALSE;
  EXPECT_EQ(dispatcher.FinishBuffer(buffer, {}), Answer::kStop);
  seen = nullptr;
}

}  // namespace
}  // namespace etalon::sim
