// What came of an operation.
#ifndef ETALON_CONFORMANCE_SCRIPT_OUTCOME_H_
#define ETALON_CONFORMANCE_SCRIPT_OUTCOME_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "conformance/script/op.h"

namespace etalon {

// A number, or text: GUIDs and handle symbols ("$1") as text, names in UTF-8, bytes in hexadecimal.
using Value = std::variant<uint64_t, std::string>;

// One member of a memory block that the call changed. Bytes that belong to no known member are
// reported under the member "bytes@OFFSET".
struct Change {
  std::string block;   // "properties", "event", "instance", "logfile", "properties[3]", or its name
  std::string member;  // "EventsLost", "Wnode.HistoricalContext", "LoggerName", ...
  Value value;

  friend bool operator==(const Change&, const Change&) = default;
};

struct CallbackRecord;

// How an operation ended.
enum class Ending {
  kReturned,
  kStarted,         // on.start: still running when the operation line ended
  kNotImplemented,  // the implementation lacks the export
  kNotApplicable,   // the implementation lacks a capability that the operation needs
  kCrashed,         // fault, exception, abort; the implementation must be started afresh
  kHung,            // no answer in time; likewise
  kHarnessFault,    // our own side failed: never counted against the implementation
};

struct Outcome {
  std::string id = {};  // of the operation
  Ending ending = Ending::kReturned;
  std::string detail = {};  // what crashed, which export or capability is missing, ...
  uint64_t returns = 0;
  std::optional<uint32_t> last_error = {};  // when the call changed it
  std::vector<Handle> handles = {};         // born in this call, in order
  uint32_t failures = 0;                    // of a repeated call: those before the last that failed
  bool returns_value = false;        // `returns` is a value (a handle, a level), not an error code
  std::vector<Change> changes = {};  // in the order of blocks and offsets
  std::vector<CallbackRecord> callbacks;  // complete only below: hence no initialiser

  // The first handle born, or none.
  Handle handle() const;

  // The changed member, or nothing when the call left it as it was.
  const Value* Find(std::string_view block, std::string_view member) const;

  // The same, as a number; 0 when unchanged.
  uint64_t Number(std::string_view block, std::string_view member) const;

  // The same, as text; "" when unchanged.
  std::string Text(std::string_view block, std::string_view member) const;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

// Something that a callback was given, as it was, which can be put into words later.
class Given {
 public:
  virtual ~Given() = default;

  virtual std::vector<Change> Tell() const = 0;  // block is ""
  virtual std::optional<Value> Find(std::string_view member) const = 0;
};

// The values that a callback was given, by name. Of most events somebody asks for one value or for
// none at all: a structure is kept as it came, and told when somebody asks. Never changes.
class GivenValues {
 public:
  GivenValues() = default;
  GivenValues(std::vector<Change> told);  // NOLINT: these words, block is ""
  GivenValues(std::initializer_list<Change> told) : GivenValues(std::vector<Change>(told)) {}
  explicit GivenValues(std::shared_ptr<const Given> given) : given_(std::move(given)) {}

  bool empty() const { return given_ == nullptr; }
  std::vector<Change> Tell() const;
  std::optional<Value> Find(std::string_view member) const;  // none: there is no such value

  friend bool operator==(const GivenValues& a, const GivenValues& b) {
    return a.given_ == b.given_ || a.Tell() == b.Tell();
  }

 private:
  std::shared_ptr<const Given> given_;  // null: no values
};

// One call of a callback. `values` are what it was given: for events the header's members ("Guid",
// "Type", "Level", "Version", "ThreadId", "ProcessId", "TimeStamp", "InstanceId",
// "ParentInstanceId", "ParentGuid", "Data", ...; records besides: "Flags", "ExtendedInstance",
// ...), for control callbacks "RequestCode", for buffer callbacks "BuffersRead", "Filled", ...
struct CallbackRecord {
  std::string callback;  // the callback's name
  std::string process = {};
  GivenValues values = {};
  std::vector<Outcome> steps = {};  // of the callback's script
  uint64_t returned = 0;

  uint64_t Number(std::string_view member) const;   // 0: there is no such number
  std::string Text(std::string_view member) const;  // "": there is no such text

  friend bool operator==(const CallbackRecord&, const CallbackRecord&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_OUTCOME_H_
