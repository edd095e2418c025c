// Where random operations come from: calls that a program could make in the state that the model
// knows of, most of them legal.
//
// Swarm testing: each sequence has a drawn subset of the kinds of operations, so that some never
// stop a session and fill the machine, others only ever write. A leaning besides brings a sequence
// to one of the deep states that few would reach.
#ifndef ETALON_CONFORMANCE_PROPERTIES_OPERATION_SOURCE_H_
#define ETALON_CONFORMANCE_PROPERTIES_OPERATION_SOURCE_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "conformance/properties/choices.h"
#include "conformance/properties/model.h"
#include "conformance/script/op.h"

namespace etalon {

enum class Leaning {
  kNone,
  kFullPool,      // sessions on a drive that finishes no write
  kCircular,      // small circular files, many events
  kManySessions,  // hardly a stop
  kPreEnabled,    // hardly a registration
  kStops,         // stops in callbacks, and while another stop waits for one
  kConsumers,     // log files that are read back, real-time consumers
};
inline constexpr uint32_t kLeanings = 7;

class OperationSource {
 public:
  // Draws leaning and swarm first. `leaning`: only that one.
  explicit OperationSource(Choices& choices);
  OperationSource(Choices& choices, Leaning leaning);

  // The next operation in that state. It may be illegal by what happened before, never by its
  // arguments alone.
  Op Next(const Model& model);

  Leaning leaning() const { return leaning_; }

  // Whether the machine may be without processes, faults and a clock of its own: a library that
  // stands on the real machine.
  void LimitToTheApi() { api_only_ = true; }

 private:
  struct Kind {
    const char* name;
    Op (OperationSource::*make)(const Model&);
    uint32_t weight;
    bool needs_world;  // what only a simulated machine has
  };
  static const std::array<Kind, 32> kKinds;

  void DrawSwarm();
  void Favour(std::initializer_list<const char*> names, uint32_t weight);

  Op Start(const Model& model);
  Op Stop(const Model& model);
  Op StopLater(const Model& model);
  Op Query(const Model& model);
  Op QueryAll(const Model& model);
  Op Flush(const Model& model);
  Op Update(const Model& model);
  Op NextFile(const Model& model);
  Op Enable(const Model& model);
  Op Disable(const Model& model);
  Op EnableModern(const Model& model);
  Op Register(const Model& model);
  Op RegisterModern(const Model& model);
  Op Unregister(const Model& model);
  Op Instance(const Model& model);
  Op Write(const Model& model);
  Op WriteInstance(const Model& model);
  Op Message(const Model& model);
  Op WriteModern(const Model& model);
  Op Ask(const Model& model);
  Op Open(const Model& model);
  Op Process(const Model& model);
  Op Close(const Model& model);
  Op AwaitCall(const Model& model);
  Op Heap(const Model& model);
  Op TraceHeap(const Model& model);
  Op AddProcess(const Model& model);
  Op EndProcess(const Model& model);
  Op Wait(const Model& model);
  Op SlowDisk(const Model& model);
  Op Activity(const Model& model);
  Op Enumerate(const Model& model);

  std::u16string AnyName();
  Handle AnySession(const Model& model);
  Handle Nobodys();  // of no session and no trace
  uint32_t Times();  // few numbers, so that shrinking does not end at two bursts in place of one
  std::string AnyProcess(const Model& model);
  Properties SessionProperties(const std::u16string& name);
  Callback ControlCallback(const Model& model);

  Choices& choices_;
  Leaning leaning_ = Leaning::kNone;
  bool api_only_ = false;
  std::array<uint32_t, 32> weights_ = {};
  uint32_t total_ = 0;
  uint32_t names_ = 4;  // how many names sessions go by
  int births_ = 0;      // of processes, calls and callbacks, for their names
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_OPERATION_SOURCE_H_
