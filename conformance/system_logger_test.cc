// System loggers: the extension of EnableFlags, at the start of sessions and at their updates; their
// clocks; and how the NT Kernel Logger is meant by its GUID alone.
#include <vector>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

constexpr Guid kHeapGuid = {
    0x222962ab, 0x6180, 0x4b88, {0xa8, 0x25, 0x34, 0x6b, 0x75, 0xf2, 0xa2, 0x4a}};
constexpr uint32_t kSystem = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_REAL_TIME_MODE;

enum Item : uint16_t { kMasks = 1, kPids = 2, kStacks = 3 };

using Words = std::vector<uint32_t>;

Bytes ToBytes(const Words& words) {
  Bytes bytes;
  for (const uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<uint8_t>(word >> shift));
  }
  return bytes;
}

// A list of one item.
Bytes List(Item type, const Words& item) {
  const uint32_t length = static_cast<uint32_t>(item.size()) + 1;
  Words words = {(length + 1) | 1 << 16, length | static_cast<uint32_t>(type) << 16};
  words.insert(words.end(), item.begin(), item.end());
  return ToBytes(words);
}

Properties SystemLogger(const Bytes& extension) {
  return {.log_file_mode = kSystem, .extension = extension};
}

// A heap session by the means of StartTrace.
Properties HeapSession(const Bytes& extension) {
  return {.guid = kHeapGuid, .extension = extension};
}

// Extensions that are none: the length of the list, of an item, the number of items.
std::vector<Bytes> Malformed() {
  return {ToBytes({0x00010000}), ToBytes({0x00010003, 0x00020001}), ToBytes({0x00010002, 0x00020000}),
          ToBytes({0x00010002, 0x00020002}), ToBytes({0x00020002, 0x00020001}),
          List(kMasks, Words(9))};
}

// EnableFlags that point to nothing: inside the structure, off a multiple of 4, behind the block, no
// masks, more than the block holds, more than there are, bits that mean nothing.
constexpr uint32_t kPointless[] = {0x80FF0000, 0x80FF0074, 0x80FF0079, 0x80FFFFFC, 0x80000078,
                                   0x80081060, 0x80090078, 0x81FF0078};

CLAUSE_TEST(STARTTRACE_U17, ExtensionThatIsNone) {
  Needs(kWindows8);  // which has system loggers by mode
  for (const Bytes& extension : Malformed()) {
    EXPECT_THAT(Run(StartTraceW{.properties = SystemLogger(extension)}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(STARTTRACE_U17, ExtensionThatLiesElsewhere) {
  Needs(kWindows8);  // which has system loggers by mode
  for (const uint32_t flags : kPointless) {
    EXPECT_THAT(
        Run(StartTraceW{.properties = {.bytes = 4216, .log_file_mode = kSystem, .enable_flags = flags}}),
        Fails(ERROR_INVALID_PARAMETER))
        << flags;
  }
  EXPECT_THAT(Run(StartTraceA{.properties = {.enable_flags = 0x80FFFFFC}}),
              Fails(ERROR_INVALID_PARAMETER))
      << "in other sessions as well";
}

CLAUSE_TEST(STARTTRACE_U17, OfStartHeapTraceAndStartKernelTrace) {
  EXPECT_THAT(Run(StartHeapTrace{.properties = {.enable_flags = 0x80FFFFFC}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.enable_flags = 0x80FFFFFC}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_U17, ExtensionAtTheEndOfTheBlock) {
  Needs(kWindows8);  // which has system loggers by mode
  EXPECT_THAT(Run(StartTraceW{.properties = SystemLogger(List(kMasks, Words(8)))}), Succeeds());
}

NEAR_MISS(STARTTRACE_U17, ListWithoutItems) {
  Needs(kWindows8);  // which has system loggers by mode
  EXPECT_THAT(Run(StartTraceW{.properties = SystemLogger(ToBytes({1}))}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U01, Stacks257) {
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger",
                              .properties = {.extension = List(kStacks, Words(257, 0x0301))}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTTRACE_U01, Stacks256) {
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger",
                              .properties = {.extension = List(kStacks, Words(256, 0x0301))}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_S20, FirstGroupMaskStandsForTheFlags) {
  Needs(kWindows8);  // which has system loggers by mode
  const Handle by_list = Start(u"list", SystemLogger(List(kMasks, {0x17, 2, 3})));
  EXPECT_THAT(Query(by_list), Has("properties", "EnableFlags", 0x17u));
  Properties masks = SystemLogger(ToBytes({0x15, 0x20000001}));
  masks.bytes = 4216;
  masks.enable_flags = 0x80020000 | (4216 - 8);
  const Handle by_masks = Start(u"masks", masks);
  EXPECT_THAT(Query(by_masks), Has("properties", "EnableFlags", 0x15u));
}

CLAUSE_TEST(STARTTRACE_S20, HeapSessionByStartTrace) {
  const Handle session = Start(u"etalon-heap", HeapSession(List(kPids, {4})));
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.flush_timer = 9}}), Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "FlushTimer", 9u));
  EXPECT_THAT(Run(StartHeapTrace{.name = u"second"}), Fails(ERROR_ALREADY_EXISTS));
}

CLAUSE_TEST(STARTTRACE_S20, HeapGuidAloneMakesNoHeapSession) {
  Start(u"etalon-heap", {.guid = kHeapGuid});
  EXPECT_THAT(Run(UpdateHeapTrace{}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_U02, ThirdClock) {
  Start(u"first", {.client_context = 1, .log_file_mode = kSystem});
  Start(u"NT Kernel Logger", {.client_context = 2});
  EXPECT_THAT(Run(StartTraceW{.name = u"third",
                              .properties = {.client_context = 3, .log_file_mode = kSystem}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_U02, ThirdLoggerWithAKnownClock) {
  Start(u"first", {.client_context = 1, .log_file_mode = kSystem});
  Start(u"NT Kernel Logger", {.client_context = 2});
  Start(u"no system logger", {.client_context = 3});
  EXPECT_THAT(Run(StartTraceW{.name = u"third",
                              .properties = {.client_context = 2, .log_file_mode = kSystem}}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U17, ExtensionThatIsNone) {
  Needs(kWindows8);  // which has system loggers by mode
  const Handle session = Start(u"etalon", {.log_file_mode = kSystem, .enable_flags = 3});
  for (const Bytes& extension : Malformed()) {
    EXPECT_THAT(Run(UpdateTraceW{.handle = session, .properties = SystemLogger(extension)}),
                Fails(ERROR_INVALID_PARAMETER));
  }
  for (const uint32_t flags : kPointless) {
    EXPECT_THAT(Run(UpdateTraceW{.handle = session,
                                 .properties = {.bytes = 4216, .enable_flags = flags}}),
                Fails(ERROR_INVALID_PARAMETER))
        << flags;
  }
  EXPECT_THAT(Query(session), Has("properties", "EnableFlags", 3u));
}

CLAUSE_TEST(CONTROLTRACE_U17, Stacks257) {
  Needs(kWindows8);  // which has system loggers by mode
  const Handle session = Start(u"etalon", {.log_file_mode = kSystem});
  const Bytes stacks = List(kStacks, Words(257, 0x0301));
  EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                .code = ControlCode::kUpdate,
                                .properties = SystemLogger(stacks)}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CONTROLTRACE_U17, OfUpdateHeapTrace) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.enable_flags = 0x80FFFFFC}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CONTROLTRACE_U17, OtherFlagsInAnExtension) {
  Needs(kWindows8);  // which has system loggers by mode
  const Handle session = Start(u"etalon", {.log_file_mode = kSystem, .enable_flags = 3});
  EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                .code = ControlCode::kUpdate,
                                .properties = SystemLogger(List(kMasks, {5}))}),
              Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "EnableFlags", 5u));
}

NEAR_MISS(CONTROLTRACE_U17, OtherProcessesOfAHeapSession) {
  const Handle session = Start(u"etalon-heap", HeapSession(List(kPids, {4})));
  EXPECT_THAT(Run(UpdateTraceW{.handle = session,
                               .properties = {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE,
                                              .extension = List(kStacks, {0x1021})}}),
              Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_S08, KernelLoggerByItsGuid) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  const Outcome queried = Run(ControlTraceW{.properties = {.guid = kSystemTraceControlGuid}});
  EXPECT_THAT(queried, Has("properties", "LoggerName", "NT Kernel Logger"));
  EXPECT_THAT(Run(ControlTraceA{.code = ControlCode::kStop,
                                .properties = {.guid = kSystemTraceControlGuid}}),
              Succeeds());
  EXPECT_THAT(Run(QueryTraceW{.name = u"NT Kernel Logger"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(CONTROLTRACE_S08, WhateverTheHandleIs) {
  const Handle other = Start(u"other");
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(
      Run(ControlTraceW{.handle = other, .properties = {.guid = kSystemTraceControlGuid}}),
      Has("properties", "LoggerName", "NT Kernel Logger"));
}

CLAUSE_TEST(CONTROLTRACE_S08, KernelLoggerThatDoesNotRun) {
  const Handle other = Start(u"other");
  EXPECT_THAT(
      Run(ControlTraceW{.handle = other, .properties = {.guid = kSystemTraceControlGuid}}),
      Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

}  // namespace
}  // namespace etalon
