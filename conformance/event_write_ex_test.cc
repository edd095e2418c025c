// EventWriteEx.
#include <optional>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

using Write = EventWriteEx;
#define CLAUSE(id) EVTWRITEEX_##id
#define SIZES_CLAUSE EVTWRITEEX_P03
#define DATA_CLAUSE EVTWRITEEX_P04
#include "conformance/event_write_tests.inc"

constexpr Guid kActivity = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr Guid kRelated = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};
constexpr Guid kOfTheThread = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 3}};

CLAUSE_TEST(EVTWRITEEX_P01, EveryBitLeavesEverySessionOut) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  EXPECT_THAT(
      Run(EventWriteEx{.provider = provider, .filter = ~uint64_t{0}, .data = {{.data = {1}}}}),
      Succeeds());
  EXPECT_THAT(Run(EventWriteEx{.provider = provider, .filter = 0, .data = {{.data = {2}}}}),
              Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile))), ElementsAre("02"));
}

CLAUSE_TEST(EVTWRITEEX_P02, NoFlagsOrInPrivate) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  for (const uint32_t flags : {0u, uint32_t{EVENT_WRITE_FLAG_INPRIVATE}}) {
    EXPECT_THAT(Run(EventWriteEx{.provider = provider, .flags = flags, .data = {{.data = {1}}}}),
                Succeeds());
  }
  Stop(session);
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(kFile)), SizeIs(2));
}

// The bit of a session comes with the filter that the session gave, in FilterData.
uint64_t BitOf(const Outcome& enabled) {
  const auto calls = CallsOf(enabled, "enable");
  const std::optional<Bytes> header =
      calls.empty() ? std::nullopt : FromHex(calls.back().Text("FilterData"));
  if (!header || header->size() < sizeof(EVENT_FILTER_HEADER)) return 0;
  uint64_t bit = 0;
  for (size_t i = 0; i < 8; ++i) bit |= uint64_t{(*header)[8 + i]} << (8 * i);
  return bit;
}

CLAUSE_TEST(EVTWRITEEX_P01, OneSessionByItsBit) {
  const Handle provider = RegisterProvider();
  const Handle first = Start(u"first", {.log_file = u"first.etl"});
  const Handle second = Start(u"second", {.log_file = u"second.etl"});
  Must(EnableTraceEx2{.session = first, .timeout_ms = 1000});
  Bytes filter(sizeof(EVENT_FILTER_HEADER));
  filter[16] = sizeof(EVENT_FILTER_HEADER);  // Size
  const EnableParameters parameters = {
      .filters = {{.type = EVENT_FILTER_TYPE_SCHEMATIZED, .data = filter}}};
  const uint64_t bit =
      BitOf(Must(EnableTraceEx2{.session = second, .timeout_ms = 1000, .parameters = parameters}));
  EXPECT_NE(bit, 0u);
  Must(EventWriteEx{.provider = provider, .filter = bit, .data = {{.data = {1}}}});
  Must(EventWriteEx{.provider = provider, .filter = ~bit, .data = {{.data = {2}}}});
  Stop(first);
  Stop(second);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"first.etl"))), ElementsAre("01"));
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"second.etl"))), ElementsAre("02"));
}

CLAUSE_TEST(EVTWRITEEX_S03, InPrivateEventsWhereTheyAreWanted) {
  const Handle provider = RegisterProvider();
  const Handle first = Start(u"first", {.log_file = u"first.etl"});
  const Handle second = Start(u"second", {.log_file = u"second.etl"});
  const EnableParameters without = {.enable_property = EVENT_ENABLE_PROPERTY_EXCLUDE_INPRIVATE};
  Must(EnableTraceEx2{.session = first, .parameters = without});
  Must(EnableTraceEx2{.session = second});
  const uint32_t in_private = EVENT_WRITE_FLAG_INPRIVATE;
  Must(EventWriteEx{.provider = provider, .flags = in_private, .data = {{.data = {1}}}});
  Must(EventWriteEx{.provider = provider, .data = {{.data = {2}}}});
  Stop(first);
  Stop(second);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"first.etl"))), ElementsAre("02"));
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"second.etl"))), ElementsAre("01", "02"));
}

}  // namespace
}  // namespace etalon
