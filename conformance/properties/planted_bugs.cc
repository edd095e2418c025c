#include "conformance/properties/planted_bugs.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "conformance/properties/model.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

// Everything as the right implementation does it, until a mistake says otherwise.
class Mistaken : public Implementation {
 public:
  explicit Mistaken(std::unique_ptr<Implementation> right) : right_(std::move(right)) {}

  const ImplementationTraits& traits() const final { return right_->traits(); }
  Outcome Run(const Op& op) override { return right_->Run(op); }
  std::map<std::string, std::string> DescribeState() override { return right_->DescribeState(); }
  bool StartAfresh(std::string* why) override {
    Forget();
    return right_->StartAfresh(why);
  }

 protected:
  virtual void Forget() {}
  static Outcome Answer(uint32_t code) { return {.returns = code, .callbacks = {}}; }

 private:
  const std::unique_ptr<Implementation> right_;
};

// The name of a session stays in use after it has been stopped by it.
class NamesThatStay final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    const auto* const start = std::get_if<StartTraceW>(&op.any);
    if (start != nullptr && stopped_.count(Upper(start->name)) != 0)
      return Answer(ERROR_ALREADY_EXISTS);
    Outcome outcome = Mistaken::Run(op);
    const auto* const stop = std::get_if<StopTraceW>(&op.any);
    if (stop != nullptr && stop->name && outcome.returns == 0) stopped_.insert(Upper(*stop->name));
    return outcome;
  }

 private:
  void Forget() override { stopped_.clear(); }
  std::set<std::u16string> stopped_;
};

// A classic provider cannot be enabled to another session: that succeeds without effect.
class NoTakeover final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    const auto* const enable = std::get_if<EnableTrace>(&op.any);
    if (enable != nullptr && enable->guid == kProviderGuid && enable->enable != 0) {
      if (owner_ && !(*owner_ == enable->session)) return Answer(ERROR_SUCCESS);
      Outcome outcome = Mistaken::Run(op);
      if (outcome.returns == 0) owner_ = enable->session;
      return outcome;
    }
    return Mistaken::Run(op);
  }

 private:
  void Forget() override { owner_.reset(); }
  std::optional<Handle> owner_;
};

// EventsLost never counts beyond one.
class OneLossCounted final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    Outcome outcome = Mistaken::Run(op);
    for (Change& change : outcome.changes) {
      if (change.member == "EventsLost") change.value = uint64_t{1};
    }
    return outcome;
  }
};

// Names in another case are other names.
class CaseMatters final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    const auto* const query = std::get_if<QueryTraceW>(&op.any);
    if (query != nullptr && query->name && *query->name == Upper(*query->name))
      return Answer(ERROR_WMI_INSTANCE_NOT_FOUND);
    return Mistaken::Run(op);
  }
};

// A sixth session is one too many.
class FiveSessions final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    const auto* const start = std::get_if<StartTraceW>(&op.any);
    if (start != nullptr) {
      const Outcome all = Mistaken::Run(QueryAllTracesW{.blocks = 5});
      if (all.Find("properties[4]", "Wnode.HistoricalContext") != nullptr)
        return Answer(ERROR_NO_SYSTEM_RESOURCES);
    }
    return Mistaken::Run(op);
  }
};

// To stop what does not run is no error.
class StopAlwaysSucceeds final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    Outcome outcome = Mistaken::Run(op);
    const bool stops = std::holds_alternative<StopTraceW>(op.any);
    if (stops && outcome.returns == ERROR_WMI_INSTANCE_NOT_FOUND) outcome.returns = ERROR_SUCCESS;
    return outcome;
  }
};

// QueryAllTraces does not say that there are more.
class NeverMoreData final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    Outcome outcome = Mistaken::Run(op);
    if (std::holds_alternative<QueryAllTracesW>(op.any)) outcome.returns = ERROR_SUCCESS;
    return outcome;
  }
};

// To end no registration at all is no error.
class UnregisterNothing final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    Outcome outcome = Mistaken::Run(op);
    const auto* const end = std::get_if<UnregisterTraceGuids>(&op.any);
    if (end != nullptr && end->registration == kNoHandle) outcome.returns = ERROR_SUCCESS;
    return outcome;
  }
};

// EventProviderEnabled does not look at the level.
class AnyLevel final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    if (const auto* const ask = std::get_if<EventProviderEnabled>(&op.any)) {
      EventProviderEnabled other = *ask;
      other.level = 0;
      return Mistaken::Run(other);
    }
    return Mistaken::Run(op);
  }
};

// The last event of a log file is not delivered.
class LastEventMissing final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    Outcome outcome = Mistaken::Run(op);
    const bool processes = std::holds_alternative<ProcessTrace>(op.any);
    if (processes && outcome.callbacks.size() > 1) outcome.callbacks.pop_back();
    return outcome;
  }
};

// Providers that register later do not learn that they have been enabled.
class PreEnableForgotten final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    Outcome outcome = Mistaken::Run(op);
    if (std::holds_alternative<RegisterTraceGuidsW>(op.any)) outcome.callbacks.clear();
    return outcome;
  }
};

// A flush that fails stops the session that was started last.
class FailureStopsASession final : public Mistaken {
 public:
  using Mistaken::Mistaken;
  Outcome Run(const Op& op) override {
    Outcome outcome = Mistaken::Run(op);
    if (outcome.returns == 0 && std::holds_alternative<StartTraceW>(op.any))
      last_ = outcome.handle();
    const bool failed = std::holds_alternative<FlushTraceW>(op.any) && outcome.returns != 0;
    if (failed && !last_.symbol.empty()) {
      Mistaken::Run(StopTraceW{.handle = last_});
      last_ = {};
    }
    return outcome;
  }

 private:
  void Forget() override { last_ = {}; }
  Handle last_;
};

template <typename Bug>
std::unique_ptr<Implementation> Plant(std::unique_ptr<Implementation> right) {
  return std::make_unique<Bug>(std::move(right));
}

}  // namespace

const std::vector<PlantedBug>& PlantedBugs() {
  static const std::vector<PlantedBug> kBugs = {
      {"NamesThatStay", &Plant<NamesThatStay>,
       R"(# StartTraceW: expected ERROR_SUCCESS, got ERROR_ALREADY_EXISTS
{"op":"StartTraceW"}
{"op":"StopTraceW","name":"etalon"}
{"op":"StartTraceW"}
  {"returns":"ERROR_SUCCESS"}
)"},
      {"NoTakeover", &Plant<NoTakeover>,
       R"(# EnableTrace: expected ERROR_INVALID_PARAMETER, got ERROR_SUCCESS
{"op":"StartTraceW"}
{"op":"EnableTrace","session":"$1"}
{"op":"EnableTrace"}
  {"returns":"ERROR_INVALID_PARAMETER"}
)"},
      {"OneLossCounted", &Plant<OneLossCounted>,
       R"(# QueryAllTracesW: EventsLost is not the number of events that were lost
{"op":"SetDisk","drive":"D:","bytes_per_second":0}
{"op":"StartTraceW","properties":{"buffer_size_kb":1,"maximum_buffers":1,"log_file_mode":268435456,"log_file":"D:\\a.etl"}}
{"op":"TraceEvent","session":"$1","event":{"payload_fill":753},"times":10}
{"op":"QueryAllTracesW"}
)"},
      {"CaseMatters", &Plant<CaseMatters>,
       R"(# QueryTraceW: expected ERROR_SUCCESS, got ERROR_WMI_INSTANCE_NOT_FOUND
{"op":"StartTraceW","name":"a"}
{"op":"QueryTraceW","name":"A"}
  {"returns":"ERROR_SUCCESS"}
)"},
      {"FiveSessions", &Plant<FiveSessions>,
       R"(# StartTraceW: expected ERROR_ALREADY_EXISTS, got ERROR_NO_SYSTEM_RESOURCES
{"op":"StartTraceW","name":"a"}
{"op":"StartTraceW","name":"b"}
{"op":"StartTraceW","name":"c"}
{"op":"StartTraceW","name":"d"}
{"op":"StartTraceW"}
{"op":"StartTraceW"}
  {"returns":"ERROR_ALREADY_EXISTS"}
)"},
      {"StopAlwaysSucceeds", &Plant<StopAlwaysSucceeds>,
       R"(# StopTraceW: expected ERROR_WMI_INSTANCE_NOT_FOUND, got ERROR_SUCCESS
{"op":"StopTraceW","name":"a"}
  {"returns":"ERROR_WMI_INSTANCE_NOT_FOUND"}
)"},
      {"NeverMoreData", &Plant<NeverMoreData>,
       R"(# QueryAllTracesW: expected ERROR_MORE_DATA, got ERROR_SUCCESS
{"op":"StartTraceW","name":"a"}
{"op":"StartTraceW"}
{"op":"QueryAllTracesW","blocks":1}
  {"returns":"ERROR_MORE_DATA"}
)"},
      {"UnregisterNothing", &Plant<UnregisterNothing>,
       R"(# UnregisterTraceGuids: expected ERROR_INVALID_PARAMETER, got ERROR_SUCCESS
{"op":"UnregisterTraceGuids"}
  {"returns":"ERROR_INVALID_PARAMETER"}
)"},
      {"AnyLevel", &Plant<AnyLevel>,
       R"(# EventProviderEnabled: says that somebody wants it
{"op":"EventRegister"}
{"op":"StartTraceW"}
{"op":"EnableTrace","level":1,"session":"$2"}
{"op":"EventProviderEnabled","provider":"$1"}
)"},
      {"LastEventMissing", &Plant<LastEventMissing>,
       R"(# ProcessTrace: 1 events were written, 0 delivered
{"op":"StartTraceW","properties":{"log_file":"C:\\a.etl"}}
{"op":"OpenTraceW","log_file":"C:\\a.etl"}
{"op":"TraceEvent","session":"$1"}
{"op":"StopTraceW","handle":"$1"}
{"op":"ProcessTrace","handles":["$2"]}
)"},
      {"PreEnableForgotten", &Plant<PreEnableForgotten>,
       R"(# RegisterTraceGuidsW: 0 control callbacks, not 1
{"op":"StartTraceW"}
{"op":"EnableTrace","session":"$1"}
{"op":"RegisterTraceGuidsW"}
)"},
      {"FailureStopsASession", &Plant<FailureStopsASession>,
       R"(# FlushTraceW: failed, and changed session/etalon/BufferSize: 64 -> nothing
{"op":"StartTraceW"}
{"op":"FlushTraceW"}
)"},
  };
  return kBugs;
}

}  // namespace etalon
