// EventUnregister.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Whoever takes a handle that is none must leave the others alone.
CLAUSE_TEST(EVTUNREG_U01, HandleZeroAndOneThatWasUnregistered) {
  const Handle provider = RegisterProvider();
  const Handle other = RegisterProvider();
  Must(EventUnregister{.handle = other});
  EXPECT_THAT(Run(EventUnregister{.handle = kNoHandle}), Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(EventUnregister{.handle = other}), Fails(ERROR_INVALID_HANDLE));
  const Handle session = StartEnabled(u"events.etl");
  Must(EventWrite{.provider = provider, .data = {{.data = {1}}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"events.etl"))), ElementsAre("01"));
}

NEAR_MISS(EVTUNREG_U01, OneOfTwoRegistrations) {
  const Handle first = RegisterProvider();
  const Handle second = RegisterProvider();
  EXPECT_THAT(Run(EventUnregister{.handle = second}), Succeeds());
  EXPECT_THAT(Run(EventUnregister{.handle = first}), Succeeds());
}

CLAUSE_TEST(EVTUNREG_S02, NothingIsWrittenAndNobodyCalled) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(u"events.etl");
  Must(EventWrite{.provider = provider, .data = {{.data = {1}}}});
  Must(EventUnregister{.handle = provider});
  Run(EventWrite{.provider = provider, .data = {{.data = {2}}}});
  const Outcome disabled = Must(EnableTrace{.enable = 0, .session = session});
  EXPECT_THAT(CallsOf(disabled, "enable"), IsEmpty());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"events.etl"))), ElementsAre("01"));
}

}  // namespace
}  // namespace etalon
