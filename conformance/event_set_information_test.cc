// EventSetInformation, and the self-describing events that it makes possible.
#include <algorithm>
#include <string_view>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr char16_t kFile[] = u"events.etl";
constexpr uint32_t kRecords = PROCESS_TRACE_MODE_EVENT_RECORD;
constexpr uint32_t kTraits = EventProviderSetTraits;
constexpr uint32_t kUseType = EventProviderUseDescriptorType;
constexpr uint8_t kSchema = EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA;
constexpr uint8_t kProviderMetadata = EVENT_DATA_DESCRIPTOR_TYPE_PROVIDER_METADATA;
constexpr uint8_t kStamp = EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE;

// Traits with a name, and with what follows it.
Bytes Traits(std::string_view name, const Bytes& rest = {}) {
  const size_t size = 2 + name.size() + 1 + rest.size();
  Bytes traits(2 + name.size() + 1);
  traits[0] = static_cast<uint8_t>(size);
  traits[1] = static_cast<uint8_t>(size >> 8);
  std::copy(name.begin(), name.end(), traits.begin() + 2);
  traits.insert(traits.end(), rest.begin(), rest.end());
  return traits;
}

CLAUSE_TEST(EVTSETINFO_E01, HandleThatWasUnregistered) {
  const Handle provider = RegisterProvider();
  Must(EventUnregister{.handle = provider});
  EXPECT_THAT(
      Run(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {1}}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(EVTSETINFO_E01, HandleThatIsStillRegistered) {
  const Handle provider = RegisterProvider();
  const Handle other = RegisterProvider();
  Must(EventUnregister{.handle = other});
  EXPECT_THAT(
      Run(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {1}}),
      Succeeds());
}

CLAUSE_TEST(EVTSETINFO_E02, NoInformationThoughMeasured) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(
      Run(EventSetInformation{
          .provider = provider, .info_class = kUseType, .place = Place::kNull, .length = 1}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(EVTSETINFO_E02, OneByte) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(
      Run(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {0}}),
      Succeeds());
}

CLAUSE_TEST(EVTSETINFO_P02, NoneForTheClassThatNeedsNone) {
  const Handle provider = RegisterProvider();
  const auto track = [&](uint32_t length) {
    return Run(EventSetInformation{.provider = provider,
                                   .info_class = EventProviderBinaryTrackInfo,
                                   .place = Place::kNull,
                                   .length = length});
  };
  EXPECT_THAT(track(0), Succeeds());
  EXPECT_THAT(track(1), Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(EVTSETINFO_E04, ClassesThatAreNone) {
  const Handle provider = RegisterProvider();
  for (const uint32_t info_class : {uint32_t{MaxEventInfo}, 17u}) {
    EXPECT_THAT(Run(EventSetInformation{
                    .provider = provider, .info_class = info_class, .information = {1}}),
                Fails(ERROR_NOT_SUPPORTED));
  }
}

NEAR_MISS(EVTSETINFO_E04, LastOfTheClasses) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(
      Run(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {1}}),
      Succeeds());
}

CLAUSE_TEST(EVTSETINFO_E03, LengthsOfNoBoolean) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(Run(EventSetInformation{
                  .provider = provider, .info_class = kUseType, .information = {1, 0, 0, 0}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EventSetInformation{
                  .provider = provider, .info_class = kUseType, .information = {1}, .length = 0}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(EVTSETINFO_E03, NoTraitsAtAll) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(Run(EventSetInformation{.provider = provider,
                                      .info_class = kTraits,
                                      .information = Traits("etalon"),
                                      .length = 0}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(EVTSETINFO_E03, LengthsThatAreRight) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(
      Run(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {1}}),
      Succeeds());
  EXPECT_THAT(Run(EventSetInformation{
                  .provider = provider, .info_class = kTraits, .information = Traits("etalon")}),
              Succeeds());
}

CLAUSE_TEST(EVTSETINFO_U02, NeitherTrueNorFalse) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  EXPECT_THAT(
      Run(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {2}}),
      Fails(ERROR_INVALID_PARAMETER));
  Must(EventWrite{.provider = provider, .data = {{.data = {1}}}});
  Stop(session);
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(kFile)), SizeIs(1));
}

NEAR_MISS(EVTSETINFO_U02, TrueAndFalse) {
  const Handle provider = RegisterProvider();
  for (const uint8_t uses : {uint8_t{1}, uint8_t{0}}) {
    EXPECT_THAT(Run(EventSetInformation{
                    .provider = provider, .info_class = kUseType, .information = {uses}}),
                Succeeds());
  }
}

CLAUSE_TEST(EVTSETINFO_U03, TraitsASecondTime) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventSetInformation{.provider = provider, .information = Traits("first")});
  EXPECT_THAT(Run(EventSetInformation{.provider = provider, .information = Traits("second")}),
              Fails(ERROR_GEN_FAILURE));
  Must(EventWrite{.provider = provider});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Text("Extended@12"), "0800666972737400");
}

NEAR_MISS(EVTSETINFO_U03, TraitsOfTwoRegistrations) {
  const Handle first = RegisterProvider();
  const Handle second = RegisterProvider();
  for (const Handle& provider : {first, second}) {
    EXPECT_THAT(Run(EventSetInformation{.provider = provider, .information = Traits("same")}),
                Succeeds());
  }
}

CLAUSE_TEST(EVTSETINFO_U01, SizesThatDoNotFit) {
  const Handle provider = RegisterProvider();
  const Bytes trait = {4, 0, 200, 7};
  Bytes too_short = Traits("etalon");
  --too_short[0];
  Bytes no_end = Traits("etalon");
  no_end.back() = 'x';
  Bytes long_trait = Traits("etalon", trait);
  ++long_trait[9];
  Bytes half_a_trait = Traits("etalon", {4, 0});
  for (const Bytes& traits : {too_short, no_end, long_trait, half_a_trait, Bytes{2, 0}}) {
    EXPECT_THAT(Run(EventSetInformation{.provider = provider, .information = traits}),
                Fails(ERROR_FILE_CORRUPT))
        << traits.size();
  }
}

NEAR_MISS(EVTSETINFO_U01, NameAndATraitOfOurOwn) {
  const Handle provider = RegisterProvider();
  EXPECT_THAT(Run(EventSetInformation{.provider = provider,
                                      .information = Traits("etalon", {4, 0, 200, 7})}),
              Succeeds());
}

CLAUSE_TEST(EVTSETINFO_P01, EveryClass) {
  const Handle provider = RegisterProvider();
  const auto set = [&](uint32_t info_class, const Bytes& information) {
    return Run(EventSetInformation{
        .provider = provider, .info_class = info_class, .information = information});
  };
  EXPECT_THAT(set(EventProviderBinaryTrackInfo, {}), Succeeds());
  EXPECT_THAT(set(EventProviderUseDescriptorType, {1}), Succeeds());
  EXPECT_THAT(set(EventProviderSetTraits, Traits("etalon")), Succeeds());
  EXPECT_THAT(set(MaxEventInfo, {1}), Fails(ERROR_NOT_SUPPORTED));
}

CLAUSE_TEST(EVTSETINFO_P03, OneByteThatTurnsTypesOnAndOff) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  const std::vector<EventData> data = {{.data = {3, 0, 0}, .type = kSchema}, {.data = {9}}};
  for (const uint8_t uses : {uint8_t{1}, uint8_t{0}}) {
    Must(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {uses}});
    Must(EventWrite{.provider = provider, .data = data});
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile))), ElementsAre("09", "03000009"));
}

CLAUSE_TEST(EVTSETINFO_S01, TypesMeanNothingAtFirst) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  const std::vector<EventData> data = {{.data = {1}, .type = kProviderMetadata},
                                       {.data = {2}, .type = kSchema},
                                       {.data = {3}, .type = kStamp},
                                       {.data = {4}}};
  Must(EventWrite{.provider = provider, .data = data});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(DataOf(events), ElementsAre("01020304"));
  EXPECT_EQ(events[0].Number("Flags") & EVENT_HEADER_FLAG_EXTENDED_INFO, 0u);
}

CLAUSE_TEST(EVTSETINFO_S02, TraitsInEveryEvent) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWrite{.provider = provider, .data = {{.data = {1}}}});
  Must(EventSetInformation{.provider = provider, .information = Traits("etalon")});
  Must(EventWrite{.provider = provider, .data = {{.data = {2}}}});
  Must(EventWriteString{.provider = provider, .text = u"x"});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(DataOf(events), ElementsAre("01", "02", "78000000"));
  EXPECT_EQ(events[0].Text("Extended@12"), "");
  EXPECT_EQ(events[1].Text("Extended@12"), "09006574616c6f6e00");
  EXPECT_EQ(events[2].Text("Extended@12"), "09006574616c6f6e00");
}

CLAUSE_TEST(EVTSETINFO_S02, TraitsOfTheEventAreIgnoredThen) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventSetInformation{.provider = provider, .information = Traits("etalon")});
  const std::vector<EventData> data = {{.data = {4, 0, 'x', 0}, .type = kProviderMetadata},
                                       {.data = {2}}};
  Must(EventWrite{.provider = provider, .data = data});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(DataOf(events), ElementsAre("02"));
  EXPECT_EQ(events[0].Text("Extended@12"), "09006574616c6f6e00");
}

CLAUSE_TEST(EVTSETINFO_S02, TraitsStayWhenTypesAreTurnedOff) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventSetInformation{.provider = provider, .information = Traits("etalon")});
  Must(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {0}});
  Must(EventWrite{.provider = provider, .data = {{.data = {2}, .type = kSchema}}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(DataOf(events), ElementsAre("02"));
  EXPECT_EQ(events[0].Text("Extended@12"), "09006574616c6f6e00");
}

// As TraceLogging writes: the provider's metadata, the event's, then the fields.
CLAUSE_TEST(EVTSETINFO_S03, MetadataBesideThePayload) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {1}});
  const std::vector<EventData> data = {{.data = {4, 0, 'x', 0}, .type = kProviderMetadata},
                                       {.data = {5, 0, 0, 'e', 0}, .type = kSchema},
                                       {.data = {1, 2}},
                                       {.data = {3}}};
  Must(EventWriteTransfer{.provider = provider, .event = {.channel = 11}, .data = data});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(DataOf(events), ElementsAre("010203"));
  EXPECT_EQ(events[0].Number("Channel"), 11u);
  EXPECT_EQ(events[0].Text("Extended@12"), "04007800");
  EXPECT_EQ(events[0].Text("Extended@11"), "0500006500");
  EXPECT_NE(events[0].Number("Flags") & EVENT_HEADER_FLAG_EXTENDED_INFO, 0u);
}

// In the order of the files that Windows 10 writes: the provider's item, linked, then the event's.
CLAUSE_TEST(EVTSETINFO_S03, InTheFile) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventSetInformation{.provider = provider, .information = Traits("etalon")});
  const std::vector<EventData> data = {{.data = {5, 0, 0, 'e', 0}, .type = kSchema},
                                       {.data = {1, 2}}};
  Must(EventWrite{.provider = provider, .event = {.channel = 11}, .data = data});
  Stop(session);
  const std::string bytes = Must(GetFile{.path = kFile}).Text("file", "bytes");
  const std::string traits = "18000c000100090009006574616c6f6e00";
  EXPECT_NE(bytes.find(traits), std::string::npos);
  const std::string schema = "10000b00000005000500006500";
  const size_t at = bytes.find(schema);
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(bytes.find(traits) + 2 * 24, at);
  EXPECT_EQ(bytes.substr(at + 2 * 16, 4), "0102");
}

CLAUSE_TEST(EVTSETINFO_S03, TimeStampOfItsOwn) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.client_context = 2, .log_file = kFile});
  Must(EnableTrace{.session = session});
  Must(EventSetInformation{.provider = provider, .info_class = kUseType, .information = {1}});
  const Bytes stamp = {0, 0, 0x12, 0x34, 0x56, 0x78, 0xDC, 1};
  Must(EventWrite{.provider = provider, .data = {{.data = stamp, .type = kStamp}, {.data = {7}}}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(DataOf(events), ElementsAre("07"));
  EXPECT_EQ(events[0].Number("TimeStamp"), 0x01DC785634120000u);
}

constexpr Guid kGroup = {0xe7a10000, 0x0004, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

CLAUSE_TEST(EVTSETINFO_S04, WhoeverEnablesTheGroup) {
  const Handle provider = RegisterProvider();
  const Handle other = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const EnableParameters group = {.enable_property = EVENT_ENABLE_PROPERTY_PROVIDER_GROUP};
  Must(EnableTraceEx2{.session = session, .guid = kGroup, .parameters = group});
  Must(EventWrite{.provider = provider, .data = {{.data = {1}}}});
  Bytes trait = {19, 0, EtwProviderTraitTypeGroup};
  const auto* const guid = reinterpret_cast<const uint8_t*>(&kGroup);
  trait.insert(trait.end(), guid, guid + sizeof(kGroup));
  const Outcome joined =
      Must(EventSetInformation{.provider = provider, .information = Traits("etalon", trait)});
  EXPECT_THAT(CallsOf(joined, "enable"), SizeIs(1));
  Must(EventWrite{.provider = provider, .data = {{.data = {2}}}});
  Must(EventWrite{.provider = other, .data = {{.data = {3}}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile))), ElementsAre("02"));
}

}  // namespace
}  // namespace etalon
