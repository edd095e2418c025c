#include "conformance/properties/operation_source.h"

#include <algorithm>
#include <string_view>

namespace etalon {
namespace {

std::u16string Wide(const std::string& text) { return std::u16string(text.begin(), text.end()); }

std::u16string Swapped(std::u16string name) {
  for (char16_t& c : name) c = static_cast<char16_t>(c >= u'a' && c <= u'z' ? c - 32 : c);
  return name;
}

}  // namespace

const std::array<OperationSource::Kind, 32> OperationSource::kKinds = {{
    {"Start", &OperationSource::Start, 12, false},
    {"Stop", &OperationSource::Stop, 5, false},
    {"StopLater", &OperationSource::StopLater, 1, true},
    {"Query", &OperationSource::Query, 4, false},
    {"QueryAll", &OperationSource::QueryAll, 1, false},
    {"Flush", &OperationSource::Flush, 2, false},
    {"Update", &OperationSource::Update, 2, false},
    {"NextFile", &OperationSource::NextFile, 1, false},
    {"Enable", &OperationSource::Enable, 4, false},
    {"Disable", &OperationSource::Disable, 2, false},
    {"EnableModern", &OperationSource::EnableModern, 5, false},
    {"Register", &OperationSource::Register, 3, false},
    {"RegisterModern", &OperationSource::RegisterModern, 3, false},
    {"Unregister", &OperationSource::Unregister, 2, false},
    {"Instance", &OperationSource::Instance, 2, false},
    {"Write", &OperationSource::Write, 20, false},
    {"WriteInstance", &OperationSource::WriteInstance, 3, false},
    {"Message", &OperationSource::Message, 3, false},
    {"WriteModern", &OperationSource::WriteModern, 8, false},
    {"Ask", &OperationSource::Ask, 5, false},
    {"Open", &OperationSource::Open, 3, false},
    {"Process", &OperationSource::Process, 3, false},
    {"Close", &OperationSource::Close, 3, false},
    {"AwaitCall", &OperationSource::AwaitCall, 3, false},
    {"Heap", &OperationSource::Heap, 2, true},
    {"TraceHeap", &OperationSource::TraceHeap, 1, true},
    {"AddProcess", &OperationSource::AddProcess, 2, true},
    {"EndProcess", &OperationSource::EndProcess, 1, true},
    {"Wait", &OperationSource::Wait, 1, false},
    {"SlowDisk", &OperationSource::SlowDisk, 1, true},
    {"Activity", &OperationSource::Activity, 1, false},
    {"Enumerate", &OperationSource::Enumerate, 1, false},
}};

OperationSource::OperationSource(Choices& choices)
    : OperationSource(choices, choices.OneIn(2) ? Leaning::kNone
                                                : static_cast<Leaning>(choices.Below(kLeanings))) {}

OperationSource::OperationSource(Choices& choices, Leaning leaning)
    : choices_(choices), leaning_(leaning) {
  DrawSwarm();
}

void OperationSource::Favour(std::initializer_list<const char*> names, uint32_t weight) {
  for (const std::string_view name : names) {
    for (size_t i = 0; i < kKinds.size(); ++i) {
      if (name == kKinds[i].name) weights_[i] = weight;
    }
  }
}

// Each kind stays as it is, is left out, or comes four times as often.
void OperationSource::DrawSwarm() {
  constexpr uint32_t kFactors[] = {1, 1, 0, 4};
  for (size_t i = 0; i < kKinds.size(); ++i) weights_[i] = kKinds[i].weight * choices_.Of(kFactors);
  names_ = 1 + choices_.Below(6);
  weights_[0] = std::max(weights_[0], 4u);
  switch (leaning_) {
    case Leaning::kNone:
      break;
    case Leaning::kFullPool:
    case Leaning::kCircular:
      Favour({"Write"}, 80);
      Favour({"Stop"}, 1);
      Favour({"SlowDisk"}, leaning_ == Leaning::kFullPool ? 12 : 0);
      names_ = 2;
      break;
    case Leaning::kManySessions:
      Favour({"Start"}, 300);
      Favour({"Stop"}, 1);
      Favour({"EndProcess", "StopLater", "SlowDisk", "TraceHeap"}, 0);
      names_ = 90;
      break;
    case Leaning::kPreEnabled:
      Favour({"Enable", "EnableModern"}, 20);
      Favour({"Register", "RegisterModern", "Stop"}, 1);
      break;
    case Leaning::kStops:
      Favour({"Stop", "Start", "Enable", "Register"}, 20);
      Favour({"StopLater"}, 10);
      break;
    case Leaning::kConsumers:
      Favour({"Open", "Process", "AwaitCall", "Stop"}, 20);
      Favour({"Close"}, 4);
      Favour({"Write"}, 40);
      break;
  }
  total_ = 0;
  for (const uint32_t weight : weights_) total_ += weight;
}

Op OperationSource::Next(const Model& model) {
  for (;;) {
    uint32_t at = choices_.Below(total_);
    size_t i = 0;
    while (at >= weights_[i]) at -= weights_[i++];
    if (api_only_ && kKinds[i].needs_world) {
      if (!choices_.more()) return Advance{.ms = 1};
      continue;
    }
    Op op = (this->*kKinds[i].make)(model);
    return op;
  }
}

// ---- What calls need ---------------------------------------------------------------------------

std::u16string OperationSource::AnyName() {
  std::u16string name = u"s" + Wide(std::to_string(choices_.Below(names_)));
  return choices_.OneIn(8) ? Swapped(name) : name;
}

Handle OperationSource::AnySession(const Model& model) {
  if (model.sessions().empty() || choices_.OneIn(40)) return Nobodys();
  const ModelSession& session = choices_.Of(model.sessions());
  if (!model.loggers().empty() && choices_.OneIn(4)) {
    const ModelLogger& logger = choices_.Of(model.loggers());
    if (logger.session == session.symbol) return {.symbol = "$" + std::to_string(logger.symbol)};
  }
  return {.symbol = "$" + std::to_string(session.symbol)};
}

Handle OperationSource::Nobodys() { return choices_.OneIn(2) ? kAllOnes : kNoHandle; }

uint32_t OperationSource::Times() {
  constexpr uint32_t kTimes[] = {1, 1, 1, 4, 10};
  return choices_.Of(kTimes);
}

std::string OperationSource::AnyProcess(const Model& model) {
  if (model.processes().empty() || choices_.OneIn(2)) return "";
  return choices_.Of(model.processes()).name;
}

}  // namespace etalon
