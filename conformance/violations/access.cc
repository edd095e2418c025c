// EventAccessControl, EventAccessQuery and EventAccessRemove.
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

// What spoils them alike.

template <typename Call>
void GuidNowhere(Scene&, Call& call) {
  call.guid_place = Place::kUnmapped;
}

template <typename Call>
void NoGuid(Scene&, Call& call) {
  call.guid_place = Place::kNull;
}

template <typename Call>
void PlainUser(Scene& scene, Call& call) {
  call.on.process = scene.ProcessOf(Token::kUser);
}

const bool event_access_control =
    CallsOf<EventAccessControl>("EventAccessControl", [](Scene&) { return EventAccessControl{}; })
        .Breaks(ACCCTL_U90, {"guid"}, GuidNowhere)
        .Breaks(ACCCTL_U01, {"guid"}, NoGuid)
        .Breaks(ACCCTL_U02, {"operation"},
                [](Scene&, EventAccessControl& call) {
                  call.operation = static_cast<SecurityOperation>(7);
                })
        .Breaks(ACCCTL_U03, {"sid"},
                [](Scene&, EventAccessControl& call) { call.sid_place = Place::kNull; })
        .Breaks(ACCCTL_U04, {"caller=user"}, PlainUser)
        .BothBreak(ACCCTL_U90, ACCCTL_U01, "ByTheSid",
                   [](Scene&, EventAccessControl& call) {
                     call.guid_place = Place::kNull;
                     call.sid_place = Place::kUnmapped;
                   })
        .Register();

const bool event_access_query =
    CallsOf<EventAccessQuery>("EventAccessQuery", [](Scene&) { return EventAccessQuery{}; })
        .Breaks(ACCQRY_U90, {"guid"}, GuidNowhere)
        .Breaks(ACCQRY_U01, {"size"},
                [](Scene&, EventAccessQuery& call) { call.size_place = Place::kNull; })
        .Breaks(ACCQRY_U02, {"buffer"},
                [](Scene&, EventAccessQuery& call) { call.buffer = Place::kNull; })
        .Breaks(ACCQRY_E01, {"size"}, [](Scene&, EventAccessQuery& call) { call.bytes = 4; })
        .Register();

const bool event_access_remove = CallsOf<EventAccessRemove>("EventAccessRemove",
                                                            [](Scene& scene) {
                                                              scene.Must(EventAccessControl{});
                                                              return EventAccessRemove{};
                                                            })
                                     .Breaks(ACCREM_U90, {"guid"}, GuidNowhere)
                                     .Breaks(ACCREM_U01, {"guid"}, NoGuid)
                                     .Breaks(ACCREM_U02, {"caller=user"}, PlainUser)
                                     .Never(ACCREM_U90, ACCREM_U01, "it is one pointer")
                                     .Register();

}  // namespace
}  // namespace etalon
