// EventProviderEnabled.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

CLAUSE_TEST(EVTPROVEN_S01, ByLevelAndKeyword) {
  const Handle provider = RegisterProvider();
  const Handle session = Start();
  const auto ask = [&](uint8_t level, uint64_t keyword) {
    return Run(EventProviderEnabled{.provider = provider, .level = level, .keyword = keyword});
  };
  EXPECT_THAT(ask(0, 0), Returns(FALSE));
  Must(EnableTrace{.flags = 6, .level = 3, .session = session});
  EXPECT_THAT(ask(3, 6), Returns(TRUE));
  EXPECT_THAT(ask(0, 2), Returns(TRUE));
  EXPECT_THAT(ask(1, 0), Returns(TRUE));
  EXPECT_THAT(ask(4, 6), Returns(FALSE));
  EXPECT_THAT(ask(0, 8), Returns(FALSE));
  Stop(session);
  EXPECT_THAT(ask(0, 0), Returns(FALSE));
}

CLAUSE_TEST(EVTPROVEN_P01, HandleZeroIsNeverEnabled) {
  const Handle provider = RegisterProvider();
  StartEnabled(u"events.etl");
  EXPECT_THAT(Run(EventProviderEnabled{.provider = provider}), Returns(TRUE));
  EXPECT_THAT(Run(EventProviderEnabled{.provider = kNoHandle}), Returns(FALSE));
}

CLAUSE_TEST(EVTPROVEN_P01, NorIsAnotherProcesssHandle) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "other"});
  const Handle provider = RegisterProvider();
  StartEnabled(u"events.etl");
  EXPECT_THAT(Run(EventProviderEnabled{.provider = provider}), Returns(TRUE));
  const On elsewhere = {.process = "other"};
  EXPECT_THAT(Run(EventProviderEnabled{.provider = provider, .on = elsewhere}), Returns(FALSE));
}

}  // namespace
}  // namespace etalon
