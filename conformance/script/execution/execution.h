// The state that the operations of one test share.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_EXECUTION_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_EXECUTION_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "conformance/implementations/etw_api.h"
#include "conformance/script/execution/block.h"
#include "conformance/script/execution/own_sessions.h"
#include "conformance/script/execution/symbol_table.h"
#include "conformance/script/executor.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"
#include "conformance/script/world.h"

namespace etalon {

class ScriptedCallback;

// A call that was started (On::start).
struct StartedCall {
  Outcome outcome;
  bool done = false;
};

struct Execution {
  Execution(const EtwApi& api_table, World& surroundings, Telling what_is_told);
  ~Execution();

  const EtwApi& api;
  World& world;
  const Telling telling;
  // Null: the script has the computer's sessions to itself.
  std::unique_ptr<const OwnSessions> own_sessions;

  // Guards everything below. Never held during a call of the API or of the world.
  std::mutex mutex;
  SymbolTable symbols;
  std::map<std::string, std::shared_ptr<Block>> named_blocks;
  std::vector<std::shared_ptr<Block>>
      kept_blocks;  // without a name, but the API still points to them
  std::vector<std::unique_ptr<ScriptedCallback>> callbacks;
  std::map<std::string, std::shared_ptr<StartedCall>> started;
  std::map<std::string, const void*> given_buffers;  // buffers of ETW's that a script has named
  std::vector<Op> undoing;  // takes back what outlives a test's handles
  std::vector<BornHandle> left_behind;  // by calls that failed
  std::vector<CallbackRecord> strays;  // calls that came on threads which carry out no operation
};

// Carries out one operation, and says what came of it. `inside`: it is a step of a callback.
Outcome Perform(Execution& execution, const Op& op, bool inside);

// What a thread stands in.
struct Surroundings {
  Outcome* outcome = nullptr;          // that records of callbacks belong to; null: no operation
  void* control_block = nullptr;       // that the control callback was given; null outside one
  const void* trace_buffer = nullptr;  // that the buffer callback was given; null outside one
};

// Of the calling thread; set by SurroundingsScope alone.
const Surroundings& CurrentSurroundings();

// Sets them until its end, which comes with an exception too: threads are unwound, and used again.
class SurroundingsScope {
 public:
  explicit SurroundingsScope(const Surroundings& inner);
  ~SurroundingsScope();
  SurroundingsScope(const SurroundingsScope&) = delete;
  SurroundingsScope& operator=(const SurroundingsScope&) = delete;

 private:
  const Surroundings outer_;
};

// A clean-up carries this out.
void Undo(Execution& execution, Op op);

// Carry out one call of the API on the calling thread.
template <Form kForm>
Outcome Carry(Execution& execution, const StartTraceOp<kForm>& op);
template <Form kForm>
Outcome Carry(Execution& execution, const ControlTraceOp<kForm>& op);
template <Form kForm, ControlCode kCode>
Outcome Carry(Execution& execution, const ControlAliasOp<kForm, kCode>& op);
template <Form kForm>
Outcome Carry(Execution& execution, const QueryAllTracesOp<kForm>& op);
Outcome Carry(Execution& execution, const EnableTrace& op);
template <Form kForm>
Outcome Carry(Execution& execution, const RegisterTraceGuidsOp<kForm>& op);
Outcome Carry(Execution& execution, const UnregisterTraceGuids& op);
Outcome Carry(Execution& execution, const GetTraceLoggerHandle& op);
Outcome Carry(Execution& execution, const GetTraceEnableLevel& op);
Outcome Carry(Execution& execution, const GetTraceEnableFlags& op);
Outcome Carry(Execution& execution, const CreateTraceInstanceId& op);
Outcome Carry(Execution& execution, const TraceEvent& op);
Outcome Carry(Execution& execution, const TraceEventInstance& op);
Outcome Carry(Execution& execution, const TraceMessage& op);
Outcome Carry(Execution& execution, const TraceMessageVa& op);
Outcome Carry(Execution& execution, const EventWrite& op);
Outcome Carry(Execution& execution, const EventWriteTransfer& op);
Outcome Carry(Execution& execution, const EventWriteEx& op);
Outcome Carry(Execution& execution, const EventWriteString& op);
Outcome Carry(Execution& execution, const EventEnabled& op);
Outcome Carry(Execution& execution, const EventProviderEnabled& op);
Outcome Carry(Execution& execution, const EventSetInformation& op);
Outcome Carry(Execution& execution, const EventActivityIdControl& op);
template <Form kForm>
Outcome Carry(Execution& execution, const OpenTraceOp<kForm>& op);
Outcome Carry(Execution& execution, const ProcessTrace& op);
Outcome Carry(Execution& execution, const CloseTrace& op);
Outcome Carry(Execution& execution, const OpenTraceFromFile& op);
Outcome Carry(Execution& execution, const OpenTraceFromRealTimeLogger& op);
Outcome Carry(Execution& execution, const OpenTraceFromRealTimeLoggerWithAllocationOptions& op);
Outcome Carry(Execution& execution, const OpenTraceFromBufferStream& op);
Outcome Carry(Execution& execution, const ProcessTraceAddBufferToBufferStream& op);
Outcome Carry(Execution& execution, const ProcessTraceBufferIncrementReference& op);
Outcome Carry(Execution& execution, const ProcessTraceBufferDecrementReference& op);
Outcome Carry(Execution& execution, const SetTraceCallback& op);
Outcome Carry(Execution& execution, const RemoveTraceCallback& op);
Outcome Carry(Execution& execution, const QueryTraceProcessingHandle& op);
Outcome Carry(Execution& execution, const StartHeapTrace& op);
Outcome Carry(Execution& execution, const EnumerateTraceGuids& op);
Outcome Carry(Execution& execution, const EnumerateTraceGuidsEx& op);
Outcome Carry(Execution& execution, const TraceSetInformation& op);
Outcome Carry(Execution& execution, const TraceQueryInformation& op);
Outcome Carry(Execution& execution, const EventAccessControl& op);
Outcome Carry(Execution& execution, const EventAccessQuery& op);
Outcome Carry(Execution& execution, const EventAccessRemove& op);
Outcome Carry(Execution& execution, const UpdateHeapTrace& op);
Outcome Carry(Execution& execution, const EnableTraceEx& op);
Outcome Carry(Execution& execution, const EnableTraceEx2& op);
Outcome Carry(Execution& execution, const EventRegister& op);
Outcome Carry(Execution& execution, const EventUnregister& op);
Outcome Carry(Execution& execution, const StartKernelTrace& op);
Outcome Carry(Execution& execution, const CreateMergedTraceFile& op);
Outcome Carry(Execution& execution, const HeapCreate& op);
Outcome Carry(Execution& execution, const HeapAlloc& op);
Outcome Carry(Execution& execution, const HeapReAlloc& op);
Outcome Carry(Execution& execution, const HeapFree& op);
Outcome Carry(Execution& execution, const HeapDestroy& op);
Outcome Carry(Execution& execution, const HeapControl& op);
Outcome Carry(Execution& execution, const NewThread& op);
Outcome Carry(Execution& execution, const ExitThread& op);
Outcome Carry(Execution& execution, const MapImage& op);
Outcome Carry(Execution& execution, const UnmapImage& op);
Outcome Carry(Execution& execution, const SwitchContext& op);
Outcome Carry(Execution& execution, const AccessDisk& op);
Outcome Carry(Execution& execution, const AccessFile& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_EXECUTION_H_
