#include "conformance/properties/alternatives.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "conformance/properties/model.h"
#include "conformance/properties/op_walk.h"

namespace etalon {
namespace {

// The session that an operation speaks of, by either.
struct Target {
  Handle handle;
  std::optional<std::u16string> name;
};

// The name of the session whose start gave birth to a handle: births are in the order of starts,
// hence only where nothing else gives birth to handles before. None: not known.
std::optional<std::u16string> NameOfSession(const Handle& handle, const std::vector<Op*>& sequence,
                                            size_t before) {
  int born = 0;
  for (size_t i = 0; i < before; ++i) {
    if (const auto* const start = std::get_if<StartTraceW>(&sequence[i]->any)) {
      if (++born == SymbolOf(handle)) return start->name;
    } else if (const auto* const provider = std::get_if<RegisterTraceGuidsW>(&sequence[i]->any)) {
      born += 1 + static_cast<int>(provider->classes.size());
    } else if (std::holds_alternative<EventRegister>(sequence[i]->any) ||
               std::holds_alternative<OpenTraceW>(sequence[i]->any)) {
      ++born;
    }
  }
  return std::nullopt;
}

// The inverse, of the newest of that name.
Handle HandleOfSession(const std::u16string& name, const std::vector<Op*>& sequence,
                       size_t before) {
  for (int symbol = static_cast<int>(3 * before); symbol > 0; --symbol) {
    const Handle handle = {.symbol = "$" + std::to_string(symbol), .literal = 0};
    if (NameOfSession(handle, sequence, before) == name) return handle;
  }
  return {};
}

bool IsFile(const std::u16string& text) { return text.find(u':') != std::u16string::npos; }

// What is not said when it is meant.
bool IsUsual(const std::u16string& name) {
  return name == StartTraceW().name || name == StartHeapTrace().name;
}

std::u16string Lower(std::u16string text) {
  for (char16_t& c : text) c = static_cast<char16_t>(c >= u'A' && c <= u'Z' ? c + 32 : c);
  return text;
}

class Alternatives {
 public:
  Alternatives(size_t at, const std::vector<Op*>& sequence) : at_(at), sequence_(sequence) {}

  std::vector<Op> Take() {
    Op lower = *sequence_[at_];
    Walk<std::u16string>(lower, [](std::u16string& text) {
      if (!IsFile(text)) text = Lower(text);
    });
    Add(lower);
    std::visit([this](const auto& op) { Of(op); }, sequence_[at_]->any);
    return std::move(found_);
  }

 private:
  void Add(Op op) {
    op.on() = sequence_[at_]->on();
    found_.push_back(std::move(op));
  }

  // Everything that could be asked of a session.
  void AddControls(const Target& target, const Properties& properties) {
    Target other = target;
    if (target.name)
      other = {HandleOfSession(*target.name, sequence_, at_), {}};
    else
      other = {{}, NameOfSession(target.handle, sequence_, at_)};
    for (const Target& one : {target, other}) {
      if (!one.name && one.handle == kNoHandle) continue;
      for (const Properties& p : {Properties(), properties}) {
        Add(StopTraceW{.handle = one.handle, .name = one.name, .properties = p});
        Add(FlushTraceW{.handle = one.handle, .name = one.name, .properties = p});
        Add(QueryTraceW{.handle = one.handle, .name = one.name, .properties = p});
        Add(UpdateTraceW{.handle = one.handle, .name = one.name, .properties = p});
      }
    }
    Add(StopTraceW{.properties = properties});
    Add(QueryAllTracesW{});
  }

  template <Form kForm>
  void Of(const StartTraceOp<kForm>& op) {
    Add(StartTraceW{.name = op.name, .properties = op.properties});
  }
  void Of(const StartHeapTrace& op) {
    Add(StartTraceW{.name = u"heap", .properties = op.properties});
  }
  template <Form kForm>
  void Of(const ControlTraceOp<kForm>& op) {
    AddControls({op.handle, op.name}, op.properties);
  }
  template <Form kForm, ControlCode kCode>
  void Of(const ControlAliasOp<kForm, kCode>& op) {
    AddControls({op.handle, op.name}, op.properties);
  }
  template <Form kForm>
  void Of(const QueryAllTracesOp<kForm>& op) {
    for (uint32_t blocks = 1; blocks < op.blocks; blocks *= 2)
      Add(QueryAllTracesW{.blocks = blocks});
    AddControlsOfAnySession();
  }
  void Of(const RegisterTraceGuidsW&) { AddControlsOfAnySession(); }
  void Of(const EventRegister&) { AddControlsOfAnySession(); }
  void Of(const EnableTrace&) { AddControlsOfAnySession(); }

  void AddControlsOfAnySession() {
    for (const Op* const other : sequence_) {
      const auto* const start = std::get_if<StartTraceW>(&other->any);
      if (start != nullptr) AddControls({{}, start->name}, {});
    }
  }
  void Of(const EnableTraceEx2& op) {
    Add(EnableTrace{.enable = op.control_code,
                    .flags = static_cast<uint32_t>(op.match_any),
                    .level = op.level,
                    .guid = op.guid,
                    .session = op.session});
    Add(EnableTraceEx2{.session = op.session, .guid = op.guid});
  }
  void Of(const EventEnabled& op) {
    Add(EventProviderEnabled{
        .provider = op.provider, .level = op.event.level, .keyword = op.event.keyword});
  }
  void Of(const EventProviderEnabled& op) {
    Add(EventEnabled{.provider = op.provider, .event = {.level = op.level, .keyword = op.keyword}});
  }
  void Of(const TraceEventInstance& op) { AddEvents(op.session); }
  void Of(const TraceMessageVa& op) { AddEvents(op.session); }
  void Of(const TraceMessage& op) { AddEvents(op.session); }
  void Of(const EventWriteString& op) {
    Add(EventWrite{.provider = op.provider,
                   .event = {.level = op.level, .keyword = op.keyword},
                   .times = op.times});
    AddEventsOfAnySession();
  }
  void Of(const EventWrite&) { AddEventsOfAnySession(); }
  void Of(const TraceEvent& op) {
    AddEvents(op.session);
    AddEventsOfAnySession();
  }

  void AddEventsOfAnySession() {
    for (int symbol = 1; symbol < 4; ++symbol)
      AddEvents({.symbol = "$" + std::to_string(symbol), .literal = 0});
  }

  // Of the sizes and numbers that sequences use, the fewest bytes first.
  void AddEvents(const Handle& session) {
    for (const uint32_t payload : {0u, 952u}) {
      for (const uint32_t times : {1u, 10u}) {
        Add(TraceEvent{.session = session, .event = {.payload_fill = payload}, .times = times});
      }
    }
  }

  template <typename T>
  void Of(const T&) {}

  const size_t at_;
  const std::vector<Op*>& sequence_;
  std::vector<Op> found_;
};

// Old names and new ones.
template <typename Text>
using Names = std::map<Text, Text>;

// Names of sessions and files as they stand. What is spelled in capitals is so still, or where
// `folds` no more.
class SessionNames {
 public:
  SessionNames(bool one_drive, bool folds) : one_drive_(one_drive), folds_(folds) {}

  void Meet(const std::u16string& text) {
    if (text.empty() || IsUsual(text) || names_.count(text) != 0) return;
    const bool is_file = IsFile(text);
    const std::u16string upper = Upper(text);
    int& number = numbers_[upper];
    const bool is_new = number == 0;
    if (is_new) number = ++(is_file ? files_ : sessions_);
    std::u16string name = NameOfNumber(number);
    if (is_file) {
      const std::u16string drive = one_drive_ ? u"C:" : text.substr(0, 2);
      const bool counts = text.find(u"%d") != std::u16string::npos;
      name = drive + u"\\" + name + (counts ? u"%d" : u"") + u".etl";
    }
    if (text == upper && !folds_) name = Upper(name);
    names_[text] = name;
  }

  void Rename(std::u16string& text) const {
    const auto found = names_.find(text);
    if (found != names_.end()) text = found->second;
  }

 private:
  // a, b, ..., z, aa, ab, ...
  static std::u16string NameOfNumber(int number) {
    std::u16string name;
    for (; number > 0; number = (number - 1) / 26)
      name.insert(name.begin(), static_cast<char16_t>(u'a' + (number - 1) % 26));
    return name;
  }

  const bool one_drive_;
  const bool folds_;
  int sessions_ = 0;
  int files_ = 0;
  std::map<std::u16string, int> numbers_;  // by the name in upper case
  Names<std::u16string> names_;
};

// Names of processes, calls and callbacks.
Names<std::string> WorldNames(const std::vector<Op*>& sequence) {
  Names<std::string> names;
  int processes = 0;
  int calls = 0;
  int callbacks = 0;
  for (Op* const op : sequence) {
    if (const auto* const process = std::get_if<NewProcess>(&op->any))
      names.emplace(process->name, "p" + std::to_string(++processes));
    if (op->on().start) names.emplace(op->on().id, "call" + std::to_string(++calls));
    Walk<Callback>(*op, [&](Callback& callback) {
      const bool is_new = !callback.name.empty() && names.count(callback.name) == 0;
      if (is_new) names[callback.name] = "control" + std::to_string(++callbacks);
    });
  }
  return names;
}

void RenameWorld(const Names<std::string>& names, Op& op) {
  const auto rename = [&](std::string& text) {
    const auto found = names.find(text);
    if (found != names.end()) text = found->second;
  };
  Walk<std::string>(op, rename);
  for (std::string* const text : {&op.on().process, &op.on().thread, &op.on().id}) rename(*text);
}

Renaming MakeSessionNames(const std::vector<Op*>& sequence, bool one_drive, bool folds) {
  SessionNames names(one_drive, folds);
  for (Op* const op : sequence)
    Walk<std::u16string>(*op, [&](std::u16string& text) { names.Meet(text); });
  return [names](Op& op) {
    Walk<std::u16string>(op, [&](std::u16string& text) { names.Rename(text); });
  };
}

}  // namespace

std::vector<Op> AlternativesTo(size_t at, const std::vector<Op*>& sequence) {
  return Alternatives(at, sequence).Take();
}

std::vector<Renaming> RenamingsOf(const std::vector<Op*>& sequence) {
  std::vector<Renaming> renamings;
  for (const bool folds : {true, false}) {
    for (const bool one_drive : {true, false})
      renamings.push_back(MakeSessionNames(sequence, one_drive, folds));
  }
  // One session may have the name that starts give by default.
  for (const Op* const op : sequence) {
    const auto* const start = std::get_if<StartTraceW>(&op->any);
    if (start == nullptr) continue;
    renamings.push_back([old = start->name](Op& other) {
      Walk<std::u16string>(other, [&](std::u16string& text) {
        if (text == old) text = StartTraceW().name;
      });
    });
  }
  // Whatever a process does may as well be done by the one that is there anyway.
  for (const Op* const op : sequence) {
    const auto* const process = std::get_if<NewProcess>(&op->any);
    if (process == nullptr) continue;
    renamings.push_back([old = process->name](Op& other) {
      if (other.on().process == old) other.on().process.clear();
    });
  }
  const Names<std::string> world = WorldNames(sequence);
  renamings.push_back([world](Op& op) { RenameWorld(world, op); });
  std::vector<Guid> guids;
  for (Op* const op : sequence) {
    Walk<Guid>(*op, [&](Guid& guid) {
      if (std::find(guids.begin(), guids.end(), guid) == guids.end()) guids.push_back(guid);
    });
  }
  for (const Guid& old : guids) {
    renamings.push_back([old](Op& op) {
      Walk<Guid>(op, [&](Guid& guid) { guid = guid == old ? kProviderGuid : guid; });
    });
  }
  return renamings;
}

}  // namespace etalon
