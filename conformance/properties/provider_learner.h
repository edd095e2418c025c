// What the model learns of providers: registrations, who enables them, and whom they tell. Private
// to it.
#ifndef ETALON_CONFORMANCE_PROPERTIES_PROVIDER_LEARNER_H_
#define ETALON_CONFORMANCE_PROPERTIES_PROVIDER_LEARNER_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "conformance/properties/session_learner.h"

namespace etalon {

// A callback that does nothing to anybody, and at once.
inline bool IsQuiet(const Callback& callback) {
  if (callback.delay_ms != 0 || callback.fault) return false;
  return std::all_of(callback.steps.ops().begin(), callback.steps.ops().end(), [](const Op& op) {
    return std::holds_alternative<GetTraceLoggerHandle>(op.any) ||
           std::holds_alternative<GetTraceEnableLevel>(op.any) ||
           std::holds_alternative<GetTraceEnableFlags>(op.any);
  });
}

inline bool Passes(const ModelEnable& enable, uint8_t level, uint64_t keyword) {
  if (enable.level != 0 && level > enable.level) return false;
  return keyword == 0 ||
         ((enable.any == 0 || (keyword & enable.any) != 0) && (keyword & enable.all) == enable.all);
}

struct ProviderLearner : SessionLearner {
  using SessionLearner::operator();

  // Calls of classic providers' callbacks, which must be `expected` while all of them are quiet.
  std::string CheckCalls(const Guid& guid, bool are_told) const {
    size_t expected = 0;
    for (const ModelProvider& provider : model.providers_) {
      if (!IsQuiet(provider.callback)) return "";
      if (provider.guid == guid && provider.classic) ++expected;
    }
    return CheckCount(are_told ? expected : 0);
  }
  size_t CountCalls() const {
    size_t calls = 0;
    for (const CallbackRecord& call : outcome.callbacks) {
      if (call.callback != "event" && call.callback != "buffer" && call.callback != "enable")
        ++calls;
    }
    return calls;
  }
  std::string CheckCount(size_t expected) const {
    const size_t calls = CountCalls();
    // A session that ends by itself tells its providers, too.
    if (model.lenient_ || model.AnyUnclear() || calls == expected) return "";
    return std::to_string(calls) + " control callbacks, not " + std::to_string(expected);
  }

  std::string Enable(const Handle& handle, const Guid& guid, bool enables,
                     const ModelEnable& as) const {
    if (!succeeded()) return "";
    const ModelSession* const session = Find(handle);
    // A handle of long ago: nobody says whose it is now.
    if (session == nullptr) return DoubtAll(), Forget();
    const int symbol = session->symbol;
    const auto is_this = [&](const ModelEnable& e) {
      return e.guid == guid && e.session == symbol;
    };
    const bool had = std::any_of(model.enables_.begin(), model.enables_.end(), is_this);
    // Of a session that has ended by itself, providers may have been told.
    const bool is_clear =
        session->state == State::kRunning && (!model.AnyUnclear() || !model.IsEnabled(guid));
    Erase(&model.enables_, is_this);
    if (enables) {
      // A classic provider belongs to the session that enabled it last.
      if (model.IsRegistered(guid))
        Erase(&model.enables_, [&](const ModelEnable& e) { return e.guid == guid; });
      model.enables_.push_back(as);
      model.enables_.back().session = symbol;
    }
    LearnLoggers(symbol);
    return is_clear ? CheckCalls(guid, enables || had) : "";
  }
  std::string operator()(const EnableTrace& op) const {
    return Enable(op.session, op.guid, op.enable != 0,
                  {op.guid, 0, static_cast<uint8_t>(op.level), op.flags, 0});
  }
  std::string operator()(const EnableTraceEx2& op) const {
    if (op.control_code > 1) return "";
    if (op.parameters) model.lenient_ = model.lenient_ || !op.parameters->filters.empty();
    return Enable(op.session, op.guid, op.control_code == 1,
                  {op.guid, 0, op.level, op.match_any, op.match_all});
  }

  void LearnLoggers(int session) const {
    if (model.AnyUnclear()) return;  // a callback may have told of the end of another
    for (const CallbackRecord& call : outcome.callbacks) {
      for (const Outcome& step : call.steps) {
        for (const Handle& handle : step.handles)
          model.loggers_.push_back({SymbolOf(handle), session});
      }
    }
  }

  std::string operator()(const RegisterTraceGuidsW& op) const {
    // One whose callback failed is registered all the same; nobody knows its handle.
    if (outcome.handles.empty() && CountCalls() == 0) return "";
    for (const ModelProvider& other : model.providers_) {
      // Of two callbacks by one name nobody can tell which it was.
      const bool is_same = other.callback.name == op.callback.name;
      if (is_same && !other.callback.steps.empty() && !op.callback.steps.empty()) Forget();
    }
    const bool was_enabled = model.IsEnabled(op.guid);
    for (size_t i = 1; i < outcome.handles.size(); ++i)
      model.classes_.push_back({born(i), op.on.process});
    model.providers_.push_back({born(), op.on.process, op.guid, true, op.callback});
    const auto first = std::find_if(model.enables_.rbegin(), model.enables_.rend(),
                                    [&](const ModelEnable& e) { return e.guid == op.guid; });
    if (first != model.enables_.rend()) {
      const ModelEnable newest = *first;
      Erase(&model.enables_, [&](const ModelEnable& e) { return e.guid == op.guid; });
      model.enables_.push_back(newest);
      LearnLoggers(newest.session);
    }
    return IsQuiet(op.callback) ? CheckCount(was_enabled ? 1 : 0) : "";
  }
  std::string operator()(const EventRegister& op) const {
    if (!op.callback.name.empty()) Forget();  // its calls look like those of classic providers
    if (succeeded())
      model.providers_.push_back({born(), op.on.process, op.guid, false, op.callback});
    return "";
  }
  std::string Unregister(const Handle& handle) const {
    const int symbol = SymbolOf(handle);
    if (!succeeded() || symbol == 0) return "";
    // Its classes bear the numbers behind its own; they go with it.
    const auto found = std::find_if(model.providers_.begin(), model.providers_.end(),
                                    [&](const auto& one) { return one.symbol == symbol; });
    if (found == model.providers_.end()) return "";
    model.providers_.erase(found);
    for (int next = symbol + 1;; ++next) {
      const size_t before = model.classes_.size();
      Erase(&model.classes_, [&](const ModelClass& one) { return one.symbol == next; });
      if (model.classes_.size() == before) return "";
    }
  }
  std::string operator()(const UnregisterTraceGuids& op) const {
    return Unregister(op.registration);
  }
  std::string operator()(const EventUnregister& op) const { return Unregister(op.handle); }

  std::string operator()(const CreateTraceInstanceId& op) const {
    const uint64_t* const id = std::get_if<uint64_t>([&]() -> const Value* {
      const std::string& block = op.instance.block;
      return outcome.Find(block.empty() ? "instance" : block, "InstanceId");
    }());
    if (!succeeded() || id == nullptr) return "";
    for (ModelClass& one : model.classes_) {
      if (one.symbol != SymbolOf(op.class_handle)) continue;
      const uint64_t before = std::exchange(one.last_id, *id);
      if (*id <= before) return "an instance id comes back";
    }
    return "";
  }

  std::string Truth(const Handle& provider, const std::string& process, uint8_t level,
                    uint64_t keyword) const {
    if (model.lenient_ || model.AnyUnclear() || provider.symbol.empty()) return "";
    bool is_wanted = false;
    for (const ModelProvider& one : model.providers_) {
      if (one.symbol != SymbolOf(provider) || one.classic || one.process != process) continue;
      for (const ModelEnable& enable : model.enables_) {
        is_wanted = is_wanted || (enable.guid == one.guid && Passes(enable, level, keyword));
      }
    }
    if ((outcome.returns != 0) == is_wanted) return "";
    return is_wanted ? "says that nobody wants it" : "says that somebody wants it";
  }
  std::string operator()(const EventProviderEnabled& op) const {
    return Truth(op.provider, op.on.process, op.level, op.keyword);
  }
  std::string operator()(const EventEnabled& op) const {
    if (op.event.place != Place::kBlock) return "";
    return Truth(op.provider, op.on.process, op.event.level, op.event.keyword);
  }
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_PROVIDER_LEARNER_H_
