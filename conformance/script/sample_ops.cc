#include "conformance/script/sample_ops.h"

namespace etalon {
namespace {

const Guid kSampleGuid = {0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0, 0x60, 8, 0xa8, 0x69, 0x39}};

Handle Symbol(const char* name) { return {.symbol = name, .literal = 0}; }

Properties EveryProperty() {
  return {.block = "p",
          .place = Place::kBlock,
          .bytes = 1024,
          .wnode_buffer_size = 1000,
          .guid = kSampleGuid,
          .client_context = 1,
          .wnode_flags = 0x20000,
          .buffer_size_kb = 64,
          .minimum_buffers = 2,
          .maximum_buffers = 4,
          .maximum_file_size = 1,
          .log_file_mode = 1,
          .flush_timer = 1,
          .enable_flags = 0,
          .log_file_name_offset = 512,
          .logger_name_offset = 120,
          .log_file = u"trace \u00e9\u4e2d \xD83D\xDE00.etl",
          .version = 2,
          .filters = {{.type = 0x80000008, .images = u"a.exe;b.exe"}},
          .filter_count = 1};
}

template <Form kForm>
void AddController(std::vector<Op>* ops) {
  ops->push_back(StartTraceOp<kForm>{.name = u"r\u00e9al", .properties = EveryProperty()});
  ops->push_back(StartTraceOp<kForm>{.name_place = Place::kNull, .handle = Place::kUnmapped});
  ops->push_back(ControlTraceOp<kForm>{.name = u"etalon", .code = ControlCode::kStop});
  ops->push_back(ControlTraceOp<kForm>{.handle = kAllOnes, .code = static_cast<ControlCode>(17)});
  ops->push_back(ControlAliasOp<kForm, ControlCode::kStop>{.handle = Symbol("$1")});
  ops->push_back(
      ControlAliasOp<kForm, ControlCode::kQuery>{.name = u"etalon", .properties = {.bytes = 124}});
  ops->push_back(ControlAliasOp<kForm, ControlCode::kUpdate>{.properties = {.block = "p"}});
  ops->push_back(ControlAliasOp<kForm, ControlCode::kFlush>{.properties = {.place = Place::kNull}});
  ops->push_back(QueryAllTracesOp<kForm>{.blocks = 3, .count = 2, .array = Place::kMisaligned});
  ops->push_back(
      QueryAllTracesOp<kForm>{.logger_count = Place::kReadOnly, .wnode_buffer_size = 100});
}

template <Form kForm>
void AddProvider(std::vector<Op>* ops) {
  const Callback callback = {
      .name = "mine",
      .steps = {GetTraceLoggerHandle{}, GetTraceEnableFlags{.session = Symbol("$2")}},
      .returns = 5,
      .delay_ms = 1};
  ops->push_back(RegisterTraceGuidsOp<kForm>{.callback = callback,
                                             .guid = kSampleGuid,
                                             .classes = {kClassGuid, kOtherClassGuid},
                                             .class_count = 1});
  ops->push_back(RegisterTraceGuidsOp<kForm>{.callback = {.place = Place::kNull},
                                             .guid_place = Place::kNull,
                                             .classes = {},
                                             .classes_place = Place::kUnmapped,
                                             .class_guids_place = Place::kNull,
                                             .registration = Place::kNull});
}

template <Form kForm>
void AddConsumer(std::vector<Op>* ops) {
  ops->push_back(OpenTraceOp<kForm>{.logger_name = u"etalon",
                                    .mode = 0x10000100,
                                    .event_callback = {.fault = true},
                                    .buffer_callback = {.false_on_call = 2},
                                    .block = "log"});
  ops->push_back(
      OpenTraceOp<kForm>{.log_file = u"C:\\x.etl", .buffer_callback = {}, .place = Place::kNull});
}

void AddRecordConsumers(std::vector<Op>* ops) {
  const TraceBuffer given = {.block = "kept"};
  const Op keep = ProcessTraceBufferIncrementReference{.trace = Symbol("$5"), .buffer = given};
  const OpenTraceOptions options = {
      .modes = 1, .event_callback = {.name = "mine"}, .buffer_callback = {.steps = {keep}}};
  ops->push_back(OpenTraceFromFile{.log_file = u"C:\\x.etl", .options = options});
  ops->push_back(OpenTraceFromFile{
      .name_place = Place::kUnmapped, .options = {.place = Place::kNull}, .header = Place::kNull});
  ops->push_back(OpenTraceFromRealTimeLogger{.logger_name = u"etalon", .options = options});
  ops->push_back(
      OpenTraceFromRealTimeLogger{.name_place = Place::kMisaligned, .header = Place::kReadOnly});
  ops->push_back(OpenTraceFromRealTimeLoggerWithAllocationOptions{.logger_name = u"etalon",
                                                                  .name_place = Place::kReadOnly,
                                                                  .options = options,
                                                                  .allocation_size = 1 << 20,
                                                                  .memory_partition = Symbol("$6"),
                                                                  .header = Place::kNull});
  ops->push_back(OpenTraceFromBufferStream{.options = {.buffer_callback = {.false_on_call = 3}},
                                           .completion_callback = {.name = "c"}});
  ops->push_back(OpenTraceFromBufferStream{.completion_callback = {.place = Place::kNull}});
  ops->push_back(ProcessTraceAddBufferToBufferStream{
      .trace = Symbol("$5"),
      .buffer = {.log_file = u"x.etl", .index = 2, .bytes = 4096, .filled_bytes = 72},
      .size = 4096});
  ops->push_back(ProcessTraceAddBufferToBufferStream{.buffer = {.place = Place::kNull}});
  ops->push_back(keep);
  ops->push_back(ProcessTraceBufferDecrementReference{.buffer = given});
  ops->push_back(SetTraceCallback{.guid = kSampleGuid, .callback = {.name = "class of mine"}});
  ops->push_back(SetTraceCallback{.guid_place = Place::kNull, .callback = {.place = Place::kNull}});
  ops->push_back(RemoveTraceCallback{.guid = kSampleGuid, .guid_place = Place::kMisaligned});
  ops->push_back(QueryTraceProcessingHandle{.trace = Symbol("$5"),
                                            .information = 3,
                                            .in = Place::kBlock,
                                            .in_size = 8,
                                            .out = Place::kNull,
                                            .out_size = 0,
                                            .return_length = Place::kNull});
}

void AddEvents(std::vector<Op>* ops) {
  ops->push_back(CreateTraceInstanceId{.class_handle = Symbol("$3"), .instance = {.block = "i"}});
  ops->push_back(TraceEvent{.session = Symbol("$1"),
                            .event = {.block = "e",
                                      .size = uint16_t{56},
                                      .type = uint8_t{1},
                                      .level = uint8_t{2},
                                      .version = uint16_t{3},
                                      .guid = kSampleGuid,
                                      .flags = 0x20000,
                                      .time_stamp = -5,
                                      .guid_by_pointer = true,
                                      .payload = {1, 2, 3},
                                      .payload_fill = 5},
                            .times = 3});
  ops->push_back(TraceEvent{
      .event = {.fields = {{.data = {1, 2}}, {.place = Place::kUnmapped, .length = 4}}}});
  ops->push_back(TraceEventInstance{.session = Symbol("$1"),
                                    .event = {.block = "h",
                                              .size = uint16_t{72},
                                              .type = uint8_t{1},
                                              .level = uint8_t{2},
                                              .version = uint16_t{3},
                                              .class_handle = Symbol("$3"),
                                              .parent_class_handle = kNoHandle,
                                              .flags = 0x20000,
                                              .payload = {0xff},
                                              .payload_fill = 1},
                                    .instance = {.class_handle = Symbol("$3"), .instance_id = 7},
                                    .parent = InstanceInfo{.block = "i"}});
  ops->push_back(
      TraceEventInstance{.event = {.fields = {{.data = {9}}}}, .parent = InstanceInfo{}});
  const std::vector<Argument> arguments = {
      {.data = {1, 2, 3, 4}}, {.size = 8, .fill = 8}, {.place = Place::kNull}};
  ops->push_back(
      TraceMessage{.session = Symbol("$1"), .flags = 0x2b, .number = 10, .arguments = arguments});
  ops->push_back(
      TraceMessageVa{.guid = kSampleGuid, .component_id = 7, .guid_place = Place::kNull});
  ops->push_back(TraceMessageVa{.session = Symbol("$1"), .arguments = arguments});
}

void AddEnabling(std::vector<Op>* ops) {
  const EnableParameters parameters = {
      .enable_property = 4,
      .control_flags = 1,
      .source = kSampleGuid,
      .filters = {{.type = 0x80000200, .data = {1, 0, 1, 0, 7, 0}},
                  {.type = 0x80000004, .place = Place::kUnmapped, .size = 4}},
      .filter_count = 3};
  ops->push_back(EnableTraceEx2{.session = Symbol("$1"),
                                .guid = kSampleGuid,
                                .level = 3,
                                .match_any = ~uint64_t{0},
                                .match_all = 6,
                                .timeout_ms = kInfinite,
                                .parameters = parameters});
  ops->push_back(
      EnableTraceEx2{.guid_place = Place::kNull,
                     .control_code = 2,
                     .parameters = EnableParameters{
                         .place = Place::kReadOnly, .version = 1, .filters_place = Place::kNull}});
  ops->push_back(EnableTraceEx{.source = kSampleGuid,
                               .session = Symbol("$1"),
                               .level = 2,
                               .match_any = 1,
                               .match_all = 1,
                               .enable_property = 1,
                               .filter = FilterDescriptor{.type = 0x80000000, .data = {9}}});
  ops->push_back(
      EnableTraceEx{.guid = kSampleGuid,
                    .guid_place = Place::kNull,
                    .is_enabled = 0,
                    .filter = FilterDescriptor{.type = 0x80000004, .processes = {"p1"}}});
}

void AddEventProviders(std::vector<Op>* ops) {
  const Callback callback = {.name = "mine", .steps = {Advance{.ms = 1}}, .delay_ms = 1};
  ops->push_back(EventRegister{.callback = callback, .guid = kSampleGuid});
  ops->push_back(EventRegister{
      .callback = {.place = Place::kNull}, .guid_place = Place::kNull, .handle = Place::kNull});
  ops->push_back(EventUnregister{.handle = Symbol("$6")});
}

void AddManifestEvents(std::vector<Op>* ops) {
  const EventDescriptor event = {.id = 7,
                                 .version = 1,
                                 .channel = 11,
                                 .level = 5,
                                 .opcode = 2,
                                 .task = 3,
                                 .keyword = uint64_t{1} << 63};
  const std::vector<EventData> data = {
      {.data = {1, 2}, .fill = 3, .type = 1}, {.place = Place::kUnmapped, .size = 9}, {}};
  ops->push_back(EventWrite{.provider = Symbol("$2"), .event = event, .data = data, .times = 2});
  ops->push_back(EventWrite{.event = {.place = Place::kNull}, .count = 129});
  ops->push_back(EventWriteTransfer{.provider = Symbol("$2"),
                                    .event = event,
                                    .activity = kSampleGuid,
                                    .related = kClassGuid,
                                    .data = data,
                                    .times = 2});
  ops->push_back(EventWriteTransfer{.activity_place = Place::kUnmapped,
                                    .related_place = Place::kMisaligned,
                                    .data_place = Place::kNull,
                                    .count = 1});
  ops->push_back(EventWriteEx{.provider = Symbol("$2"),
                              .event = event,
                              .filter = 0x100000001,
                              .flags = 2,
                              .activity = kSampleGuid,
                              .related = kClassGuid,
                              .data = data,
                              .times = 2});
  ops->push_back(EventWriteEx{.activity_place = Place::kReadOnly,
                              .related_place = Place::kNull,
                              .data = data,
                              .data_place = Place::kReadOnly,
                              .count = 2});
  ops->push_back(EventWriteString{
      .provider = Symbol("$2"), .level = 1, .keyword = 2, .text = u"two \u00e9", .times = 2});
  ops->push_back(EventWriteString{.text_place = Place::kNull});
  ops->push_back(EventEnabled{.provider = Symbol("$2"), .event = event});
  ops->push_back(EventProviderEnabled{.provider = Symbol("$2"), .level = 2, .keyword = 3});
  ops->push_back(
      EventSetInformation{.provider = Symbol("$2"), .info_class = 3, .information = {1}});
  ops->push_back(EventSetInformation{.place = Place::kUnmapped, .length = 4});
  ops->push_back(EventActivityIdControl{.code = 2, .activity = kSampleGuid});
  ops->push_back(EventActivityIdControl{.place = Place::kNull});
}

void AddHeap(std::vector<Op>* ops) {
  ops->push_back(StartHeapTrace{.name = u"heap",
                                .properties = {.log_file = u"heap.etl"},
                                .processes = {"p1", "p2"},
                                .pids = {4},
                                .pid_count = 3,
                                .stack_events = {{.guid = kSampleGuid, .type = 32}},
                                .stack_event_count = 1});
  ops->push_back(StartHeapTrace{.name_place = Place::kNull,
                                .handle = Place::kNull,
                                .pids_place = Place::kNull,
                                .stack_events_place = Place::kNull});
  ops->push_back(UpdateHeapTrace{.processes = {"p2"}, .stack_events = {{.type = 1}}});
  ops->push_back(UpdateHeapTrace{.name = u"heap", .pids = {1, 2}, .pids_place = Place::kReadOnly});
}

void AddKernel(std::vector<Op>* ops) {
  ops->push_back(StartKernelTrace{.handle = Place::kNull,
                                  .properties = {.enable_flags = 5},
                                  .stack_events = {{.guid = kSampleGuid, .type = 1}},
                                  .stack_event_count = 2,
                                  .stack_events_place = Place::kReadOnly});
  ops->push_back(StartKernelTrace{.properties = {.guid = kSampleGuid,
                                                 .log_file = u"kernel.etl",
                                                 .logger_name = u"kernel",
                                                 .extension = {3, 0, 1, 0}}});
  ops->push_back(CreateMergedTraceFile{.merged = u"all.etl",
                                       .files = {u"one.etl", u"two.etl"},
                                       .file_places = {Place::kNull},
                                       .file_count = 1,
                                       .flags = 0x40000001});
  ops->push_back(
      CreateMergedTraceFile{.merged_place = Place::kNull, .files_place = Place::kUnmapped});
}

void AddAccess(std::vector<Op>* ops) {
  ops->push_back(EventAccessControl{.guid = kSampleGuid,
                                    .operation = SecurityOperation::kSetDacl,
                                    .sid = "S-1-5-32-544",
                                    .rights = 0x481,
                                    .allow = false});
  ops->push_back(EventAccessControl{.guid_place = Place::kNull,
                                    .operation = static_cast<SecurityOperation>(9),
                                    .sid_place = Place::kUnmapped});
  ops->push_back(EventAccessQuery{.guid = kSampleGuid, .bytes = 64, .buffer_size = 0});
  ops->push_back(EventAccessQuery{
      .guid_place = Place::kNull, .buffer = Place::kNull, .size_place = Place::kNull});
  ops->push_back(EventAccessRemove{.guid = kSampleGuid});
  ops->push_back(EventAccessRemove{.guid_place = Place::kUnmapped});
}

void AddInformation(std::vector<Op>* ops) {
  ops->push_back(EnumerateTraceGuids{.blocks = 3, .count = 2, .array = Place::kMisaligned});
  ops->push_back(EnumerateTraceGuids{.guid_count = Place::kNull});
  ops->push_back(EnumerateTraceGuidsEx{.information_class = InformationClass::kGuidQueryInfo,
                                       .guid = kSampleGuid,
                                       .in_size = 16,
                                       .bytes = 64,
                                       .out_size = 0});
  ops->push_back(EnumerateTraceGuidsEx{.guid = kSampleGuid,
                                       .guid_place = Place::kNull,
                                       .out = Place::kNull,
                                       .return_length = Place::kNull});
  ops->push_back(TraceSetInformation{.session = Symbol("$1"), .information = {1, 2, 3, 4}});
  ops->push_back(TraceSetInformation{
      .information_class = static_cast<InformationClass>(77), .place = Place::kNull, .length = 8});
  ops->push_back(TraceQueryInformation{.session = Symbol("$1"), .length = 0});
  ops->push_back(
      TraceQueryInformation{.information_class = InformationClass::kSampledProfileInterval,
                            .information = {2, 0, 0, 0},
                            .bytes = 8,
                            .place = Place::kMisaligned,
                            .return_length = Place::kNull});
}

void AddHeaps(std::vector<Op>* ops) {
  const std::vector<uint64_t> frames = {0x7FF612340010, 0x7FF612340020};
  ops->push_back(
      HeapCreate{.heap = "h", .flags = 1, .initial = 4096, .maximum = uint64_t{1} << 20});
  ops->push_back(HeapAlloc{.heap = "h", .block = "b", .size = 40, .times = 3, .frames = frames});
  ops->push_back(HeapAlloc{.size = 0});
  ops->push_back(HeapReAlloc{.heap = "h", .flags = 0x10, .block = "b", .size = 400});
  ops->push_back(HeapFree{.heap = "h", .block = "b", .frames = frames});
  for (const HeapAction action : {HeapAction::kLock, HeapAction::kUnlock, HeapAction::kValidate,
                                  HeapAction::kWalk, HeapAction::kCompact, HeapAction::kSummary}) {
    ops->push_back(HeapControl{.heap = "h", .action = action});
  }
  ops->push_back(HeapDestroy{.heap = "h"});
}

void AddActivity(std::vector<Op>* ops) {
  const std::vector<uint64_t> frames = {0x7FF612340010, 0x7FF612340020};
  ops->push_back(NewThread{.name = "worker", .frames = frames});
  ops->push_back(ExitThread{.name = "worker"});
  ops->push_back(MapImage{.path = u"C:\\a.dll",
                          .base = 0x7FFA00000000,
                          .size = 0x20000,
                          .checksum = 1,
                          .time_stamp = 2,
                          .pdb = u"a.pdb",
                          .pdb_guid = kSampleGuid,
                          .pdb_age = 3,
                          .frames = frames});
  ops->push_back(UnmapImage{.path = u"C:\\a.dll", .frames = frames});
  ops->push_back(SwitchContext{.to_process = "p1",
                               .to_thread = "worker",
                               .state = 1,
                               .wait_reason = 0,
                               .wait_time = 4,
                               .frames = frames});
  ops->push_back(SwitchContext{.from_idle = true});
  ops->push_back(SwitchContext{.to_idle = true});
  for (const DiskAction action : {DiskAction::kRead, DiskAction::kWrite, DiskAction::kFlush}) {
    ops->push_back(AccessDisk{.action = action,
                              .path = u"C:\\file",
                              .disk = 1,
                              .offset = 512,
                              .size = 8192,
                              .duration_us = 7,
                              .frames = frames});
  }
  for (const FileAction action : {FileAction::kOpen, FileAction::kRead, FileAction::kWrite,
                                  FileAction::kFlush, FileAction::kClose}) {
    ops->push_back(AccessFile{
        .action = action, .path = u"C:\\file", .offset = 1, .size = 2, .frames = frames});
  }
}

void AddWorld(std::vector<Op>* ops) {
  ops->push_back(Await{.of = "consumer", .timeout_ms = 500});
  ops->push_back(Advance{.ms = 20});
  ops->push_back(NewProcess{.name = "p1", .token = Token::kUser, .bits = 32, .suspended = true});
  ops->push_back(NewProcess{.name = "p2", .in_place_of = "p1"});
  ops->push_back(ResumeProcess{.name = "p1"});
  ops->push_back(ExitProcess{.name = "p1"});
  ops->push_back(InjectFault{.point = FaultPoint::kFileOpen, .after = 1, .times = 2});
  ops->push_back(SetDisk{.drive = "D:", .free_bytes = uint64_t{1} << 40, .bytes_per_second = 0});
  ops->push_back(SetDisk{.latency_us = 5000});
  ops->push_back(SetMachine{.memory_bytes = uint64_t{1} << 20, .container = true});
  ops->push_back(SetRegistry{.key = u"Autologger\\etalon", .value = u"Start", .number = 1});
  ops->push_back(SetRegistry{.key = u"GlobalLogger", .value = u"FileName", .text = u"C:\\a.etl"});
  ops->push_back(
      SetRegistry{.key = u"GlobalLogger", .value = u"EnableKernelFlags", .bytes = Bytes{1, 0}});
  ops->push_back(GetRegistry{.key = u"GlobalLogger", .value = u"Status"});
  ops->push_back(Restart{});
  ops->push_back(PutFile{.path = u"folder"});
  ops->push_back(PutFile{.path = u"folder/file", .contents = Bytes{0, 255}});
  ops->push_back(GetFile{.path = u"folder/file"});
  ops->push_back(Reset{.windows = "6.1"});
}

}  // namespace

std::vector<Op> SampleOps() {
  std::vector<Op> ops;
  AddController<Form::kWide>(&ops);
  AddController<Form::kAnsi>(&ops);
  ops.push_back(EnableTrace{
      .enable = 0, .flags = 7, .level = 4, .guid = kSampleGuid, .session = Symbol("$1")});
  ops.push_back(EnableTrace{.guid_place = Place::kNull});
  AddProvider<Form::kWide>(&ops);
  AddProvider<Form::kAnsi>(&ops);
  ops.push_back(UnregisterTraceGuids{.registration = Symbol("$2")});
  ops.push_back(
      GetTraceLoggerHandle{.buffer = {.buffer_size = 48, .historical_context = Symbol("$1")}});
  ops.push_back(GetTraceEnableLevel{.session = Symbol("$4")});
  ops.push_back(GetTraceEnableFlags{});
  AddEvents(&ops);
  AddManifestEvents(&ops);
  AddConsumer<Form::kWide>(&ops);
  AddConsumer<Form::kAnsi>(&ops);
  ops.push_back(ProcessTrace{
      .handles = {Symbol("$5"), kNoHandle},
      .count = 1,
      .start_time = 0,
      .end_time = 132000000000000000,
      .on = {.process = "p1", .thread = "t", .cpu = 1, .id = "consumer", .start = true}});
  ops.push_back(ProcessTrace{.array = Place::kNull});
  ops.push_back(CloseTrace{.trace = Symbol("$5")});
  AddRecordConsumers(&ops);
  AddHeap(&ops);
  AddEnabling(&ops);
  AddEventProviders(&ops);
  AddKernel(&ops);
  AddInformation(&ops);
  AddAccess(&ops);
  AddHeaps(&ops);
  AddActivity(&ops);
  AddWorld(&ops);
  return ops;
}

}  // namespace etalon
