// QueryAllTraces: all running sessions at once.
#include <set>
#include <string>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

using testing::IsSupersetOf;

// The session names that came back in the first `count` blocks.
std::set<std::string> NamesIn(const Outcome& outcome, uint32_t count = 64) {
  std::set<std::string> names;
  for (uint32_t i = 0; i < count; ++i) {
    const std::string name = outcome.Text("properties[" + std::to_string(i) + "]", "LoggerName");
    if (!name.empty()) names.insert(name);
  }
  return names;
}

CLAUSE_TEST(QUERYALL_E03, NoArray) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.array = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryAllTracesA{.array = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYALL_E03, ArrayGiven) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesA{}), Succeeds());
}

CLAUSE_TEST(QUERYALL_E01, ArrayOfNothing) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = 1, .count = 0}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryAllTracesA{.blocks = 1, .count = 0}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYALL_E01, ArrayOfSixtyFour) {
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = 64, .count = 64}), Succeeds());
}

CLAUSE_TEST(QUERYALL_E02, ArrayOfSixtyFive) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = 65, .count = 65}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryAllTracesA{.blocks = 65, .count = 65}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYALL_E02, ArrayOfSixtyFour) {
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = 64, .count = 64}), Succeeds());
}

CLAUSE_TEST(QUERYALL_U01, NoPlaceForTheNumberOfSessions) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.logger_count = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYALL_U01, PlaceForTheNumberOfSessions) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.logger_count = Place::kBlock}), Succeeds());
}

CLAUSE_TEST(QUERYALL_U02, EntryThatWouldBeFilledIsMissing) {
  Start(u"first");
  Start(u"second");
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = 1, .count = 64}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYALL_U02, EntryThatStaysEmptyIsMissing) {
  Start(u"first");
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = 63, .count = 64}), Succeeds());
}

CLAUSE_TEST(QUERYALL_E04, MoreSessionsThanEntries) {
  Start(u"first");
  Start(u"second");
  Start(u"third");
  const Outcome queried = Run(QueryAllTracesW{.blocks = 2});
  EXPECT_THAT(queried, Fails(ERROR_MORE_DATA));
  EXPECT_THAT(NamesIn(queried), testing::SizeIs(2));
  EXPECT_THAT(queried.Number("logger_count", "value"), testing::Ge(3u));
}

NEAR_MISS(QUERYALL_E04, AsManyEntriesAsSessions) {
  Start(u"first");
  Start(u"second");
  const Outcome all = Run(QueryAllTracesW{});
  const uint64_t running = all.Number("logger_count", "value");
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = static_cast<uint32_t>(running)}), Succeeds());
}

CLAUSE_TEST(QUERYALL_S01, SessionsComeBackWithTheirSettings) {
  const Outcome before = Run(QueryAllTracesW{});
  Start(u"first", {.buffer_size_kb = 32});
  Start(u"second");
  const Outcome queried = Run(QueryAllTracesA{});
  EXPECT_THAT(queried, Succeeds());
  EXPECT_THAT(NamesIn(queried), IsSupersetOf({"first", "second"}));
  EXPECT_THAT(queried, Has("logger_count", "value", before.Number("logger_count", "value") + 2));
  for (int i = 0; i < 64; ++i) {
    const std::string block = "properties[" + std::to_string(i) + "]";
    if (queried.Text(block, "LoggerName") != "first") continue;
    EXPECT_THAT(queried, Has(block, "BufferSize", 32u));
  }
}

CLAUSE_TEST(QUERYALL_S01, PrivateSessionsDoNotComeBack) {
  Register();  // the provider of the private one
  Start(u"public");
  Start(u"private", {.guid = kProviderGuid,
                     .log_file_mode = EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_PRIVATE_IN_PROC,
                     .log_file = u"private.etl"});
  const std::set<std::string> names = NamesIn(Run(QueryAllTracesW{}));
  EXPECT_TRUE(names.contains("public"));
  EXPECT_FALSE(names.contains("private"));
}

CLAUSE_TEST(QUERYALL_S01, PlainUserSeesNothing) {
  Needs(kServer2003);  // before which anybody may ask
  Needs(Capability::kPrivileges);
  Start(u"etalon");
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_TRUE(NamesIn(Run(QueryAllTracesW{})).contains("etalon"));
  const Outcome queried = Run(QueryAllTracesW{.on = {.process = "user"}});
  EXPECT_THAT(queried, Succeeds());
  EXPECT_FALSE(NamesIn(queried).contains("etalon"));
}

CLAUSE_TEST(QUERYALL_U03, EntryShorterThanTheStructure) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.wnode_buffer_size = 119}), Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(QUERYALL_U03, EntryAsLongAsTheStructure) {
  Start();
  EXPECT_THAT(Run(QueryAllTracesW{.wnode_buffer_size = 120}), Succeeds());
}

CLAUSE_TEST(QUERYALL_P01, NamesGoWhereTheOffsetsSay) {
  Start(u"etalon", {.log_file = u"etalon.etl"});
  const Outcome queried = Must(QueryAllTracesW{});
  bool found = false;
  for (int i = 0; i < 64; ++i) {
    const std::string block = "properties[" + std::to_string(i) + "]";
    if (queried.Text(block, "LoggerName") != "etalon") continue;
    found = true;
    EXPECT_THAT(queried.Text(block, "LogFileName"), testing::EndsWith("etalon.etl"));
    EXPECT_THAT(queried, Leaves(block, "LoggerNameOffset"));
    EXPECT_THAT(queried, Leaves(block, "LogFileNameOffset"));
  }
  EXPECT_TRUE(found);
}

CLAUSE_TEST(QUERYALL_P02, FromOneToMoreThan64) {
  Start();
  const Outcome all = Must(QueryAllTracesW{});
  const auto running = static_cast<uint32_t>(all.Number("logger_count", "value"));
  const Outcome one = Run(QueryAllTracesW{.blocks = 1});
  if (running == 1) {
    EXPECT_THAT(one, Succeeds());
  } else {
    EXPECT_THAT(one, Fails(ERROR_MORE_DATA));
  }
  EXPECT_THAT(Run(QueryAllTracesW{.blocks = windows() < kWindows10 ? 64u : 100u}), Succeeds());
}

CLAUSE_TEST(QUERYALL_P03, NumberOfSessions) {
  const uint64_t before = Must(QueryAllTracesW{}).Number("logger_count", "value");
  Start(u"first");
  const Handle second = Start(u"second");
  EXPECT_THAT(Run(QueryAllTracesW{}), Has("logger_count", "value", before + 2));
  Stop(second);
  EXPECT_THAT(Run(QueryAllTracesA{}), Has("logger_count", "value", before + 1));
}

}  // namespace
}  // namespace etalon
