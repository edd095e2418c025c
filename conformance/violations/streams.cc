// Traces without the EVENT_TRACE_LOGFILE: files, sessions and streams of buffers, what is asked of a
// trace, and callbacks for one class.
#include "conformance/violations/violation.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using namespace clauses;  // NOLINT: a table is about nothing else

constexpr char16_t kFile[] = u"stream.etl";

// What spoils all that open a trace.

template <typename Call>
void NoOptions(Scene&, Call& call) {
  call.options.place = Place::kNull;
}

template <typename Call>
void NameNowhereAndNoOptions(Scene& scene, Call& call) {
  call.name_place = Place::kUnmapped;
  NoOptions(scene, call);
}

template <typename Call>
void EmptyName(Scene&, Call& call) {
  call.logger_name = u"";
}

template <typename Call>
void PlainUser(Scene& scene, Call& call) {
  call.on.process = scene.ProcessOf(Token::kUser);
}

const bool open_from_file =
    CallsOf<OpenTraceFromFile>("OpenTraceFromFile",
                               [](Scene& scene) {
                                 scene.WriteLogFile(kFile);
                                 return OpenTraceFromFile{.log_file = kFile};
                               })
        .Breaks(OPENFILE_U90, {"options"},
                [](Scene&, OpenTraceFromFile& call) { call.options.place = Place::kUnmapped; })
        .Breaks(OPENFILE_U02, {"options"}, NoOptions)
        .Breaks(OPENFILE_U01, {"file"},
                [](Scene&, OpenTraceFromFile& call) { call.log_file = u""; })
        .Breaks(OPENFILE_U03, {"file"},
                [](Scene&, OpenTraceFromFile& call) { call.log_file = u"absent.etl"; })
        .Breaks(OPENFILE_U04, {"file"},
                [](Scene& scene, OpenTraceFromFile& call) {
                  scene.Must(PutFile{.path = u"junk.etl", .contents = Bytes{'j', 'u', 'n', 'k'}});
                  call.log_file = u"junk.etl";
                })
        .BothBreak(OPENFILE_U90, OPENFILE_U02, "ByTheName", NameNowhereAndNoOptions)
        .Register();

const bool open_from_real_time_logger =
    CallsOf<OpenTraceFromRealTimeLogger>("OpenTraceFromRealTimeLogger",
                                         [](Scene& scene) {
                                           scene.Start(u"etalon");
                                           return OpenTraceFromRealTimeLogger{
                                               .logger_name = u"etalon"};
                                         })
        .Breaks(OPENRT_U90, {"options"},
                [](Scene&, OpenTraceFromRealTimeLogger& call) {
                  call.options.place = Place::kUnmapped;
                })
        .Breaks(OPENRT_U02, {"options"}, NoOptions)
        .Breaks(OPENRT_U01, {"name"}, EmptyName)
        .Breaks(OPENRT_U03, {"caller=user"}, PlainUser)
        .BothBreak(OPENRT_U90, OPENRT_U02, "ByTheName", NameNowhereAndNoOptions)
        .Register();

const bool open_with_allocation_options =
    CallsOf<OpenTraceFromRealTimeLoggerWithAllocationOptions>(
        "OpenTraceFromRealTimeLoggerWithAllocationOptions",
        [](Scene& scene) {
          scene.Start(u"etalon");
          return OpenTraceFromRealTimeLoggerWithAllocationOptions{.logger_name = u"etalon"};
        })
        .Breaks(OPENRTA_U90, {"options"},
                [](Scene&, OpenTraceFromRealTimeLoggerWithAllocationOptions& call) {
                  call.options.place = Place::kUnmapped;
                })
        .Breaks(OPENRTA_U02, {"options"}, NoOptions)
        .Breaks(OPENRTA_U01, {"name"}, EmptyName)
        .Breaks(OPENRTA_U04, {"memory_partition"},
                [](Scene&, OpenTraceFromRealTimeLoggerWithAllocationOptions& call) {
                  call.memory_partition = {.literal = 0x7777};
                })
        .Breaks(OPENRTA_U03, {"caller=user"}, PlainUser)
        .BothBreak(OPENRTA_U90, OPENRTA_U02, "ByTheName", NameNowhereAndNoOptions)
        .Register();

const bool open_from_buffer_stream =
    CallsOf<OpenTraceFromBufferStream>("OpenTraceFromBufferStream",
                                       [](Scene&) { return OpenTraceFromBufferStream{}; })
        .Breaks(
            OPENBS_U90, {"options"},
            [](Scene&, OpenTraceFromBufferStream& call) { call.options.place = Place::kUnmapped; })
        .Breaks(OPENBS_U01, {"options"}, NoOptions)
        .Breaks(OPENBS_U02, {"completion_callback"},
                [](Scene&, OpenTraceFromBufferStream& call) {
                  call.completion_callback.place = Place::kNull;
                })
        .Never(OPENBS_U90, OPENBS_U01, "it is one pointer")
        .Register();

// The header's buffer of a file, to a stream that has none yet.
ProcessTraceAddBufferToBufferStream LegalAdd(Scene& scene) {
  scene.WriteLogFile(kFile);
  const Handle trace = scene.Must(OpenTraceFromBufferStream{}).handle();
  return {.trace = trace, .buffer = {.log_file = kFile}};
}

// The header and the last of two buffers have been added, and the first comes.
void AddInTheWrongOrder(Scene& scene, ProcessTraceAddBufferToBufferStream& call) {
  const Handle session = scene.Start(
      u"etalon long", {.buffer_size_kb = 4,
                       .log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL |
                                        EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
                       .log_file = u"long.etl"});
  for (int i = 0; i < 8; ++i) {
    scene.Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload_fill = 952}});
  }
  scene.Must(StopTraceW{.handle = session});
  call.buffer.log_file = u"long.etl";
  for (const uint32_t index : {0u, 2u}) {
    call.buffer.index = index;
    scene.Must(call);
  }
  call.buffer.index = 1;
}

const bool add_buffer =
    CallsOf<ProcessTraceAddBufferToBufferStream>("ProcessTraceAddBufferToBufferStream", LegalAdd)
        .Breaks(PTADD_U90, {"buffer"},
                [](Scene&, ProcessTraceAddBufferToBufferStream& call) {
                  call.buffer.place = Place::kUnmapped;
                })
        .Breaks(PTADD_U01, {"buffer"},
                [](Scene&, ProcessTraceAddBufferToBufferStream& call) {
                  call.buffer.place = Place::kNull;
                })
        .Breaks(PTADD_U03, {"trace"},
                [](Scene&, ProcessTraceAddBufferToBufferStream& call) { call.trace = kNoHandle; })
        .Breaks(PTADD_U04, {"buffer.filled"},
                [](Scene&, ProcessTraceAddBufferToBufferStream& call) {
                  call.buffer.filled_bytes = 71;
                })
        .Breaks(PTADD_U05, {"buffer.index"},
                [](Scene&, ProcessTraceAddBufferToBufferStream& call) { call.buffer.index = 1; })
        .Breaks(PTADD_U02, {"buffer.index", "trace"}, AddInTheWrongOrder)
        .Never(PTADD_U04, PTADD_U05, "what is no whole buffer has no header")
        .Never(PTADD_U04, PTADD_U02, "what is no whole buffer has no time")
        .Never(PTADD_U90, PTADD_U01, "it is one pointer")
        .Register();

const bool decrement_reference =
    CallsOf<ProcessTraceBufferDecrementReference>(
        "ProcessTraceBufferDecrementReference",
        [](Scene& scene) {
          scene.WriteLogFile(kFile);
          const OpenTraceOptions keeping = {
              .event_callback = {.place = Place::kNull},
              .buffer_callback = {.steps = {ProcessTraceBufferIncrementReference{
                                      .trace = {.symbol = "$2"}, .buffer = {.block = "kept"}}}}};
          const Handle trace =
              scene.Must(OpenTraceFromFile{.log_file = kFile, .options = keeping}).handle();
          scene.Try(ProcessTrace{.handles = {trace},
                                 .on = {.thread = "consumer", .id = "consumer", .start = true}});
          scene.Must(Advance{.ms = 100});  // until it waits for the buffer
          return ProcessTraceBufferDecrementReference{.buffer = {.block = "kept"}};
        })
        .Breaks(PTDEC_U01, {"buffer"},
                [](Scene&, ProcessTraceBufferDecrementReference& call) {
                  call.buffer.place = Place::kNull;
                  call.buffer.block = "";
                })
        .Register();

const bool query_processing_handle =
    CallsOf<QueryTraceProcessingHandle>("QueryTraceProcessingHandle",
                                        [](Scene& scene) {
                                          scene.WriteLogFile(kFile);
                                          const Handle trace =
                                              scene.Must(OpenTraceW{.log_file = kFile}).handle();
                                          return QueryTraceProcessingHandle{.trace = trace};
                                        })
        .Breaks(
            QTPH_U90, {"return_length"},
            [](Scene&, QueryTraceProcessingHandle& call) { call.return_length = Place::kUnmapped; })
        .Breaks(QTPH_U02, {"return_length"},
                [](Scene&, QueryTraceProcessingHandle& call) { call.return_length = Place::kNull; })
        .Breaks(QTPH_U03, {"in"},
                [](Scene&, QueryTraceProcessingHandle& call) { call.in_size = 8; })
        .Breaks(QTPH_U01, {"trace"},
                [](Scene&, QueryTraceProcessingHandle& call) { call.trace = kNoHandle; })
        .Breaks(QTPH_U04, {"information"},
                [](Scene&, QueryTraceProcessingHandle& call) { call.information = 0; })
        .Breaks(QTPH_U05, {"out"},
                [](Scene&, QueryTraceProcessingHandle& call) { call.out_size = 4; })
        .Never(QTPH_U04, QTPH_U05, "of no class the size is not known")
        .BothBreak(QTPH_U90, QTPH_U02, "ByTheAnswer",
                   [](Scene&, QueryTraceProcessingHandle& call) {
                     call.return_length = Place::kNull;
                     call.out = Place::kUnmapped;
                   })
        .Register();

const bool set_trace_callback =
    CallsOf<SetTraceCallback>("SetTraceCallback", [](Scene&) { return SetTraceCallback{}; })
        .Breaks(SETCB_U90, {"guid"},
                [](Scene&, SetTraceCallback& call) { call.guid_place = Place::kUnmapped; })
        .Breaks(SETCB_E01, {"guid"},
                [](Scene&, SetTraceCallback& call) { call.guid_place = Place::kNull; })
        .Breaks(SETCB_E02, {"callback"},
                [](Scene&, SetTraceCallback& call) { call.callback.place = Place::kNull; })
        .Never(SETCB_U90, SETCB_E01, "it is one pointer")
        .Register();

const bool remove_trace_callback =
    CallsOf<RemoveTraceCallback>("RemoveTraceCallback",
                                 [](Scene& scene) {
                                   scene.Must(SetTraceCallback{});
                                   return RemoveTraceCallback{};
                                 })
        .Breaks(REMCB_U90, {"guid"},
                [](Scene&, RemoveTraceCallback& call) { call.guid_place = Place::kUnmapped; })
        .Breaks(REMCB_E01, {"guid"},
                [](Scene&, RemoveTraceCallback& call) { call.guid_place = Place::kNull; })
        .Breaks(REMCB_E02, {"guid"},
                [](Scene&, RemoveTraceCallback& call) { call.guid = kOtherClassGuid; })
        .Never(REMCB_U90, REMCB_E01, "it is one pointer")
        .Register();

}  // namespace
}  // namespace etalon
