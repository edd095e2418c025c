// EnumerateTraceGuidsEx: providers, their registrations, and who enables them.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "conformance/information.h"

namespace etalon {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;
using testing::SizeIs;
using Class = InformationClass;

constexpr Guid kOtherProvider = {0xe7a10000, 0x0001, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}};
constexpr Guid kUnknown = {0xe7a10000, 0x0001, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 3}};
constexpr uint32_t kInstanceHead = 16;
constexpr uint32_t kEnableBytes = 32;
constexpr uint32_t kSomeClasses[] = {0, 2, 12, 19};

// TRACE_ENABLE_INFO.
struct Enabled {
  uint64_t is_enabled, level, logger_id, properties, match_any, match_all;
};

// TRACE_PROVIDER_INSTANCE_INFO, and what follows it.
struct Instance {
  uint64_t pid, flags;
  std::vector<Enabled> enabled;
};

// What TraceGuidQueryInfo told; the lengths are checked on the way.
std::vector<Instance> InstancesIn(const Bytes& bytes) {
  std::vector<Instance> instances;
  const uint64_t count = NumberAt(bytes, 0);
  size_t at = 8;  // TRACE_GUID_INFO
  for (uint64_t i = 0; i < count; ++i) {
    Instance instance = {NumberAt(bytes, at + 8), NumberAt(bytes, at + 12), {}};
    const uint64_t enable_count = NumberAt(bytes, at + 4);
    for (uint64_t k = 0; k < enable_count; ++k) {
      const size_t info = at + kInstanceHead + k * kEnableBytes;
      instance.enabled.push_back({NumberAt(bytes, info), NumberAt(bytes, info + 4, 1),
                                  NumberAt(bytes, info + 6, 2), NumberAt(bytes, info + 8),
                                  NumberAt(bytes, info + 16, 8), NumberAt(bytes, info + 24, 8)});
    }
    instances.push_back(std::move(instance));
    const uint64_t next = NumberAt(bytes, at);
    const uint64_t size = kInstanceHead + enable_count * kEnableBytes;
    EXPECT_EQ(next, i + 1 == count ? 0 : size);
    at += size;
  }
  EXPECT_EQ(at, bytes.size());
  return instances;
}

Op InfoOf(const Guid& guid) {
  return EnumerateTraceGuidsEx{.information_class = Class::kGuidQueryInfo, .guid = guid};
}

CLAUSE_TEST(ENUMGUIDSEX_E01, ClassThatIsNotEnumerated) {
  for (const Class other : {Class::kStackTracing, Class::kVersion, static_cast<Class>(1000)}) {
    EXPECT_THAT(Run(EnumerateTraceGuidsEx{.information_class = other}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(ENUMGUIDSEX_E01, NoGuidWhereOneIsNeeded) {
  EXPECT_THAT(Run(EnumerateTraceGuidsEx{.information_class = Class::kGuidQueryInfo}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(
      Run(EnumerateTraceGuidsEx{
          .information_class = Class::kGuidQueryInfo, .guid = kProviderGuid, .in_size = 15}),
      Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(ENUMGUIDSEX_E01, NoBufferOfSomeSize) {
  EXPECT_THAT(Run(EnumerateTraceGuidsEx{.out = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENUMGUIDSEX_E01, GuidOfARegisteredProvider) {
  Must(RegisterTraceGuidsW{});
  EXPECT_THAT(Run(InfoOf(kProviderGuid)), Succeeds());
}

CLAUSE_TEST(ENUMGUIDSEX_U02, GuidOfNobody) {
  Must(RegisterTraceGuidsW{});
  EXPECT_THAT(Run(InfoOf(kUnknown)), Fails(ERROR_WMI_GUID_NOT_FOUND));
}

NEAR_MISS(ENUMGUIDSEX_U02, GuidThatIsOnlyEnabled) {
  const Handle session = Start();
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(InfoOf(kProviderGuid)), Succeeds());
}

CLAUSE_TEST(ENUMGUIDSEX_U01, SizeZero) {
  Must(RegisterTraceGuidsW{});
  const uint64_t needed = Must(EnumerateTraceGuidsEx{}).Number("return_length", "value");
  const Outcome asked = Run(EnumerateTraceGuidsEx{.out = Place::kNull, .out_size = 0});
  EXPECT_THAT(asked, Fails(ERROR_INSUFFICIENT_BUFFER));
  EXPECT_THAT(asked, Has("return_length", "value", needed));
}

NEAR_MISS(ENUMGUIDSEX_U01, NothingToTell) {
  EXPECT_THAT(
      Run(EnumerateTraceGuidsEx{
          .information_class = Class::kGuidQueryProcess, .out = Place::kNull, .out_size = 0}),
      Succeeds());
}

CLAUSE_TEST(ENUMGUIDSEX_E02, BufferOneByteTooSmall) {
  Must(RegisterTraceGuidsW{});
  Must(EventRegister{.guid = kOtherProvider});
  const auto needed =
      static_cast<uint32_t>(Must(EnumerateTraceGuidsEx{}).Number("return_length", "value"));
  ASSERT_GE(needed, 32u);
  const Outcome refused = Run(EnumerateTraceGuidsEx{.bytes = needed - 1});
  EXPECT_THAT(refused, Fails(ERROR_INSUFFICIENT_BUFFER));
  EXPECT_THAT(refused, Has("return_length", "value", needed));
}

NEAR_MISS(ENUMGUIDSEX_E02, BufferJustLargeEnough) {
  Must(RegisterTraceGuidsW{});
  const auto needed =
      static_cast<uint32_t>(Must(EnumerateTraceGuidsEx{}).Number("return_length", "value"));
  EXPECT_THAT(Run(EnumerateTraceGuidsEx{.bytes = needed}), Succeeds());
}

CLAUSE_TEST(ENUMGUIDSEX_S01, ListsArePackedGuids) {
  Must(RegisterTraceGuidsW{});
  Must(RegisterTraceGuidsW{});  // the same GUID once more
  Must(EventRegister{.guid = kOtherProvider});
  const Outcome told = Must(EnumerateTraceGuidsEx{});
  const Bytes list = BytesIn(told, "out");
  EXPECT_EQ(list.size() % 16, 0u);
  EXPECT_THAT(told, Has("return_length", "value", list.size()));
  EXPECT_THAT(GuidsOf(list), IsSupersetOf({kProviderGuid, kOtherProvider}));
  EXPECT_THAT(GuidsOf(list), Contains(kProviderGuid).Times(1));
}

CLAUSE_TEST(ENUMGUIDSEX_S01, ListOfTheProcessHasItsOwn) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "other"});
  Must(RegisterTraceGuidsW{});
  Must(EventRegister{.guid = kOtherProvider, .on = {.process = "other"}});
  const auto list = [&](const std::string& process) {
    return GuidsOf(BytesIn(Must(EnumerateTraceGuidsEx{.information_class = Class::kGuidQueryProcess,
                                                      .on = {.process = process}}),
                           "out"));
  };
  EXPECT_THAT(list(""), Contains(kProviderGuid));
  EXPECT_THAT(list(""), Not(Contains(kOtherProvider)));
  EXPECT_THAT(list("other"), ElementsAre(kOtherProvider));
}

CLAUSE_TEST(ENUMGUIDSEX_S01, TwoRegistrationsAreTwoInstances) {
  Must(EventRegister{});
  Must(EventRegister{});
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  Must(EnableTrace{.flags = 0x11, .level = 3, .session = first});
  Must(EnableTrace{.flags = 0x22, .level = 4, .session = second});
  const std::vector<Instance> instances = InstancesIn(BytesIn(Must(InfoOf(kProviderGuid)), "out"));
  ASSERT_THAT(instances, SizeIs(2));
  EXPECT_NE(instances[0].pid, 0u);
  EXPECT_EQ(instances[0].pid, instances[1].pid);
  for (const Instance& instance : instances) {
    ASSERT_THAT(instance.enabled, SizeIs(2));
    for (const Enabled& enabled : instance.enabled) {
      EXPECT_EQ(enabled.is_enabled, 1u);
      EXPECT_EQ(enabled.properties, 0u);
      EXPECT_EQ(enabled.match_all, 0u);
    }
    EXPECT_NE(instance.enabled[0].logger_id, instance.enabled[1].logger_id);
    EXPECT_EQ(instance.enabled[0].level + instance.enabled[1].level, 7u);
    EXPECT_EQ(instance.enabled[0].match_any + instance.enabled[1].match_any, 0x33u);
  }
}

CLAUSE_TEST(ENUMGUIDSEX_S01, ProviderThatNobodyEnables) {
  Must(EventRegister{});
  const std::vector<Instance> instances = InstancesIn(BytesIn(Must(InfoOf(kProviderGuid)), "out"));
  ASSERT_THAT(instances, SizeIs(1));
  EXPECT_THAT(instances[0].enabled, SizeIs(0));
}

CLAUSE_TEST(ENUMGUIDSEX_S02, FlagsSayHowItIsRegistered) {
  const auto flags = [&](const Guid& guid) {
    const std::vector<Instance> instances = InstancesIn(BytesIn(Must(InfoOf(guid)), "out"));
    return instances.size() == 1 ? instances[0].flags : 99;
  };
  const Handle session = Start();
  Must(EnableTrace{.guid = kUnknown, .session = session});
  Must(RegisterTraceGuidsW{});
  Must(EventRegister{.guid = kOtherProvider});
  EXPECT_EQ(flags(kProviderGuid), uint64_t{TRACE_PROVIDER_FLAG_LEGACY});
  EXPECT_EQ(flags(kOtherProvider), 0u);
  EXPECT_EQ(flags(kUnknown), uint64_t{TRACE_PROVIDER_FLAG_PRE_ENABLE});
  EXPECT_THAT(GuidsOf(BytesIn(Must(EnumerateTraceGuidsEx{}), "out")), Contains(kUnknown));
}

CLAUSE_TEST(ENUMGUIDSEX_S03, MaximumOfLoggersIsANumber) {
  const Outcome told = Must(EnumerateTraceGuidsEx{.information_class = Class::kMaxLoggersQuery});
  EXPECT_THAT(told, Has("return_length", "value", 4u));
  EXPECT_GE(NumberAt(BytesIn(told, "out"), 0), 32u);
}

CLAUSE_TEST(ENUMGUIDSEX_P01, EveryClassThatIsEnumerated) {
  Needs(kWindows10_1709);
  Must(RegisterTraceGuidsW{});
  for (const uint32_t known : kSomeClasses) {
    const Outcome told = Run(EnumerateTraceGuidsEx{.information_class = static_cast<Class>(known)});
    EXPECT_THAT(told, Succeeds());
    EXPECT_THAT(told, Has("return_length", "value", BytesIn(told, "out").size()));
  }
  EXPECT_THAT(InstancesIn(BytesIn(Must(InfoOf(kProviderGuid)), "out")), SizeIs(1));
}

CLAUSE_TEST(ENUMGUIDSEX_P02, GuidCountsOnlyWhereOneIsNeeded) {
  Must(RegisterTraceGuidsW{});
  const Bytes without = BytesIn(Must(EnumerateTraceGuidsEx{}), "out");
  EXPECT_EQ(BytesIn(Must(EnumerateTraceGuidsEx{.guid = kUnknown}), "out"), without);
  Must(EventRegister{.guid = kOtherProvider});
  const Handle session = Start();
  Must(EnableTrace{.session = session});
  EXPECT_NE(BytesIn(Must(InfoOf(kProviderGuid)), "out"),
            BytesIn(Must(InfoOf(kOtherProvider)), "out"));
}

CLAUSE_TEST(ENUMGUIDSEX_P03, SizeZeroFillsNothing) {
  Must(RegisterTraceGuidsW{});
  const Outcome asked = Run(EnumerateTraceGuidsEx{.bytes = 64, .out_size = 0});
  EXPECT_GE(asked.Number("return_length", "value"), 16u);
  for (const Change& change : asked.changes) EXPECT_NE(change.block, "out");
}

CLAUSE_TEST(ENUMGUIDSEX_P04, ReturnLengthIsRequired) {
  EXPECT_THAT(Run(EnumerateTraceGuidsEx{.return_length = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EnumerateTraceGuidsEx{}), Succeeds());
}

// Traits that put a provider into the group.
Bytes GroupTraits(const Guid& group) {
  constexpr uint8_t kGroupTrait = 1;
  constexpr uint8_t kTraitBytes = 2 + 1 + 16;
  const Bytes name = {'e', 't', 'a', 'l', 'o', 'n', 0};
  const Bytes trait = Bytes{kTraitBytes, 0, kGroupTrait} + Guids({group});
  const auto size = static_cast<uint8_t>(2 + name.size() + trait.size());
  return Bytes{size, 0} + name + trait;
}

CLAUSE_TEST(ENUMGUIDSEX_S04, GroupsAndTheirProviders) {
  const Handle provider = Must(EventRegister{}).handle();
  Must(EventRegister{.guid = kOtherProvider});
  Must(EventSetInformation{.provider = provider,
                           .info_class = EventProviderSetTraits,
                           .information = GroupTraits(kUnknown)});
  const Outcome list = Must(EnumerateTraceGuidsEx{.information_class = Class::kGroupQueryList});
  EXPECT_THAT(GuidsOf(BytesIn(list, "out")), Contains(kUnknown));
  const Handle session = Start();
  Must(EnableTraceEx2{
      .session = session,
      .guid = kUnknown,
      .level = 4,
      .match_any = 0x10,
      .parameters = EnableParameters{.enable_property = EVENT_ENABLE_PROPERTY_PROVIDER_GROUP}});
  const Bytes info = BytesIn(
      Must(EnumerateTraceGuidsEx{.information_class = Class::kGroupQueryInfo, .guid = kUnknown}),
      "out");
  ASSERT_EQ(info.size(), 4 + kEnableBytes + 4 + 16);
  EXPECT_EQ(NumberAt(info, 0), 1u);
  EXPECT_EQ(NumberAt(info, 4), 1u);
  EXPECT_EQ(NumberAt(info, 4 + 4, 1), 4u);
  EXPECT_EQ(NumberAt(info, 4 + 16, 8), 0x10u);
  EXPECT_EQ(NumberAt(info, 4 + kEnableBytes), 1u);
  EXPECT_EQ(GuidAt(info, 8 + kEnableBytes), kProviderGuid);
}

}  // namespace
}  // namespace etalon
