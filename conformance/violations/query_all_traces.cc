// QueryAllTraces, with two sessions running.
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else
using Call = QueryAllTracesW;

Call Legal(Scene& scene) {
  scene.Start(u"etalon first");
  scene.Start(u"etalon second");
  return {.blocks = 4};
}

const bool registered =
    CallsOf<Call>("QueryAllTraces", Legal)
        .Breaks(QUERYALL_U90, {"logger_count"},
                [](Scene&, Call& call) { call.logger_count = Place::kUnmapped; })
        .Breaks(QUERYALL_E03, {"array"}, [](Scene&, Call& call) { call.array = Place::kNull; })
        .Breaks(QUERYALL_E01, {"count"}, [](Scene&, Call& call) { call.count = 0; })
        .Breaks(QUERYALL_U01, {"logger_count"},
                [](Scene&, Call& call) { call.logger_count = Place::kNull; })
        .Breaks(QUERYALL_E02, {"count"},
                [](Scene&, Call& call) {
                  call.blocks = 65;
                  call.count = 65;
                })
        .Breaks(QUERYALL_U02, {"array.entries", "count=less"},
                [](Scene&, Call& call) {
                  call.blocks = 0;
                  call.count = 2;
                })
        .Breaks(QUERYALL_U03, {"array.entries"},
                [](Scene&, Call& call) { call.wnode_buffer_size = 119; })
        .Breaks(QUERYALL_E04, {"count=less"}, [](Scene&, Call& call) { call.count = 1; })
        .Never(QUERYALL_E01, QUERYALL_U03, "of an array of none no entry would be filled")
        .Register();

}  // namespace
}  // namespace etalon
