// EventEnabled. Where only all sessions together would seem to want an event, either answer is
// right.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

CLAUSE_TEST(EVTENABLED_S01, OnlyWhileASessionHasItEnabled) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(FALSE));
  const Handle session = StartEnabled(u"events.etl");
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(TRUE));
  Must(EnableTrace{.enable = 0, .session = session});
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(FALSE));
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(TRUE));
  Stop(session);
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(FALSE));
}

CLAUSE_TEST(EVTENABLED_S01, ByLevelAndKeyword) {
  const Handle provider = RegisterProvider();
  const Handle session = Start();
  Must(EnableTrace{.flags = 6, .level = 3, .session = session});
  const auto ask = [&](uint8_t level, uint64_t keyword) {
    return Run(EventEnabled{.provider = provider, .event = {.level = level, .keyword = keyword}});
  };
  EXPECT_THAT(ask(3, 6), Returns(TRUE));
  EXPECT_THAT(ask(3, 2), Returns(TRUE));
  EXPECT_THAT(ask(0, 4), Returns(TRUE));
  EXPECT_THAT(ask(3, 0), Returns(TRUE));
  EXPECT_THAT(ask(4, 6), Returns(FALSE));
  EXPECT_THAT(ask(3, 9), Returns(FALSE));
  EXPECT_THAT(ask(255, 0), Returns(FALSE));
}

CLAUSE_TEST(EVTENABLED_S01, LevelZeroOfASessionIsEveryLevel) {
  const Handle provider = RegisterProvider();
  const Handle session = Start();
  Must(EnableTrace{.level = 0, .session = session});
  EXPECT_THAT(Run(EventEnabled{.provider = provider, .event = {.level = 255}}), Returns(TRUE));
}

CLAUSE_TEST(EVTENABLED_S01, ByAnyOfSeveralSessions) {
  const Handle provider = RegisterProvider();
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  Must(EnableTrace{.level = 2, .session = first});
  Must(EnableTrace{.level = 4, .session = second});
  EXPECT_THAT(Run(EventEnabled{.provider = provider, .event = {.level = 4}}), Returns(TRUE));
  Must(EnableTrace{.enable = 0, .session = second});
  EXPECT_THAT(Run(EventEnabled{.provider = provider, .event = {.level = 4}}), Returns(FALSE));
  EXPECT_THAT(Run(EventEnabled{.provider = provider, .event = {.level = 2}}), Returns(TRUE));
}

CLAUSE_TEST(EVTENABLED_P01, HandleZeroIsNeverEnabled) {
  const Handle provider = RegisterProvider();
  StartEnabled(u"events.etl");
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(TRUE));
  EXPECT_THAT(Run(EventEnabled{.provider = kNoHandle}), Returns(FALSE));
}

CLAUSE_TEST(EVTENABLED_P01, NorIsAHandleThatWasUnregistered) {
  const Handle provider = RegisterProvider();
  StartEnabled(u"events.etl");
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(TRUE));
  Must(EventUnregister{.handle = provider});
  EXPECT_THAT(Run(EventEnabled{.provider = provider}), Returns(FALSE));
}

}  // namespace
}  // namespace etalon
