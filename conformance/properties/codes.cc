#include "conformance/properties/codes.h"

#include <string_view>
#include <vector>

#include "conformance/clauses/error_names.h"
#include "conformance/clauses/registry.h"
#include "conformance/script/fields.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

using std::string_view;

// Functions that do what another does: its clauses are theirs, too.
struct Kinship {
  string_view function;
  string_view others;
};

constexpr Kinship kKin[] = {
    {"StopTrace", "ControlTrace"},
    {"QueryTrace", "ControlTrace"},
    {"UpdateTrace", "ControlTrace"},
    {"FlushTrace", "ControlTrace"},
    {"StartKernelTrace", "StartTrace"},
    {"StartHeapTrace", "StartTrace"},
    {"UpdateHeapTrace", "ControlTrace"},
    {"EnableTraceEx", "EnableTraceEx2"},
    {"EventWriteTransfer", "EventWrite"},
    {"EventWriteEx", "EventWrite"},
    {"EventWriteString", "EventWrite"},
    {"TraceMessageVa", "TraceMessage"},
    {"OpenTraceFromRealTimeLoggerWithAllocationOptions", "OpenTraceFromRealTimeLogger"},
};

constexpr uint64_t kInvalidTrace32 = 0xFFFFFFFF;  // INVALID_PROCESSTRACE_HANDLE before Vista

string_view WithoutForm(string_view name) {
  const bool has_form = name.ends_with("W") || name.ends_with("A");
  return has_form ? name.substr(0, name.size() - 1) : name;
}

void AddClausesOf(string_view function, bool others, Codes* codes) {
  for (const clauses::ClauseText& clause : clauses::Registry()) {
    if (clause.function != function || clause.kind != "error") continue;
    codes->Add(clause.code);
    if (!others) continue;
    for (const uint32_t code : clause.accepts) codes->Add(code);
  }
}

Codes MakeCodes(string_view name, bool others) {
  Codes codes;
  for (const string_view function : {name, WithoutForm(name)}) {
    AddClausesOf(function, others, &codes);
    for (const Kinship& kin : kKin) {
      if (kin.function == function) AddClausesOf(kin.others, others, &codes);
    }
    if (function == WithoutForm(name)) break;
  }
  if (!codes.empty()) codes.Add(0);
  return codes;
}

std::vector<Codes> MakeAll(bool others) {
  std::vector<Codes> all;
  for (const char* const name : kOpNames) all.push_back(MakeCodes(name, others));
  return all;
}

}  // namespace

std::string ToString(const Codes& codes) {
  std::string text;
  for (const uint32_t code : codes) text += (text.empty() ? "" : " or ") + ErrorText(code);
  return text;
}

const Codes& CodesOfFunction(const Op& op, bool others) {
  static const std::vector<Codes> kOurs = MakeAll(false);
  static const std::vector<Codes> kTheirs = MakeAll(true);
  return (others ? kTheirs : kOurs)[op.any.index()];
}

uint32_t CodeOf(const Outcome& outcome) {
  if (!outcome.returns_value) return static_cast<uint32_t>(outcome.returns);
  const bool failed = outcome.returns == 0 || outcome.returns == kAllOnes.literal ||
                      outcome.returns == kInvalidTrace32;
  return failed ? outcome.last_error.value_or(0) : 0;
}

}  // namespace etalon
