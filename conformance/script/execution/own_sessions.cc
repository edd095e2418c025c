#include "conformance/script/execution/own_sessions.h"

#include <algorithm>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <vector>

#include "conformance/script/encodings.h"
#include "conformance/script/execution/session_names.h"
#include "conformance/script/properties_extent.h"

namespace etalon {
namespace {

constexpr size_t kMostSessions = 8;
constexpr uint32_t kMostBufferKb = 1024;
constexpr uint32_t kMostBuffers = 64;
constexpr uint32_t kMostFileMb = 64;
constexpr size_t kLongestName = 900;  // leaves room for a prefix within ETW's 1,024 characters

constexpr char kSystemLogger[] = "a system logger belongs to the whole computer";

std::u16string Lower(std::u16string_view name) {
  std::u16string lower(name);
  for (char16_t& c : lower) {
    if (c >= u'A' && c <= u'Z') c = static_cast<char16_t>(c - u'A' + u'a');
  }
  return lower;
}

bool IsSystemLoggersName(const std::u16string& name) {
  const std::u16string lower = Lower(name);
  return lower == u"nt kernel logger" || lower == u"circular kernel context logger" ||
         lower == u"globallogger";
}

// Not below the current folder, or not certain to be.
bool LeadsElsewhere(const std::u16string& path) {
  return path.find(u':') != path.npos || path.find(u"..") != path.npos ||
         path.rfind(u'/', 0) == 0 || path.rfind(u'\\', 0) == 0 || path.find(u'%') != path.npos;
}

// What the suite's own providers and classes have; and none at all, which is always an error.
bool IsOfTheSuite(const Guid& guid) {
  return guid == Guid{} || (guid.data1 & 0xffff0000) == (kProviderGuid.data1 & 0xffff0000);
}

bool IsOver(const std::optional<uint32_t>& number, uint32_t most) {
  return number.value_or(0) > most;
}

std::string RefusalOf(const Properties& properties) {
  constexpr uint32_t kSystemModes = EVENT_TRACE_SYSTEM_LOGGER_MODE;
  const uint32_t mode = properties.log_file_mode.value_or(0);
  if (properties.guid == kSystemTraceControlGuid || (mode & kSystemModes) != 0) {
    return kSystemLogger;
  }
  if ((mode & EVENT_TRACE_NONSTOPPABLE_MODE) != 0) return "nothing stops such a session";
  if (IsOver(properties.buffer_size_kb, kMostBufferKb) ||
      IsOver(properties.minimum_buffers, kMostBuffers) ||
      IsOver(properties.maximum_buffers, kMostBuffers) ||
      IsOver(properties.maximum_file_size, kMostFileMb)) {
    return "such a session takes much of the computer";
  }
  if (properties.log_file && LeadsElsewhere(*properties.log_file)) {
    return "the log file is not in the agent's folder";
  }
  return "";
}

// With a longer name the answer would be another.
bool IsExtentAboutNames(const Properties& properties, bool starts, size_t characters,
                        size_t prefix) {
  if (!properties.bytes || *properties.bytes < kPropertiesBytes) return false;
  const size_t room = *properties.bytes - kPropertiesBytes;
  constexpr size_t kLargestCharacter = sizeof(char16_t);
  if (!starts) return room < (kLongestName + prefix) * 2 * kLargestCharacter;
  return room < (characters + prefix + 1) * kLargestCharacter;
}

template <typename T>
concept NamesASession = requires(const T& op) {
  requires std::same_as<decltype(op.name), std::u16string> ||
      std::same_as<decltype(op.name), std::optional<std::u16string>>;
};

template <typename T>
concept NamesALogger = requires(const T& op) {
  op.logger_name;
};

template <typename T>
concept HasProperties = requires(const T& op) {
  op.properties;
};

template <typename T>
concept HasLogFile = requires(const T& op) {
  op.log_file;
};

template <typename T>
concept HasSession = requires(const T& op) {
  op.session;
};

template <typename T>
concept ControlsASession = NamesASession<T> && requires(const T& op) {
  op.handle.symbol;
};

// EventAccess..., EnableTrace...: what they change is not the session's alone.
template <typename T>
concept ChangesAProvider = std::same_as<T, EventAccessControl> ||
    std::same_as<T, EventAccessRemove> || std::same_as<T, EnableTrace> ||
    std::same_as<T, EnableTraceEx> || std::same_as<T, EnableTraceEx2>;

template <typename T>
constexpr bool kStartsSession = NamesASession<T>&& requires(const T& op) {
  requires std::same_as<decltype(op.handle), Place>;
};

std::u16string* NameIn(std::u16string& name) { return &name; }
std::u16string* NameIn(std::optional<std::u16string>& name) { return name ? &*name : nullptr; }

// One operation on its way.
class Admission {
 public:
  Admission(const EtwApi& api, const std::u16string& prefix) : api_(api), prefix_(prefix) {}

  template <typename T>
  std::string operator()(T& op) const {
    std::string refusal = RefusalOfKind(op);
    if constexpr (ChangesAProvider<T>) {
      if (!IsOfTheSuite(op.guid)) return "the provider is somebody else's";
    }
    if constexpr (HasLogFile<T>) {
      if (refusal.empty()) refusal = RefusalOfFile(op.log_file);
    }
    if constexpr (HasProperties<T>) {
      if (refusal.empty()) refusal = RefusalOf(op.properties);
    }
    if constexpr (NamesASession<T>) {
      if (refusal.empty()) refusal = RefusalOfName(op);
    }
    if (!refusal.empty()) return refusal;
    if constexpr (NamesASession<T>) Rename(NameIn(op.name));
    if constexpr (NamesALogger<T>) return RenameLogger(NameIn(op.logger_name));
    return "";
  }

 private:
  template <typename T>
  std::string RefusalOfKind(const T&) const {
    return "";
  }
  std::string RefusalOfKind(const StartKernelTrace&) const { return kSystemLogger; }
  template <Form kForm>
  std::string RefusalOfKind(const QueryAllTracesOp<kForm>&) const {
    return "sessions of others are among them";
  }
  std::string RefusalOfKind(const TraceSetInformation& op) const {
    const bool is_of_a_session = !op.session.symbol.empty() || op.session.literal != 0;
    return is_of_a_session ? "" : "it is for the whole computer";
  }
  std::string RefusalOfKind(const StartHeapTrace& op) const { return RefusalOfPids(op.pids); }
  std::string RefusalOfKind(const UpdateHeapTrace& op) const { return RefusalOfPids(op.pids); }
  std::string RefusalOfKind(const CreateMergedTraceFile& op) const {
    const bool leads_elsewhere =
        LeadsElsewhere(op.merged) || std::any_of(op.files.begin(), op.files.end(), LeadsElsewhere);
    return leads_elsewhere ? "the file is not in the agent's folder" : "";
  }

  std::string RefusalOfKind(const PutFile& op) const { return RefusalOfFile(op.path); }
  std::string RefusalOfKind(const GetFile& op) const { return RefusalOfFile(op.path); }

  static std::string RefusalOfPids(const std::vector<uint32_t>& pids) {
    return pids.empty() ? "" : "the process may be somebody else's";
  }

  template <typename File>
  static std::string RefusalOfFile(const File& file) {
    std::optional<std::u16string> path = file;
    return path && LeadsElsewhere(*path) ? "the file is not in the agent's folder" : "";
  }

  template <typename T>
  std::string RefusalOfName(T& op) const {
    const std::u16string* const name = NameIn(op.name);
    if (name == nullptr || name->empty()) {
      const bool by_handle = ControlsASession<T> && OwnSessions::SessionOf(op).has_value();
      if (!by_handle) return "no session is named";
    }
    const std::u16string stated = name == nullptr ? u"" : *name;
    if (IsSystemLoggersName(stated)) return kSystemLogger;
    if (stated.size() > kLongestName) return "with a prefix the name would be too long";
    if (IsExtentAboutNames(op.properties, kStartsSession<T>, stated.size(), prefix_.size())) {
      return "names are longer here, by a prefix, than the block has room for";
    }
    return kStartsSession<T> ? RefusalOfAnother() : "";
  }

  std::string RefusalOfAnother() const {
    const std::vector<std::u16string> names = SessionNames(api_);
    const auto is_ours = [&](const std::u16string& name) { return name.rfind(prefix_, 0) == 0; };
    const auto count = std::count_if(names.begin(), names.end(), is_ours);
    return static_cast<size_t>(count) < kMostSessions ? "" : "sessions are few on a computer";
  }

  void Rename(std::u16string* name) const {
    if (name != nullptr && !name->empty()) name->insert(0, prefix_);
  }

  std::string RenameLogger(std::u16string* name) const {
    if (name != nullptr && IsSystemLoggersName(*name)) return kSystemLogger;
    Rename(name);
    return "";
  }

  const EtwApi& api_;
  const std::u16string& prefix_;
};

void RestoreText(std::string* text, const std::string& prefix) {
  for (size_t at = text->find(prefix); at != text->npos; at = text->find(prefix, at)) {
    text->erase(at, prefix.size());
  }
}

}  // namespace

std::string OwnSessions::Admit(Op* op) const {
  return std::visit(Admission(api_, prefix_), op->any);
}

std::optional<Handle> OwnSessions::SessionOf(const Op& op) {
  return std::visit(
      [](const auto& any) -> std::optional<Handle> {
        using T = std::decay_t<decltype(any)>;
        // These two read the number and nothing else.
        constexpr bool kDecodes =
            std::is_same_v<T, GetTraceEnableLevel> || std::is_same_v<T, GetTraceEnableFlags>;
        if constexpr (ControlsASession<T>) {
          if (any.handle == kNoHandle) return std::nullopt;
          return any.handle;
        } else if constexpr (HasSession<T> && !kDecodes) {
          return any.session;
        } else {
          return std::nullopt;
        }
      },
      op.any);
}

std::string OwnSessions::Forbids(uint64_t value) const {
  const std::optional<std::u16string> name = SessionNameOf(api_, value);
  return name && name->rfind(prefix_, 0) == 0 ? "" : "that handle is no session's of ours";
}

void OwnSessions::Restore(Outcome* outcome) const {
  const std::string prefix = Utf16ToUtf8Lossy(prefix_);
  for (Change& change : outcome->changes) {
    if (auto* const text = std::get_if<std::string>(&change.value)) RestoreText(text, prefix);
  }
}

void OwnSessions::Sweep() const {
  for (const std::u16string& name : SessionNames(api_)) {
    if (name.rfind(prefix_, 0) == 0) StopSession(api_, name);
  }
}

}  // namespace etalon
