// EnumerateTraceGuids: the providers that are registered. On a real computer there are many more.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

constexpr Guid kOtherProvider = {0xe7a10000, 0x0001, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};

// Where in the array a provider came back; -1 when it did not.
int PlaceOf(const Outcome& outcome, const Guid& guid) {
  for (const Change& change : outcome.changes) {
    if (change.block != "providers" || change.value != Value(ToString(guid))) continue;
    return std::stoi(change.member.substr(1));
  }
  return -1;
}

Op RegisterEvents() { return EventRegister{.guid = kOtherProvider}; }

CLAUSE_TEST(ENUMGUIDS_E02, NoArray) {
  EXPECT_THAT(Run(EnumerateTraceGuids{.array = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENUMGUIDS_E02, ArrayGiven) {
  EXPECT_THAT(Run(EnumerateTraceGuids{.array = Place::kBlock}), Succeeds());
}

CLAUSE_TEST(ENUMGUIDS_E01, ArrayOfNothing) {
  Must(RegisterTraceGuidsW{});
  EXPECT_THAT(Run(EnumerateTraceGuids{.blocks = 1, .count = 0}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENUMGUIDS_E01, ArrayOfSomething) {
  Must(RegisterTraceGuidsW{});
  EXPECT_THAT(Run(EnumerateTraceGuids{}), Succeeds());
}

CLAUSE_TEST(ENUMGUIDS_U01, NoPlaceForTheNumber) {
  EXPECT_THAT(Run(EnumerateTraceGuids{.guid_count = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENUMGUIDS_U01, PlaceForTheNumber) {
  EXPECT_THAT(Run(EnumerateTraceGuids{.guid_count = Place::kBlock}), Succeeds());
}

CLAUSE_TEST(ENUMGUIDS_U02, EntryThatWouldBeFilledIsMissing) {
  Must(RegisterTraceGuidsW{});
  EXPECT_THAT(Run(EnumerateTraceGuids{.blocks = 0, .count = 1}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENUMGUIDS_U02, EntryThatStaysEmptyIsMissing) {
  Must(RegisterTraceGuidsW{});
  const auto all = static_cast<uint32_t>(Must(EnumerateTraceGuids{}).Number("guid_count", "value"));
  EXPECT_THAT(Run(EnumerateTraceGuids{.blocks = all, .count = all + 1}), Succeeds());
}

CLAUSE_TEST(ENUMGUIDS_E03, MoreProvidersThanEntries) {
  Must(RegisterTraceGuidsW{});
  Must(RegisterEvents());
  const Outcome all = Must(EnumerateTraceGuids{});
  const Outcome refused = Run(EnumerateTraceGuids{.blocks = 1});
  EXPECT_THAT(refused, Fails(ERROR_MORE_DATA));
  EXPECT_THAT(refused, Has("guid_count", "value", all.Number("guid_count", "value")));
  EXPECT_NE(refused.Text("providers", "[0].Guid"), "");
}

NEAR_MISS(ENUMGUIDS_E03, AsManyEntriesAsProviders) {
  Must(RegisterTraceGuidsW{});
  Must(RegisterEvents());
  const auto all = static_cast<uint32_t>(Must(EnumerateTraceGuids{}).Number("guid_count", "value"));
  EXPECT_THAT(Run(EnumerateTraceGuids{.blocks = all}), Succeeds());
}

CLAUSE_TEST(ENUMGUIDS_S01, WhoIsRegisteredComesBack) {
  const Handle classic = Must(RegisterTraceGuidsW{}).handle();
  const Handle modern = Must(RegisterEvents()).handle();
  const Outcome both = Must(EnumerateTraceGuids{});
  EXPECT_GE(PlaceOf(both, kProviderGuid), 0);
  EXPECT_GE(PlaceOf(both, kOtherProvider), 0);
  Must(UnregisterTraceGuids{.registration = classic});
  Must(EventUnregister{.handle = modern});
  const Outcome neither = Must(EnumerateTraceGuids{});
  EXPECT_LT(PlaceOf(neither, kProviderGuid), 0);
  EXPECT_LT(PlaceOf(neither, kOtherProvider), 0);
}

CLAUSE_TEST(ENUMGUIDS_S01, NeitherTheSystemNorWhoIsOnlyEnabled) {
  Start(u"NT Kernel Logger", {.enable_flags = EVENT_TRACE_FLAG_PROCESS});
  const Handle session = Start();
  Must(EnableTrace{.session = session});
  Must(RegisterEvents());
  const Outcome all = Must(EnumerateTraceGuids{});
  constexpr Guid kSystem = {0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0, 0x60, 8, 0xa8, 0x69, 0x39}};
  EXPECT_GE(PlaceOf(all, kOtherProvider), 0);
  EXPECT_LT(PlaceOf(all, kSystem), 0);
  EXPECT_LT(PlaceOf(all, kProviderGuid), 0);
}

CLAUSE_TEST(ENUMGUIDS_S02, SessionThatEnabledTheProviderLast) {
  Register();
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  Must(EnableTrace{.flags = 1, .level = 2, .session = first});
  const Outcome told = Must(EnableTrace{.flags = 0x70, .level = 4, .session = second});
  const uint64_t handle = CallsOf(told, "control").at(0).steps.at(0).returns;
  const Outcome enabled = Must(EnumerateTraceGuids{});
  const std::string entry = "[" + std::to_string(PlaceOf(enabled, kProviderGuid)) + "].";
  EXPECT_THAT(enabled, Has("providers", entry + "IsEnable", 1u));
  EXPECT_THAT(enabled, Has("providers", entry + "EnableLevel", 4u));
  EXPECT_THAT(enabled, Has("providers", entry + "EnableFlags", 0x70u));
  EXPECT_THAT(enabled, Has("providers", entry + "LoggerId", handle & 0xFFFF));
}

CLAUSE_TEST(ENUMGUIDS_S02, NothingOfAProviderThatIsNotEnabled) {
  Register();
  const Handle session = Start();
  Enable(session);
  Must(EnableTrace{.enable = 0, .session = session});
  const Outcome disabled = Must(EnumerateTraceGuids{});
  const std::string entry = "[" + std::to_string(PlaceOf(disabled, kProviderGuid)) + "].";
  for (const char* member : {"IsEnable", "EnableLevel", "EnableFlags", "LoggerId"}) {
    EXPECT_THAT(disabled, Leaves("providers", entry + member));
  }
}

CLAUSE_TEST(ENUMGUIDS_P01, EveryPointerIsToAStructureOfItsOwn) {
  Must(RegisterTraceGuidsW{});
  Must(RegisterEvents());
  const Outcome both = Must(EnumerateTraceGuids{});
  EXPECT_NE(PlaceOf(both, kProviderGuid), PlaceOf(both, kOtherProvider));
}

CLAUSE_TEST(ENUMGUIDS_P02, CountSaysHowManyAreFilled) {
  Must(RegisterTraceGuidsW{});
  Must(RegisterEvents());
  const Outcome one = Run(EnumerateTraceGuids{.blocks = 2, .count = 1});
  EXPECT_THAT(one, Fails(ERROR_MORE_DATA));
  EXPECT_NE(one.Text("providers", "[0].Guid"), "");
  EXPECT_THAT(one, Leaves("providers", "[1].Guid"));
}

CLAUSE_TEST(ENUMGUIDS_P03, NumberOfProviders) {
  const uint64_t before = Must(EnumerateTraceGuids{}).Number("guid_count", "value");
  Must(RegisterTraceGuidsW{});
  Must(RegisterEvents());
  EXPECT_THAT(Run(EnumerateTraceGuids{}), Has("guid_count", "value", before + 2));
}

}  // namespace
}  // namespace etalon
