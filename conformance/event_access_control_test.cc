// EventAccessControl: who may do what with which session and provider.
//
// Users are told by their token; rights are given to S-1-1-0, everyone, who is anybody anywhere.
#include "conformance/clause_test.h"
#include "conformance/information.h"

namespace etalon {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// Of the sessions below.
constexpr Guid kSessionGuid = {0xe7a10000, 0x0003, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr size_t kDacl = 16;
constexpr size_t kSacl = 12;
constexpr uint32_t kAllow = ACCESS_ALLOWED_ACE_TYPE;
constexpr uint32_t kDeny = ACCESS_DENIED_ACE_TYPE;
constexpr uint32_t kAudit = SYSTEM_AUDIT_ACE_TYPE;
const Bytes kEveryone = {1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};

// A plain user's process, "user".
Op PlainUser() { return NewProcess{.name = "user", .token = Token::kUser}; }

Op Grant(const Guid& guid, uint32_t rights) {
  return EventAccessControl{.guid = guid, .rights = rights};
}

Op Deny(const Guid& guid, uint32_t rights) {
  return EventAccessControl{.guid = guid, .rights = rights, .allow = false};
}

Op StartAsUser(const Properties& properties) {
  return StartTraceW{.name = u"users", .properties = properties, .on = {.process = "user"}};
}

CLAUSE_TEST(ACCCTL_U01, NoGuid) {
  EXPECT_THAT(Run(EventAccessControl{.guid_place = Place::kNull, .rights = WMIGUID_QUERY}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ACCCTL_U01, GuidOfNobody) {
  EXPECT_THAT(Run(EventAccessControl{.guid = kSessionGuid, .rights = WMIGUID_QUERY}), Succeeds());
}

CLAUSE_TEST(ACCCTL_U02, OperationBehindTheLast) {
  EXPECT_THAT(Run(EventAccessControl{.operation = static_cast<SecurityOperation>(4)}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ACCCTL_U02, LastOperation) {
  EXPECT_THAT(Run(EventAccessControl{.operation = SecurityOperation::kAddSacl}), Succeeds());
}

CLAUSE_TEST(ACCCTL_U03, NoSid) {
  EXPECT_THAT(Run(EventAccessControl{.sid_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(ACCCTL_U03, SidOfAnotherRevision) {
  EXPECT_THAT(Run(EventAccessControl{.sid = "S-2-1-0"}), Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(ACCCTL_U03, SidWithTooManyParts) {
  EXPECT_THAT(Run(EventAccessControl{.sid = "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16"}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ACCCTL_U03, SidWithAsManyPartsAsCanBe) {
  EXPECT_THAT(Run(EventAccessControl{.sid = "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15"}),
              Succeeds());
}

CLAUSE_TEST(ACCCTL_U04, WhoMayTraceMayNotSayWhoElseMay) {
  Needs(Capability::kPrivileges);
  for (const Token token :
       {Token::kPerformanceLogUser, Token::kLocalService, Token::kNetworkService, Token::kUser}) {
    const std::string name = "caller" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = name, .token = token});
    EXPECT_THAT(Run(EventAccessControl{.rights = WMIGUID_QUERY, .on = {.process = name}}),
                Fails(ERROR_ACCESS_DENIED));
  }
}

NEAR_MISS(ACCCTL_U04, LocalSystemMay) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "system", .token = Token::kLocalSystem});
  EXPECT_THAT(Run(EventAccessControl{.rights = WMIGUID_QUERY, .on = {.process = "system"}}),
              Succeeds());
}

CLAUSE_TEST(ACCCTL_P01, SetReplacesTheListAndAddAddsToIt) {
  const auto list = [&](size_t member) {
    return AccessListOf(BytesIn(Must(EventAccessQuery{.guid = kSessionGuid}), "buffer"), member);
  };
  Must(EventAccessControl{.guid = kSessionGuid, .rights = 0x20});
  EXPECT_THAT(list(kDacl), testing::SizeIs(testing::Gt(1u)));
  Must(EventAccessControl{
      .guid = kSessionGuid, .operation = SecurityOperation::kSetDacl, .rights = 0x1});
  EXPECT_THAT(list(kDacl), ElementsAre(AccessTold{kAllow, 0x1, kEveryone}));
  Must(EventAccessControl{.guid = kSessionGuid, .rights = 0x80});
  EXPECT_THAT(list(kDacl),
              ElementsAre(AccessTold{kAllow, 0x1, kEveryone}, AccessTold{kAllow, 0x80, kEveryone}));
  Must(EventAccessControl{
      .guid = kSessionGuid, .operation = SecurityOperation::kAddSacl, .rights = 0x40});
  Must(EventAccessControl{
      .guid = kSessionGuid, .operation = SecurityOperation::kAddSacl, .rights = 0x400});
  EXPECT_THAT(list(kSacl), ElementsAre(AccessTold{kAudit, 0x40, kEveryone},
                                       AccessTold{kAudit, 0x400, kEveryone}));
  Must(EventAccessControl{
      .guid = kSessionGuid, .operation = SecurityOperation::kSetSacl, .rights = 0x200});
  EXPECT_THAT(list(kSacl), ElementsAre(AccessTold{kAudit, 0x200, kEveryone}));
  EXPECT_THAT(list(kDacl), testing::SizeIs(2));
}

CLAUSE_TEST(ACCCTL_P03, AuditsAreNeitherGrantedNorDenied) {
  Must(EventAccessControl{.guid = kSessionGuid,
                          .operation = SecurityOperation::kSetSacl,
                          .rights = WMIGUID_QUERY,
                          .allow = false});
  const Bytes descriptor = BytesIn(Must(EventAccessQuery{.guid = kSessionGuid}), "buffer");
  EXPECT_THAT(AccessListOf(descriptor, kSacl),
              ElementsAre(AccessTold{kAudit, WMIGUID_QUERY, kEveryone}));
  EXPECT_THAT(AccessListOf(descriptor, kDacl),
              Not(Contains(testing::Field(&AccessTold::type, kDeny))));
  const Handle session = Start(u"etalon", {.guid = kSessionGuid});
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Succeeds());
}

CLAUSE_TEST(ACCCTL_P02, RealTimeSessionsNeedTheirRight) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  const Properties properties = {.guid = kSessionGuid, .log_file_mode = EVENT_TRACE_REAL_TIME_MODE};
  Must(Grant(kSessionGuid, TRACELOG_CREATE_ONDISK | WMIGUID_QUERY));
  EXPECT_THAT(Run(StartAsUser(properties)), Fails(ERROR_ACCESS_DENIED));
  Must(Grant(kSessionGuid, TRACELOG_CREATE_REALTIME));
  EXPECT_THAT(Run(StartAsUser(properties)), Succeeds());
  EXPECT_THAT(Run(StopTraceW{.name = u"users", .on = {.process = "user"}}), Succeeds());
}

CLAUSE_TEST(ACCCTL_P02, SessionsOnDiskNeedTheirRight) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  const Properties properties = {.guid = kSessionGuid, .log_file = u"users.etl"};
  Must(Grant(kSessionGuid, TRACELOG_CREATE_REALTIME | WMIGUID_QUERY));
  EXPECT_THAT(Run(StartAsUser(properties)), Fails(ERROR_ACCESS_DENIED));
  Must(Grant(kSessionGuid, TRACELOG_CREATE_ONDISK));
  EXPECT_THAT(Run(StartAsUser(properties)), Succeeds());
}

CLAUSE_TEST(ACCCTL_P02, BothTakesBoth) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  const Properties properties = {
      .guid = kSessionGuid, .log_file_mode = EVENT_TRACE_REAL_TIME_MODE, .log_file = u"users.etl"};
  Must(Grant(kSessionGuid, TRACELOG_CREATE_ONDISK));
  EXPECT_THAT(Run(StartAsUser(properties)), Fails(ERROR_ACCESS_DENIED));
  Must(Grant(kSessionGuid, TRACELOG_CREATE_REALTIME));
  EXPECT_THAT(Run(StartAsUser(properties)), Succeeds());
}

CLAUSE_TEST(ACCCTL_P02, AskingForASessionNeedsTheRightToQuery) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  Start(u"etalon", {.guid = kSessionGuid});
  const Op query = QueryTraceW{.name = u"etalon", .on = {.process = "user"}};
  const Op control = ControlTraceW{.name = u"etalon", .on = {.process = "user"}};
  const Op stop = StopTraceW{.name = u"etalon", .on = {.process = "user"}};
  EXPECT_THAT(Run(query), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(control), Fails(ERROR_ACCESS_DENIED));
  Must(Grant(kSessionGuid, WMIGUID_QUERY));
  EXPECT_THAT(Run(query), Succeeds());
  EXPECT_THAT(Run(control), Succeeds());
  const Outcome all = Must(QueryAllTracesW{.on = {.process = "user"}});
  EXPECT_THAT(all, Has("logger_count", "value", 1u));
  EXPECT_THAT(all, Has("properties[0]", "LoggerName", "etalon"));
  EXPECT_THAT(Run(stop), Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(ACCCTL_P02, EnablingNeedsTheRightOnTheProvider) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  const Handle session = Start(u"etalon", {.guid = kSessionGuid});
  const Op enable = EnableTrace{.session = session, .on = {.process = "user"}};
  Must(Grant(kSessionGuid, TRACELOG_GUID_ENABLE));
  EXPECT_THAT(Run(enable), Fails(ERROR_ACCESS_DENIED));
  Must(Grant(kProviderGuid, TRACELOG_GUID_ENABLE));
  EXPECT_THAT(Run(enable), Succeeds());
}

CLAUSE_TEST(ACCCTL_P02, ConsumingInRealTimeNeedsTheRightOnTheSession) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  Start(u"etalon", {.guid = kSessionGuid});
  const Op open = OpenTraceW{.logger_name = u"etalon", .on = {.process = "user"}};
  EXPECT_THAT(Run(open), FailsWithLastError(ERROR_ACCESS_DENIED));
  Must(Grant(kSessionGuid, TRACELOG_ACCESS_REALTIME));
  Open(open);
}

CLAUSE_TEST(ACCCTL_P02, RegisteringNeedsTheRightOnTheProvider) {
  Must(
      EventAccessControl{.operation = SecurityOperation::kSetDacl, .rights = TRACELOG_GUID_ENABLE});
  EXPECT_THAT(Run(RegisterTraceGuidsW{}), Fails(ERROR_ACCESS_DENIED));
  Must(Grant(kProviderGuid, TRACELOG_REGISTER_GUIDS));
  EXPECT_THAT(Run(RegisterTraceGuidsW{}), Succeeds());
}

CLAUSE_TEST(ACCCTL_S01, RightToLogMattersInSecureModeAlone) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  const Handle open = Start(u"open");
  const Handle secure =
      Start(u"secure", {.guid = kSessionGuid,
                        .log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SECURE_MODE});
  const On user = {.process = "user"};
  EXPECT_THAT(Run(TraceEvent{.session = open, .on = user}), Succeeds());
  EXPECT_THAT(Run(TraceEvent{.session = secure, .on = user}), Fails(ERROR_ACCESS_DENIED));
  Must(Grant(kSessionGuid, TRACELOG_LOG_EVENT));
  EXPECT_THAT(Run(TraceEvent{.session = secure, .on = user}), Succeeds());
}

CLAUSE_TEST(ACCCTL_S02, WhoMayTraceByDefault) {
  Needs(Capability::kPrivileges);
  for (const Token token : {Token::kAdministrator, Token::kPerformanceLogUser, Token::kLocalSystem,
                            Token::kLocalService, Token::kNetworkService}) {
    const std::string name = "caller" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = name, .token = token});
    const Handle session = Must(StartTraceW{.on = {.process = name}}).handle();
    EXPECT_THAT(Run(EnableTrace{.session = session, .on = {.process = name}}), Succeeds());
    Open(OpenTraceW{.logger_name = u"etalon", .on = {.process = name}});
    EXPECT_THAT(Run(StopTraceW{.handle = session, .on = {.process = name}}), Succeeds());
  }
}

CLAUSE_TEST(ACCCTL_S02, PlainUserMayRegisterByDefaultAndNoMore) {
  Needs(Capability::kPrivileges);
  Must(PlainUser());
  const Handle session = Start();
  const On user = {.process = "user"};
  EXPECT_THAT(Run(RegisterTraceGuidsW{.on = user}), Succeeds());
  EXPECT_THAT(Run(StartTraceW{.name = u"users", .on = user}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(EnableTrace{.session = session, .on = user}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(QueryTraceW{.handle = session, .on = user}), Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(ACCCTL_S02, ListThatNamesNobodyElseShutsOutTheAdministrator) {
  const Handle session = Start(u"etalon", {.guid = kSessionGuid});
  Must(EventAccessControl{.guid = kSessionGuid,
                          .operation = SecurityOperation::kSetDacl,
                          .sid = "S-1-5-19",
                          .rights = WMIGUID_QUERY});
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Fails(ERROR_ACCESS_DENIED));
  Must(EventAccessRemove{.guid = kSessionGuid});
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Succeeds());
}

CLAUSE_TEST(ACCCTL_S03, DenialWinsOverWhatOthersGrant) {
  const Handle session = Start(u"etalon", {.guid = kSessionGuid});
  Must(Deny(kSessionGuid, WMIGUID_QUERY));
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(FlushTraceW{.handle = session}), Succeeds());
  Must(Deny(kProviderGuid, TRACELOG_GUID_ENABLE));
  EXPECT_THAT(Run(EnableTrace{.session = session}), Fails(ERROR_ACCESS_DENIED));
}

}  // namespace
}  // namespace etalon
