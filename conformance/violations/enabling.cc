// EnableTrace, EnableTraceEx and EnableTraceEx2.
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

constexpr uint32_t kSchematized = 0x80000000;  // EVENT_FILTER_TYPE_...
constexpr uint32_t kPayload = 0x80000100;
constexpr uint32_t kEventId = 0x80000200;
constexpr uint32_t kEventName = 0x80000400;
constexpr uint32_t kTooMany = 14;
constexpr uint32_t kMoreThanAPayloadFilter = 4097;

// What spoils all of them alike.

template <typename Call>
void NoProvider(Scene&, Call& call) {
  call.guid_place = Place::kNull;
}

template <typename Call>
void ProviderNowhere(Scene&, Call& call) {
  call.guid_place = Place::kUnmapped;
}

template <typename Call>
void NoSession(Scene&, Call& call) {
  call.session = kNoHandle;
}

template <typename Call>
void Nothing(Scene&, Call&) {}

// At last: a session that is started later would get the same handle.
template <typename Call>
void StoppedSession(Scene& scene, Call& call) {
  call.session = scene.Stopped();
}

template <typename Call>
void PlainUser(Scene& scene, Call& call) {
  call.on.process = scene.ProcessOf(Token::kUser);
}

// Of a provider that is no classic one.
template <typename Call>
void EnabledByEightOthers(Scene& scene, Call&) {
  for (char16_t i = u'0'; i < u'8'; ++i) {
    const Handle session = scene.Start(std::u16string(u"etalon other ") + i);
    scene.Must(EnableTrace{.session = session});
  }
}

const bool enable_trace =
    CallsOf<EnableTrace>("EnableTrace",
                         [](Scene& scene) {
                           scene.Must(RegisterTraceGuidsW{});
                           return EnableTrace{.session = scene.Start(u"etalon")};
                         })
        .Breaks(ENABLETRACE_U90, {"guid"}, ProviderNowhere)
        .Breaks(ENABLETRACE_E01, {"guid"}, NoProvider)
        .Breaks(ENABLETRACE_E02, {"session"}, NoSession)
        .Breaks(ENABLETRACE_U01, {"session"}, Nothing, StoppedSession)
        .Breaks(ENABLETRACE_E06, {"caller=user"}, PlainUser)
        .Breaks(ENABLETRACE_E04, {"guid"},
                [](Scene&, EnableTrace& call) { call.guid = kOtherClassGuid; })
        .Breaks(ENABLETRACE_E03, {"guid", "session", "caller"},
                [](Scene& scene, EnableTrace& call) {
                  call.guid = kOtherClassGuid;
                  scene.Must(call);
                  call.flags = 2;
                  call.level = 4;
                })
        .Breaks(ENABLETRACE_E05, {"guid", "sessions of the provider"},
                [](Scene& scene, EnableTrace& call) {
                  scene.Must(UnregisterTraceGuids{.registration = {.symbol = "$1"}});
                  EnabledByEightOthers(scene, call);
                })
        .Never(ENABLETRACE_U90, ENABLETRACE_E01, "it is one pointer")
        .Register();

const bool enable_trace_ex =
    CallsOf<EnableTraceEx>(
        "EnableTraceEx",
        [](Scene& scene) { return EnableTraceEx{.session = scene.Start(u"etalon")}; })
        .Breaks(ENABLEEX_U90, {"guid"}, ProviderNowhere)
        .Breaks(ENABLEEX_E01, {"guid"}, NoProvider)
        .Breaks(ENABLEEX_E02, {"session"}, NoSession)
        .Breaks(ENABLEEX_U01, {"is_enabled"},
                [](Scene&, EnableTraceEx& call) { call.is_enabled = 2; })
        .Breaks(ENABLEEX_U02, {"session"}, Nothing, StoppedSession)
        .Breaks(ENABLEEX_E05, {"caller=user"}, PlainUser)
        .Breaks(ENABLEEX_E04, {"sessions of the provider"}, EnabledByEightOthers)
        .BothBreak(ENABLEEX_U90, ENABLEEX_E01, "ByTheFilter",
                   [](Scene&, EnableTraceEx& call) {
                     call.guid_place = Place::kNull;
                     call.filter = FilterDescriptor{
                         .type = kSchematized, .place = Place::kUnmapped, .size = 8};
                   })
        .Register();

EnableTraceEx2 LegalEx2(Scene& scene) {
  return {.session = scene.Start(u"etalon"), .parameters = EnableParameters()};
}

// In front of the others: what stands first in the registry is looked for first all the same.
void AddFilter(EnableTraceEx2& call, const FilterDescriptor& filter) {
  std::vector<FilterDescriptor>& filters = call.parameters->filters;
  filters.insert(filters.begin(), filter);
}

const bool enable_trace_ex2 =
    CallsOf<EnableTraceEx2>("EnableTraceEx2", LegalEx2)
        .Breaks(ENABLEEX2_U90, {"guid"}, ProviderNowhere)
        .Breaks(ENABLEEX2_E01, {"guid"}, NoProvider)
        .Breaks(ENABLEEX2_E02, {"session"}, NoSession)
        .Breaks(ENABLEEX2_E03, {"control_code"},
                [](Scene&, EnableTraceEx2& call) { call.control_code = 3; })
        .Breaks(ENABLEEX2_U02, {"parameters.version"},
                [](Scene&, EnableTraceEx2& call) { call.parameters->version = 3; })
        .Breaks(
            ENABLEEX2_U05, {"parameters.count"},
            [](Scene&, EnableTraceEx2& call) { call.parameters->filter_count = kTooMany; },
            [](Scene&, EnableTraceEx2& call) {  // as many as it says
              std::vector<FilterDescriptor>& filters = call.parameters->filters;
              for (uint32_t type = 1; filters.size() < kTooMany; ++type) {
                filters.push_back({.type = type});
              }
            })
        .Breaks(ENABLEEX2_U06, {"parameters.filters"},
                [](Scene&, EnableTraceEx2& call) {
                  call.parameters->filters_place = Place::kNull;
                  if (!call.parameters->filter_count) call.parameters->filter_count = 1;
                })
        .Breaks(ENABLEEX2_U01, {"parameters.filters.twice"},
                [](Scene&, EnableTraceEx2& call) {
                  AddFilter(call, {.type = kEventName, .data = Bytes(24)});
                  AddFilter(call, {.type = kEventName, .data = Bytes(24)});
                })
        .Breaks(ENABLEEX2_U07, {"parameters.filters.hollow"},
                [](Scene&, EnableTraceEx2& call) {
                  AddFilter(call, {.type = kSchematized, .size = 4});
                })
        .Breaks(ENABLEEX2_U08, {"parameters.filters.large"},
                [](Scene&, EnableTraceEx2& call) {
                  AddFilter(call, {.type = kPayload, .data = Bytes(kMoreThanAPayloadFilter)});
                })
        .Breaks(ENABLEEX2_U09, {"parameters.filters.short"},
                [](Scene&, EnableTraceEx2& call) {
                  AddFilter(call, {.type = kEventId, .data = {1, 0, 3, 0, 0, 0}});
                })
        .Breaks(ENABLEEX2_U03, {"guid", "sessions of the provider", "timeout"},
                [](Scene&, EnableTraceEx2& call) { call.guid = kSystemTraceControlGuid; })
        .Breaks(ENABLEEX2_U04, {"session"}, Nothing, StoppedSession)
        .Breaks(ENABLEEX2_E07, {"caller=user"}, PlainUser)
        .Breaks(ENABLEEX2_E06, {"sessions of the provider"}, EnabledByEightOthers)
        .Breaks(ENABLEEX2_E04, {"timeout"},
                [](Scene& scene, EnableTraceEx2& call) {
                  scene.Must(EventRegister{.callback = {.delay_ms = 500}});
                  call.timeout_ms = 100;
                })
        .Never(ENABLEEX2_E06, ENABLEEX2_E04, "a provider that is not enabled is not waited for")
        .BothBreak(ENABLEEX2_U90, ENABLEEX2_E01, "ByTheParameters",
                   [](Scene&, EnableTraceEx2& call) {
                     call.guid_place = Place::kNull;
                     call.parameters->place = Place::kUnmapped;
                   })
        .Register();

}  // namespace
}  // namespace etalon
