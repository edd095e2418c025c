#include "conformance/clauses/registry.h"

#include <set>
#include <string_view>

#include "conformance/clauses/clauses.h"
#include "conformance/clauses/error_names.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon::clauses {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(RegistryTest, IdsAreUnique) {
  std::set<std::string_view> ids;
  for (const ClauseText& clause : Registry()) {
    EXPECT_TRUE(ids.insert(clause.id).second) << clause.id;
  }
}

TEST(RegistryTest, FindsEveryClauseByItsId) {
  ASSERT_FALSE(Registry().empty());
  for (const ClauseText& clause : Registry()) EXPECT_EQ(FindClause(clause.id), &clause);
  EXPECT_EQ(FindClause("STARTTRACE-E99"), nullptr);
  EXPECT_EQ(FindClause(""), nullptr);
}

TEST(RegistryTest, ConstantsAndTextsAgree) {
  for (const Clause& clause : {STARTTRACE_E02, CONTROLTRACE_E11, TRACEINST_E01, TRACEMSGVA_S01,
                               CLOSETRACE_E05, CBEVENT_S01}) {
    EXPECT_EQ(TextOf(clause).id, clause.id);
    EXPECT_EQ(TextOf(clause).code, clause.code);
  }
}

TEST(RegistryTest, ErrorIsKeptWhole) {
  const ClauseText& clause = TextOf(STARTTRACE_U13);
  EXPECT_EQ(clause.function, "StartTrace");
  EXPECT_EQ(clause.kind, "error");
  EXPECT_EQ(clause.code_name, "ERROR_INVALID_NAME");
  EXPECT_EQ(clause.code, 123u);
  EXPECT_THAT(clause.condition, HasSubstr("NULL"));
  EXPECT_EQ(clause.authority, "observed");
  EXPECT_THAT(clause.accepts, ElementsAre(123u, 87u));
  EXPECT_THAT(clause.changes, ElementsAre("*TraceHandle = 0"));
  EXPECT_TRUE(clause.tested);
  EXPECT_THAT(clause.reason, IsEmpty());
}

TEST(RegistryTest, VersionsAreBoundsOfWhatHolds) {
  EXPECT_TRUE(HoldsIn(TextOf(CLOSETRACE_E04), kServer2003));
  EXPECT_FALSE(HoldsIn(TextOf(CLOSETRACE_E04), kVista));
  EXPECT_TRUE(HoldsIn(TextOf(CLOSETRACE_E05), kVista));
  EXPECT_TRUE(HoldsIn(TextOf(PROCTRACE_E08), WindowsVersion(6, 3, 9600)));
  EXPECT_EQ(VersionsOf(TextOf(CLOSETRACE_E04)), "until Windows 5.2");
  EXPECT_EQ(VersionsOf(TextOf(CLOSETRACE_E03)), "in all versions");
}

TEST(RegistryTest, AConstantKnowsItsOwnVersionsButNotThoseOfItsFunction) {
  EXPECT_FALSE(CLOSETRACE_E04.HoldsEverywhere());
  EXPECT_TRUE(CLOSETRACE_E04.HoldsIn(kServer2003));
  EXPECT_FALSE(CLOSETRACE_E04.HoldsIn(kNewest));
  EXPECT_TRUE(ENABLEEX_E05.HoldsEverywhere());
  EXPECT_FALSE(HoldsIn(TextOf(ENABLEEX_E05), kServer2003));
}

TEST(RegistryTest, FunctionsHaveAFirstWindows) {
  EXPECT_FALSE(HasFunction(kWindows7, "TraceQueryInformation"));
  EXPECT_TRUE(HasFunction(kWindows8, "TraceQueryInformation"));
  EXPECT_FALSE(HasFunction(WindowsVersion(5, 0), "FlushTraceW"));
  EXPECT_TRUE(HasFunction(kServer2003, "FlushTraceA"));
  EXPECT_TRUE(HasFunction(WindowsVersion(5, 0), "StartTraceW"));
}

TEST(RegistryTest, OrderIsAHouseRuleUnlessItHasBeenSeen) {
  const ClauseText& null_block = TextOf(STARTTRACE_E03);
  const ClauseText& null_handle = TextOf(STARTTRACE_E04);
  const ClauseText& short_block = TextOf(STARTTRACE_E01);
  EXPECT_EQ(OrderAuthority(null_block, short_block), "observed");
  EXPECT_EQ(OrderAuthority(short_block, null_block), "observed");
  EXPECT_EQ(OrderAuthority(null_block, null_handle), "house");  // of one stage
  EXPECT_EQ(OrderAuthority(short_block, TextOf(STARTTRACE_E17)), "house");
  EXPECT_EQ(OrderAuthority(TextOf(ENABLETRACE_E01), TextOf(ENABLETRACE_E02)), "house");
}

TEST(RegistryTest, ClauseThatNoLongerHoldsSaysUntilWhen) {
  EXPECT_EQ(TextOf(PROCTRACE_E08).until, "6.3");
  EXPECT_EQ(TextOf(PROCTRACE_E02).until, "");
}

TEST(RegistryTest, PlannedClauseSaysWhatItWaitsForATestedOneWaitsForNothing) {
  for (const ClauseText& clause : Registry()) {
    EXPECT_EQ(clause.tested, clause.reason.empty()) << clause.id;
  }
}

TEST(RegistryTest, ParameterRulesAndBehavioursHaveNoCode) {
  EXPECT_EQ(TextOf(STARTTRACE_P07).parameter, "Properties.MaximumFileSize");
  EXPECT_EQ(STARTTRACE_P07.code, 0u);
  EXPECT_EQ(CONTROLTRACE_S02.code, 0u);
}

TEST(RegistryTest, CallbacksNameTheirOwnFunction) {
  EXPECT_EQ(TextOf(CBCONTROL_S01).function, "ControlCallback");
  EXPECT_EQ(TextOf(CBBUFFER_S01).function, "BufferCallback");
}

TEST(RegistryTest, EveryAcceptedCodeHasAName) {
  for (const ClauseText& clause : Registry()) {
    for (const std::uint32_t code : clause.accepts) EXPECT_NE(ErrorName(code), "") << clause.id;
  }
}

}  // namespace
}  // namespace etalon::clauses
