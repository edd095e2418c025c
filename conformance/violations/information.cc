// What is asked and set about providers, sessions and the computer.
#include "conformance/information.h"

#include "conformance/violations/violation.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else
using Class = InformationClass;

constexpr Class kNoClass = static_cast<Class>(1000);
constexpr uint32_t kNoSource = 0x7777;
constexpr size_t kMasksBytes = 32;
constexpr Handle kNoSession = {.literal = 0x1234};

template <typename Call>
void PlainUser(Scene& scene, Call& call) {
  call.on.process = scene.ProcessOf(Token::kUser);
}

template <typename Call>
void NoSessionsHandle(Scene&, Call& call) {
  call.session = kNoSession;
}

const bool enumerate_trace_guids =
    CallsOf<EnumerateTraceGuids>("EnumerateTraceGuids",
                                 [](Scene& scene) {
                                   scene.Must(RegisterTraceGuidsW{});
                                   scene.Must(RegisterTraceGuidsW{.guid = kOtherClassGuid});
                                   return EnumerateTraceGuids{.blocks = 16};
                                 })
        .Breaks(ENUMGUIDS_U90, {"guid_count"},
                [](Scene&, EnumerateTraceGuids& call) { call.guid_count = Place::kUnmapped; })
        .Breaks(ENUMGUIDS_E02, {"array"},
                [](Scene&, EnumerateTraceGuids& call) { call.array = Place::kNull; })
        .Breaks(ENUMGUIDS_E01, {"count"}, [](Scene&, EnumerateTraceGuids& call) { call.count = 0; })
        .Breaks(ENUMGUIDS_U01, {"guid_count"},
                [](Scene&, EnumerateTraceGuids& call) { call.guid_count = Place::kNull; })
        .Breaks(ENUMGUIDS_U02, {"array.entries", "count"},
                [](Scene&, EnumerateTraceGuids& call) {
                  call.blocks = 0;
                  call.count = 2;
                })
        .Breaks(ENUMGUIDS_E03, {"count"}, [](Scene&, EnumerateTraceGuids& call) { call.count = 1; })
        .Register();

const bool enumerate_trace_guids_ex =
    CallsOf<EnumerateTraceGuidsEx>("EnumerateTraceGuidsEx",
                                   [](Scene& scene) {
                                     scene.Must(EventRegister{});
                                     return EnumerateTraceGuidsEx{
                                         .information_class = Class::kGuidQueryInfo,
                                         .guid = kProviderGuid};
                                   })
        .Breaks(ENUMGUIDSEX_U90, {"return_length"},
                [](Scene&, EnumerateTraceGuidsEx& call) { call.return_length = Place::kUnmapped; })
        .Breaks(ENUMGUIDSEX_E01, {"guid"},
                [](Scene&, EnumerateTraceGuidsEx& call) { call.guid.reset(); })
        .Breaks(ENUMGUIDSEX_U02, {"guid"},
                [](Scene&, EnumerateTraceGuidsEx& call) { call.guid = kOtherClassGuid; })
        .Breaks(ENUMGUIDSEX_U01, {"out"},
                [](Scene&, EnumerateTraceGuidsEx& call) { call.out_size = 0; })
        .Breaks(ENUMGUIDSEX_E02, {"out"},
                [](Scene&, EnumerateTraceGuidsEx& call) { call.out_size = 4; })
        .Never(ENUMGUIDSEX_U02, ENUMGUIDSEX_U01, "of no provider nothing is told")
        .Never(ENUMGUIDSEX_U02, ENUMGUIDSEX_E02, "of no provider nothing is told")
        .Register();

const bool trace_query_information =
    CallsOf<TraceQueryInformation>(
        "TraceQueryInformation",
        [](Scene& scene) {
          const Handle session = scene.Start(u"etalon");
          scene.Must(
              TraceSetInformation{.session = session, .information = ClassicEvents(kClassGuid, 2)});
          return TraceQueryInformation{.session = session};
        })
        .Breaks(TRACEQUERYINFO_U90, {"return_length"},
                [](Scene&, TraceQueryInformation& call) { call.return_length = Place::kUnmapped; })
        .Breaks(TRACEQUERYINFO_E03, {"class"},
                [](Scene&, TraceQueryInformation& call) { call.information_class = kNoClass; })
        .Breaks(TRACEQUERYINFO_U03, {"class", "session", "caller", "information"},
                [](Scene&, TraceQueryInformation& call) {
                  call.information_class = Class::kSampledProfileInterval;
                  call.information = Numbers({kNoSource, 0});
                })
        .Breaks(TRACEQUERYINFO_U02, {"session"}, NoSessionsHandle)
        .Breaks(TRACEQUERYINFO_U01, {"caller=user"}, PlainUser)
        .Breaks(TRACEQUERYINFO_E01, {"information.length"},
                [](Scene&, TraceQueryInformation& call) { call.bytes = 47; })
        .Breaks(TRACEQUERYINFO_E02, {"information.place"},
                [](Scene&, TraceQueryInformation& call) { call.place = Place::kNull; })
        .Never(TRACEQUERYINFO_E03, TRACEQUERYINFO_U02, "what is no class is none of sessions")
        .Never(TRACEQUERYINFO_E03, TRACEQUERYINFO_U01, "what is no class is none of sessions")
        .Never(TRACEQUERYINFO_E03, TRACEQUERYINFO_E01, "what is no class has no length")
        .Never(TRACEQUERYINFO_E03, TRACEQUERYINFO_E02, "what is no class has no length")
        .Never(TRACEQUERYINFO_U02, TRACEQUERYINFO_U01, "nobody lacks a right on no session")
        .Never(TRACEQUERYINFO_U02, TRACEQUERYINFO_E01, "no session has no information")
        .Never(TRACEQUERYINFO_U02, TRACEQUERYINFO_E02, "no session has no information")
        .Register();

Handle StartSystemLogger(Scene& scene) {
  return scene.Start(u"etalon system", {.log_file_mode = EVENT_TRACE_SYSTEM_LOGGER_MODE |
                                                         EVENT_TRACE_REAL_TIME_MODE});
}

const bool trace_set_information =
    CallsOf<TraceSetInformation>("TraceSetInformation",
                                 [](Scene& scene) {
                                   return TraceSetInformation{
                                       .session = scene.Start(u"etalon"),
                                       .information = ClassicEvents(kClassGuid)};
                                 })
        .Breaks(TRACESETINFO_E03, {"class"},
                [](Scene&, TraceSetInformation& call) { call.information_class = kNoClass; })
        .Breaks(TRACESETINFO_E01, {"class=flags", "session=system", "information.length"},
                [](Scene& scene, TraceSetInformation& call) {
                  call.session = StartSystemLogger(scene);
                  call.information_class = Class::kSystemTraceEnableFlags;
                  call.information = Bytes(kMasksBytes - 1);
                })
        .Breaks(TRACESETINFO_U03, {"class=stacks", "information.length"},
                [](Scene&, TraceSetInformation& call) { call.information = Bytes(24 + 12); })
        .Breaks(TRACESETINFO_E02, {"information.place"},
                [](Scene&, TraceSetInformation& call) {
                  call.length = static_cast<uint32_t>(call.information.size());
                  call.place = Place::kNull;
                })
        .Breaks(TRACESETINFO_U06, {"class=stacks", "information.length"},
                [](Scene&, TraceSetInformation& call) {
                  call.information = ClassicEvents(kClassGuid, 257);
                  if (call.length) call.length = static_cast<uint32_t>(call.information.size());
                })
        .Breaks(TRACESETINFO_U90, {"information.place"},
                [](Scene&, TraceSetInformation& call) { call.place = Place::kUnmapped; })
        .Breaks(TRACESETINFO_U07, {"class", "session", "information"},
                [](Scene&, TraceSetInformation& call) {
                  call.information_class = Class::kSampledProfileInterval;
                  call.information = Numbers({kNoSource, 10000});
                })
        .Breaks(TRACESETINFO_U02, {"session"}, NoSessionsHandle)
        .Breaks(TRACESETINFO_U01, {"caller=user"}, PlainUser)
        .Breaks(TRACESETINFO_U04, {"class=flags", "session=ordinary", "information.length"},
                [](Scene&, TraceSetInformation& call) {
                  call.information_class = Class::kSystemTraceEnableFlags;
                  call.information = Bytes(kMasksBytes);
                  if (call.length) call.length = kMasksBytes;
                })
        .Breaks(TRACESETINFO_U05, {"class=counted", "session=system"},
                [](Scene& scene, TraceSetInformation& call) {
                  call.session = StartSystemLogger(scene);
                  call.information_class = Class::kPmcEventList;
                  scene.Must(TraceSetInformation{.session = call.session,
                                                 .information_class = Class::kPmcEventList,
                                                 .information = ClassicEvents(kClassGuid)});
                })
        .Never(TRACESETINFO_E03, TRACESETINFO_E02, "what is no class has no information")
        .Never(TRACESETINFO_E03, TRACESETINFO_U90, "what is no class has no information")
        .Never(TRACESETINFO_E03, TRACESETINFO_U02, "what is no class is none of sessions")
        .Never(TRACESETINFO_U02, TRACESETINFO_U01, "nobody lacks a right on no session")
        .Since(TRACESETINFO_E01, kWindows8)
        .Since(TRACESETINFO_U07, kWindows8)
        .Since(TRACESETINFO_U04, kWindows8)
        .Since(TRACESETINFO_U05, kWindows8)
        .Never(TRACESETINFO_U04, TRACESETINFO_U05, "flags may be set more than once")
        .BothBreak(
            TRACESETINFO_U90, TRACESETINFO_U07, "OfASource",
            [](Scene&, TraceSetInformation& call) {
              call.information_class = Class::kSampledProfileInterval;
              call.information = Numbers({kNoSource, 10000});
              call.place = Place::kUnmapped;
            },
            nullptr, kWindows8)
        .Register();

}  // namespace
}  // namespace etalon
