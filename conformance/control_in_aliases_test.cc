// What StopTrace, QueryTrace, FlushTrace, UpdateTrace and UpdateHeapTrace check by the clauses of
// ControlTrace, because their own pages say nothing of it.
#include <vector>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

// The functions that control the session "etalon" with these properties.
std::vector<Op> Aliases(const Properties& properties) {
  const std::u16string name = u"etalon";
  return {QueryTraceW{.name = name, .properties = properties},
          FlushTraceW{.name = name, .properties = properties},
          StopTraceW{.name = name, .properties = properties}};
}

CLAUSE_TEST(CONTROLTRACE_E06, InFunctionsWithoutACode) {
  const Handle session = Start();
  for (const Op& op : Aliases({.log_file_name_offset = 119})) {
    EXPECT_THAT(Run(op), Fails(ERROR_INVALID_PARAMETER)) << NameOf(op);
  }
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(CONTROLTRACE_E07, InFunctionsWithoutACode) {
  const Handle session = Start();
  for (const Op& op : Aliases({.logger_name_offset = 119})) {
    EXPECT_THAT(Run(op), Fails(ERROR_INVALID_PARAMETER)) << NameOf(op);
  }
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(CONTROLTRACE_E09, InFunctionsWithoutACode) {
  const Handle session = Start();
  for (const Op& op : Aliases({.guid = kSystemTraceControlGuid})) {
    EXPECT_THAT(Run(op), Fails(ERROR_INVALID_PARAMETER)) << NameOf(op);
  }
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(CONTROLTRACE_E13, InFunctionsWithoutACode) {
  Needs(Capability::kPrivileges);
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  Must(NewProcess{.name = "user", .token = Token::kPerformanceLogUser});
  const On user = {.process = "user"};
  const std::u16string name = u"NT Kernel Logger";
  EXPECT_THAT(Run(QueryTraceW{.name = name, .on = user}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(FlushTraceW{.name = name, .on = user}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(UpdateTraceW{.name = name, .on = user}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(StopTraceW{.name = name, .on = user}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(QueryTraceW{.name = name}), Has("properties", "LoggerName", "NT Kernel Logger"));
}

CLAUSE_TEST(CONTROLTRACE_E02, InUpdates) {
  Start();
  Must(StartHeapTrace{});
  const Properties no_room = {.bytes = 256, .log_file_name_offset = 255};
  EXPECT_THAT(Run(UpdateTraceW{.name = u"etalon", .properties = no_room}), Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = no_room}), Fails(ERROR_BAD_LENGTH));
}

CLAUSE_TEST(CONTROLTRACE_E01, InUpdateHeapTrace) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_BAD_LENGTH));
}

CLAUSE_TEST(CONTROLTRACE_E04, InUpdateHeapTrace) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.name = u""}), Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CONTROLTRACE_E06, InUpdateHeapTrace) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.log_file_name_offset = 119}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CONTROLTRACE_E07, InUpdateHeapTrace) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.logger_name_offset = 119}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CONTROLTRACE_E12, InUpdateHeapTrace) {
  Needs(Capability::kPrivileges);
  Must(StartHeapTrace{});
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(UpdateHeapTrace{.on = {.process = "user"}}), Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(CONTROLTRACE_U01, InUpdateHeapTrace) {
  Must(StartHeapTrace{.properties = {.log_file = u"heap.etl"}});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.log_file = u"heap.etl"}}),
              Fails(ERROR_INVALID_PARAMETER));
}

}  // namespace
}  // namespace etalon
