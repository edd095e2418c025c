// What a call may answer, by all that happened before: one overload an operation. Nothing is said
// of calls that are out of the ordinary in themselves; those are the business of the registry.
#include <algorithm>
#include <charconv>

#include "conformance/properties/model.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using State = ModelSession::State;

// Nothing but what a program would say that knows what it wants.
bool IsPlain(const Properties& p) {
  return p.place == Place::kBlock && p.block.empty() && !p.bytes && !p.wnode_buffer_size &&
         !p.guid && !p.client_context && !p.wnode_flags && !p.enable_flags &&
         !p.log_file_name_offset && !p.logger_name_offset && !p.logger_name &&
         p.extension.empty() && !p.version && p.filters.empty() && !p.filter_count;
}

bool IsPlain(const EventHeader& e) {
  return e.place == Place::kBlock && e.block.empty() && !e.size && !e.flags && !e.time_stamp &&
         std::all_of(e.fields.begin(), e.fields.end(), [](const MofField& field) {
           return field.place == Place::kBlock && !field.length;
         });
}

uint64_t SizeOf(const EventHeader& e) {
  uint64_t size = kEventHeader;
  if (e.fields.empty()) size += e.payload.size() + e.payload_fill;
  for (const MofField& field : e.fields) size += field.data.size();
  return size;
}

constexpr uint32_t kPlainModes[] = {
    0,
    EVENT_TRACE_REAL_TIME_MODE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL,
    EVENT_TRACE_BUFFERING_MODE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_USE_KBYTES_FOR_SIZE,
    EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_USE_KBYTES_FOR_SIZE,
    EVENT_TRACE_FILE_MODE_NEWFILE | EVENT_TRACE_USE_KBYTES_FOR_SIZE,
    EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL,
};

bool IsPlainMode(uint32_t mode) {
  return std::find(std::begin(kPlainModes), std::end(kPlainModes), mode) != std::end(kPlainModes);
}

Codes If(bool condition, uint32_t code, uint32_t otherwise) {
  return {condition ? code : otherwise};
}

// In a folder that is there.
bool IsPlainFile(const std::u16string& name) {
  const bool has_drive = name.starts_with(u"C:\\") || name.starts_with(u"D:\\");
  const std::u16string rest = has_drive ? name.substr(3) : name;
  return !rest.empty() && rest.find_first_of(u"\\/:*?\"<>|") == std::u16string::npos;
}

// Nothing that memory or a disk might not have.
bool IsModest(const Properties& p) {
  constexpr uint32_t kMost = 1024;
  return p.buffer_size_kb.value_or(0) <= kMost && p.minimum_buffers.value_or(0) <= kMost &&
         p.maximum_buffers.value_or(0) <= kMost && p.maximum_file_size.value_or(0) <= kMost;
}

bool IsSystemName(const std::u16string& name) {
  return name == u"NT KERNEL LOGGER" || name == u"GLOBALLOGGER" ||
         name == u"CIRCULAR KERNEL CONTEXT LOGGER";
}

}  // namespace

struct Answers {
  const Model& model;

  // ---- Sessions

  template <Form kForm>
  Codes operator()(const StartTraceOp<kForm>& op) const {
    const Properties& p = op.properties;
    const uint32_t mode = p.log_file_mode.value_or(0);
    const bool is_plain = op.name_place == Place::kBlock && op.handle == Place::kBlock &&
                          !op.name.empty() && op.name.size() <= 1024 &&
                          (!p.log_file || IsPlainFile(*p.log_file)) && IsPlain(p) &&
                          IsModest(p) && IsPlainMode(mode) && !IsSystemName(Upper(op.name));
    const bool is_real_time = !p.log_file_mode || (mode & EVENT_TRACE_REAL_TIME_MODE) != 0;
    const bool is_buffering = mode == EVENT_TRACE_BUFFERING_MODE;
    const bool has_sink = is_buffering ? !p.log_file : p.log_file || is_real_time;
    const bool needs_size = (mode & (EVENT_TRACE_USE_KBYTES_FOR_SIZE)) != 0;
    if (!is_plain || !has_sink || needs_size != (p.maximum_file_size.value_or(0) != 0)) return {};
    if ((mode & EVENT_TRACE_FILE_MODE_NEWFILE) != 0 &&
        p.log_file->find(u"%d") == std::u16string::npos)
      return {};
    return OfPlainStart(Upper(op.name), p);
  }

  Codes OfPlainStart(const std::u16string& name, const Properties& p) const {
    const ModelSession* const same = model.Find(name);
    if (model.AnyUnclear() && (same != nullptr || model.CountSessions() >= kMostSessions)) {
      return {ERROR_SUCCESS, ERROR_ALREADY_EXISTS, ERROR_NO_SYSTEM_RESOURCES, ERROR_BAD_PATHNAME};
    }
    if (same != nullptr) return {ERROR_ALREADY_EXISTS};
    if (model.CountSessions() >= kMostSessions) return {ERROR_NO_SYSTEM_RESOURCES};
    if (!p.log_file) return {ERROR_SUCCESS};
    const int file = model.FindFile(*p.log_file);
    for (const ModelSession& session : model.sessions_) {
      if (file < 0 || session.file != file) continue;
      if (session.state != State::kRunning) return {};
      // It may have gone on to its next file.
      const bool counts = (session.mode & EVENT_TRACE_FILE_MODE_NEWFILE) != 0;
      return counts ? Codes({ERROR_SUCCESS, ERROR_BAD_PATHNAME}) : Codes({ERROR_BAD_PATHNAME});
    }
    return model.AnyUnclear() ? Codes({ERROR_BAD_PATHNAME, ERROR_SUCCESS}) : Codes({ERROR_SUCCESS});
  }

  // Of a function that looks for a session: the answer when there is none; or `found`.
  Codes OfSession(const Handle& handle, const std::optional<std::u16string>& name,
                  const Codes& found) const {
    const ModelSession* const session = name ? model.Find(*name) : model.Find(handle);
    if (session != nullptr) return session->state == State::kRunning ? found : Codes();
    if (name) return {ERROR_WMI_INSTANCE_NOT_FOUND};
    return IsNobodys(handle) ? Codes({ERROR_INVALID_PARAMETER}) : Codes();
  }

  // No session has that handle.
  bool IsNobodys(const Handle& handle) const {
    // Its last digits are those of the kernel logger's handle.
    if (handle == kAllOnes) return model.Find(u"NT Kernel Logger") == nullptr;
    if (handle.symbol.empty()) return handle.literal == 0;
    const int symbol = SymbolOf(handle);
    return std::find(model.dead_.begin(), model.dead_.end(), symbol) != model.dead_.end();
  }

  template <Form kForm>
  Codes operator()(const ControlTraceOp<kForm>& op) const {
    return OfControl(op.handle, op.name, op.code, op.properties);
  }
  template <Form kForm, ControlCode kCode>
  Codes operator()(const ControlAliasOp<kForm, kCode>& op) const {
    return OfControl(op.handle, op.name, kCode, op.properties);
  }

  Codes OfControl(const Handle& handle, const std::optional<std::u16string>& name, ControlCode code,
                  const Properties& p) const {
    const bool is_named = name && (name->empty() || IsSystemName(Upper(*name)));
    if (!IsPlain(p) || p.log_file || is_named) return {};
    const ModelSession* const session = name ? model.Find(*name) : model.Find(handle);
    const uint32_t mode = session == nullptr ? 0 : session->mode;
    switch (code) {
      case ControlCode::kQuery:
      case ControlCode::kStop:
        return OfSession(handle, name, {ERROR_SUCCESS});
      case ControlCode::kFlush:
        return OfSession(
            handle, name,
            If((mode & EVENT_TRACE_BUFFERING_MODE) != 0, ERROR_BAD_PATHNAME, ERROR_SUCCESS));
      case ControlCode::kUpdate:
        if (p.log_file_mode.value_or(0) != (mode & EVENT_TRACE_REAL_TIME_MODE)) return {};
        return OfSession(handle, name, {ERROR_SUCCESS, ERROR_MORE_DATA});
      case ControlCode::kIncrementFile:
        if ((mode & EVENT_TRACE_FILE_MODE_NEWFILE) != 0) return {};
        return OfSession(handle, name, {ERROR_INVALID_PARAMETER});
      default:
        return {};
    }
  }

  template <Form kForm>
  Codes operator()(const QueryAllTracesOp<kForm>& op) const {
    const bool is_plain = !op.count && op.array == Place::kBlock && op.blocks > 0 &&
                          op.logger_count == Place::kBlock && !op.wnode_buffer_size;
    if (!is_plain || model.AnyUnclear()) return {};
    return If(model.sessions_.size() > op.blocks, ERROR_MORE_DATA, ERROR_SUCCESS);
  }

  // ---- Providers

  Codes OfEnable(const Handle& handle, const Guid& guid, bool enables) const {
    const ModelSession* const session = model.Find(handle);
    if (session == nullptr) {
      return IsNobodys(handle) ? Codes({ERROR_INVALID_PARAMETER}) : Codes();
    }
    if (session->state != State::kRunning) return {};
    size_t others = 0;
    for (const ModelEnable& enable : model.enables_) {
      if (!(enable.guid == guid)) continue;
      const ModelSession* const other =
          model.Find(Handle{.symbol = "$" + std::to_string(enable.session)});
      if (other == nullptr || other->state != State::kRunning) return {};
      if (enable.session != session->symbol) ++others;
    }
    const bool is_full = enables && others >= kMostEnablers && !model.IsRegistered(guid);
    return If(is_full, ERROR_NO_SYSTEM_RESOURCES, ERROR_SUCCESS);
  }

  Codes operator()(const EnableTrace& op) const {
    if (op.guid_place != Place::kBlock) return {};
    return OfEnable(op.session, op.guid, op.enable != 0);
  }
  Codes operator()(const EnableTraceEx2& op) const {
    const bool is_plain = op.guid_place == Place::kBlock && op.control_code <= 2 &&
                          op.timeout_ms == 0 && !op.parameters;
    return is_plain ? OfEnable(op.session, op.guid, op.control_code == 1) : Codes();
  }

  Codes operator()(const RegisterTraceGuidsW& op) const {
    const bool is_plain = op.callback.place == Place::kBlock && op.guid_place == Place::kBlock &&
                          op.classes_place == Place::kBlock &&
                          op.class_guids_place == Place::kBlock && !op.class_count &&
                          op.registration == Place::kBlock && !op.classes.empty();
    if (!is_plain || model.providers_.size() >= 1000) return {};
    // A callback that is called in here has its word.
    const bool is_told = model.IsEnabled(op.guid);
    if (is_told && (op.callback.fault || op.callback.delay_ms != 0)) return {};
    if (!is_told) return {ERROR_SUCCESS};
    Codes codes = {op.callback.returns};
    if (model.AnyUnclear()) codes.Add(ERROR_SUCCESS);
    return codes;
  }
  Codes operator()(const EventRegister& op) const {
    const bool is_plain = op.callback.place == Place::kBlock && op.guid_place == Place::kBlock &&
                          op.handle == Place::kBlock && model.providers_.size() < 1000;
    return is_plain ? Codes({ERROR_SUCCESS}) : Codes();
  }

  Codes OfUnregister(const Handle& handle, const std::string& process, bool classic,
                     uint32_t otherwise) const {
    if (handle.symbol.empty() && handle.literal != 0) return {};
    for (const ModelProvider& provider : model.providers_) {
      if (provider.symbol != SymbolOf(handle) || handle.symbol.empty()) continue;
      const bool is_own = provider.process == process && provider.classic == classic;
      return {is_own ? uint32_t{ERROR_SUCCESS} : otherwise};
    }
    return {otherwise};
  }
  Codes operator()(const UnregisterTraceGuids& op) const {
    return OfUnregister(op.registration, op.on.process, true, ERROR_INVALID_PARAMETER);
  }
  Codes operator()(const EventUnregister& op) const {
    return OfUnregister(op.handle, op.on.process, false, ERROR_INVALID_HANDLE);
  }

  bool OwnsClass(const Handle& handle, const std::string& process) const {
    return std::any_of(model.classes_.begin(), model.classes_.end(), [&](const ModelClass& one) {
      return one.symbol == SymbolOf(handle) && one.process == process;
    });
  }
  Codes operator()(const CreateTraceInstanceId& op) const {
    if (op.instance.place != Place::kBlock) return {};
    if (op.class_handle.symbol.empty()) {
      return op.class_handle.literal == 0 ? Codes({ERROR_INVALID_PARAMETER}) : Codes();
    }
    Codes codes =
        If(OwnsClass(op.class_handle, op.on.process), ERROR_SUCCESS, ERROR_INVALID_PARAMETER);
    // A block of that name lies where it was made.
    if (!op.instance.block.empty()) codes.Add({ERROR_NOACCESS, ERROR_INVALID_PARAMETER});
    return codes;
  }

  // ---- Events

  // `size`: of the event; `slack`: what of a buffer it must leave.
  Codes OfWrite(const Handle& handle, uint64_t size, uint32_t slack, uint32_t no_session) const {
    if (handle == kNoHandle) return {no_session};
    const ModelSession* const session = model.Find(handle);
    if (session == nullptr) return IsNobodys(handle) ? Codes({ERROR_INVALID_HANDLE}) : Codes();
    const bool is_private = (session->mode & EVENT_TRACE_PRIVATE_LOGGER_MODE) != 0;
    if (session->state != State::kRunning || is_private || size > 60'000) return {};
    const uint64_t room = session->buffer_kb == 0 ? 0 : session->buffer_kb * 1024 - kBufferHeader;
    if (room != 0 && size + slack > room) return {ERROR_MORE_DATA};
    if (room == 0 && size + slack > 3000) return {};
    // Of what nobody has consumed so far there is room for 64 MB.
    constexpr uint64_t kMostUnread = 900;
    const bool is_kept = (session->mode & EVENT_TRACE_REAL_TIME_MODE) != 0;
    if (session->consumed || (is_kept && session->written > kMostUnread)) return {};
    // A real disk is as fast as it likes.
    if (session->slow || model.others_) return {ERROR_SUCCESS, ERROR_NOT_ENOUGH_MEMORY};
    return {ERROR_SUCCESS};
  }

  Codes operator()(const TraceEvent& op) const {
    if (!IsPlain(op.event) || op.event.fields.size() > 16) return {};
    return OfWrite(op.session, SizeOf(op.event), 1, ERROR_INVALID_PARAMETER);
  }
  Codes operator()(const TraceMessageVa& op) const {
    const bool is_plain = (op.flags & ~0x2Bu) == 0 && !op.component_id &&
                          op.guid_place == Place::kBlock && op.arguments.size() <= 4 &&
                          std::all_of(op.arguments.begin(), op.arguments.end(), [](const auto& a) {
                            return a.place == Place::kBlock && !a.size && a.fill < 200;
                          });
    return is_plain ? OfWrite(op.session, 1000, 0, ERROR_INVALID_HANDLE) : Codes();
  }
  Codes operator()(const TraceEventInstance& op) const {
    const InstanceHeader& e = op.event;
    const bool is_plain = e.place == Place::kBlock && e.block.empty() && !e.size && !e.flags &&
                          !e.class_handle && !e.parent_class_handle && e.fields.empty() &&
                          op.instance.place == Place::kBlock && op.instance.block.empty() &&
                          op.instance.class_handle && !op.parent &&
                          op.instance.instance_id.value_or(0) != 0;
    if (!is_plain || op.session == kNoHandle) return {};
    const Codes written =
        OfWrite(op.session, kEventHeader + 8 + e.payload.size() + e.payload_fill, 1,
                ERROR_INVALID_PARAMETER);
    if (OwnsClass(*op.instance.class_handle, op.on.process)) return written;
    // A session that is none comes before a class that is none.
    const bool is_known = !op.instance.class_handle->symbol.empty() && written.Has(ERROR_SUCCESS);
    return is_known ? Codes({ERROR_INVALID_PARAMETER}) : Codes();
  }

  // ---- Consumers

  Codes operator()(const OpenTraceW& op) const {
    const bool is_plain = op.place == Place::kBlock && op.block.empty();
    if (!is_plain || op.log_file.has_value() == op.logger_name.has_value()) return {};
    if (op.logger_name) return {ERROR_SUCCESS};
    const int file = model.FindFile(*op.log_file);
    const bool is_known = file >= 0 && model.files_[static_cast<size_t>(file)].known;
    return is_known ? Codes({ERROR_SUCCESS}) : Codes();
  }
  Codes operator()(const CloseTrace& op) const {
    if (op.trace.symbol.empty()) {
      const bool is_none = op.trace == kNoHandle || op.trace == kAllOnes;
      return is_none ? Codes({ERROR_INVALID_HANDLE}) : Codes();
    }
    for (const ModelTrace& trace : model.traces_) {
      if (trace.symbol != SymbolOf(op.trace) || trace.process != op.on.process) continue;
      return trace.call.empty() ? Codes({ERROR_SUCCESS}) : Codes();
    }
    const bool is_strange = std::find(model.strangers_.begin(), model.strangers_.end(),
                                      SymbolOf(op.trace)) != model.strangers_.end();
    return is_strange ? Codes() : Codes({ERROR_INVALID_HANDLE});
  }

  // ---- Whatever else there is

  template <typename T>
  Codes operator()(const T&) const {
    return {};
  }
};

Codes Model::Expected(const Op& op) const {
  if (lenient_ || !MayAct(op.on())) return {};
  return std::visit(Answers{*this}, op.any);
}

Codes Model::Allowed(const Op& op) const {
  const Codes exact = Expected(op);
  if (exact.empty()) {
    Codes codes = CodesOfFunction(op, others_);
    // A callback that is called in here has its word.
    if (const auto* const registration = std::get_if<RegisterTraceGuidsW>(&op.any))
      codes.Add(registration->callback.returns);
    if (const auto* const registration = std::get_if<RegisterTraceGuidsA>(&op.any))
      codes.Add(registration->callback.returns);
    return codes;
  }
  if (!others_) return exact;
  // Others may answer what the clauses accept of them: a failure is a failure.
  Codes codes = exact;
  const Codes& all = CodesOfFunction(op, true);
  if (!exact.Has(ERROR_SUCCESS)) {
    for (const uint32_t code : all) {
      if (code != ERROR_SUCCESS) codes.Add(code);
    }
  }
  return codes;
}

}  // namespace etalon
