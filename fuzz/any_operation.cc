#include "fuzz/any_operation.h"

#include <string>

#include "fuzz/members.h"

namespace etalon {
namespace {

constexpr char kHeapNames[][3] = {"", "h1", "h2", "h3"};
constexpr char kBlockNames[][3] = {"b1", "b2", "b3", "b4"};

// Takes the place of members by their names.
class Filler {
 public:
  Filler(std::string_view kind, const LiveObjects& live, uint8_t pick, On* on)
      : kind_(kind), live_(live), pick_(pick), on_(on) {}

  template <typename T>
  void operator()(std::string_view, T&) {}

  void operator()(std::string_view name, Handle& handle) {
    if (name == "provider" || kind_ == "EventUnregister") return Take(live_.providers, &handle);
    if (name == "registration") return Take(live_.registrations, &handle);
    if (name == "class_handle") return Take(live_.classes, &handle);
    if (name == "trace" && !live_.traces.empty()) handle = Pick(live_.traces).handle;
    if (name == "session" && pick_ % 2 == 1 && !live_.loggers.empty())
      return Take(live_.loggers, &handle);
    const bool of_session = name == "session" || name == "handle";
    if (of_session && !live_.sessions.empty()) handle = Pick(live_.sessions).handle;
  }

  void operator()(std::string_view name, std::vector<Handle>& handles) {
    if (name == "handles" && !live_.traces.empty()) handles = {Pick(live_.traces).handle};
  }

  void operator()(std::string_view name, std::u16string& text) {
    if ((name == "name" || name == "logger_name") && !live_.sessions.empty())
      text = Pick(live_.sessions).name;
    if ((name == "log_file" || name == "path") && !live_.files.empty()) text = Pick(live_.files);
    if (name == "merged") text = u"C:\\merged.etl";
    if (name == "key") text = u"Autologger\\one";
  }

  void operator()(std::string_view name, std::optional<std::u16string>& text) {
    const bool is_open = kind_.substr(0, 9) == "OpenTrace";
    if (is_open && (name == "log_file") == live_.sessions.empty()) text.emplace();
  }

  void operator()(std::string_view name, std::vector<std::u16string>& texts) {
    if (name == "files") texts.assign(1 + pick_ % 2, {});
    if (name == "files" && !live_.files.empty()) texts.assign(texts.size(), Pick(live_.files));
  }

  void operator()(std::string_view name, std::string& text) {
    if (name == "heap") text = kHeapNames[pick_ % 4];
    if (name == "block" && kind_.substr(0, 4) == "Heap") text = kBlockNames[pick_ / 4 % 4];
    if (name == "name") text = Pick(live_.processes);
  }

  void operator()(std::string_view name, std::vector<std::string>& texts) {
    if (name == "processes") texts = {Pick(live_.processes)};
  }

  void operator()(std::string_view name, std::vector<EventData>& data) {
    if (name == "data") data = {{.data = Bytes(pick_ % 9u, 1)}, {.fill = pick_}};
  }

 private:
  template <typename T>
  const T& Pick(const std::vector<T>& items) const {
    return items[pick_ % items.size()];
  }

  // A thing of a process.
  template <typename T>
  void Take(const std::vector<T>& items, Handle* handle) {
    if (items.empty()) return;
    *handle = Pick(items).handle;
    on_->process = Pick(items).process;
  }

  const std::string_view kind_;
  const LiveObjects& live_;
  const uint8_t pick_;
  On* const on_;
};

Op DefaultOf(std::string_view kind) {
#define X(name) \
  if (kind == #name) return name{};
#include "conformance/script/op_list.inc"
#undef X
  return Reset{};
}

}  // namespace

Op OperationOfKind(std::string_view kind, const LiveObjects& live, uint8_t pick) {
  Op op = DefaultOf(kind);
  On on;
  if (kind.substr(0, 4) == "Heap") on.process = live.processes[pick % live.processes.size()];
  Filler filler(kind, live, pick, &on);
  VisitMembers(&op, filler);
  op.on() = on;
  return op;
}

Op OperationOfAnyKind(uint8_t kind, const LiveObjects& live, uint8_t pick) {
  const std::string_view name = kOpNames[kind % (kOpNames.size() - 1)];  // Reset is the last
  return OperationOfKind(name == "Await" ? "Advance" : name, live, pick);
}

}  // namespace etalon
