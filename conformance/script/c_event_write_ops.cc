// The statements of the operations of providers that EventRegister.
#include "conformance/script/c_event_write_ops.h"

#include "conformance/script/c_writer.h"

namespace etalon {
namespace {

// &(const EVENT_DESCRIPTOR){...}
std::string Descriptor(const EventDescriptor& event) {
  const std::string text = "&(const EVENT_DESCRIPTOR){" + CNumber(event.id) + ", " +
                           CNumber(event.version) + ", " + CNumber(event.channel) + ", " +
                           CNumber(event.level) + ", " + CNumber(event.opcode) + ", " +
                           CNumber(event.task) + ", " + CNumber(event.keyword) + "}";
  return CAt(text, "sizeof(EVENT_DESCRIPTOR)", event.place);
}

// The last two arguments of the functions that write: "2u, data".
template <typename Op>
std::string Data(CProgram& program, const Op& op) {
  const std::string count =
      CNumber(op.count.value_or(static_cast<uint32_t>(op.data.size()))) + ", ";
  if (op.data_place == Place::kNull || (op.data.empty() && op.data_place == Place::kBlock)) {
    return count + "NULL";
  }
  const std::string bytes = "16 * " + CNumber(op.data.size());
  program.Say("EVENT_DATA_DESCRIPTOR* const data = Fresh(" + bytes + ");");
  for (size_t i = 0; i < op.data.size(); ++i) {
    const EventData& one = op.data[i];
    const std::string at = "data[" + std::to_string(i) + "]";
    const std::string size = CNumber(one.data.size() + one.fill);
    program.Say(at + ".Ptr = (ULONG64)(ULONG_PTR)" +
                CAt(CBytes(one.data, one.fill), size, one.place) + ";");
    program.Say(at + ".Size = " + (one.size ? CNumber(*one.size) : size) + ";");
    if (one.type != 0) program.Say(at + ".Reserved = " + CNumber(one.type) + ";");
  }
  return count + CAt("data", bytes, op.data_place);
}

std::string Activity(const std::optional<Guid>& activity, Place place) {
  if (!activity && place == Place::kBlock) return "NULL";
  return CAt(CGuid(activity.value_or(Guid{})), "sizeof(GUID)", place);
}

void InvokeTimes(CProgram& program, const char* function, uint32_t times, const std::string& call) {
  if (times > 1) {
    program.Say("ULONG i, failures = 0;");
    program.Say("for (i = 1; i < " + CNumber(times) + "; ++i) failures += " + call + " != 0;");
    program.Say("printf(\"  %lu of the calls before the last failed\\n\", failures);");
  }
  program.Invoke(function, call);
}

}  // namespace

void Print(CProgram& program, const EventWrite& op) {
  const std::string data = Data(program, op);
  InvokeTimes(
      program, "EventWrite", op.times,
      "EventWrite(" + CHandle(op.provider) + ", " + Descriptor(op.event) + ", " + data + ")");
}

void Print(CProgram& program, const EventWriteTransfer& op) {
  const std::string data = Data(program, op);
  InvokeTimes(program, "EventWriteTransfer", op.times,
              "EventWriteTransfer(" + CHandle(op.provider) + ", " + Descriptor(op.event) + ", " +
                  Activity(op.activity, op.activity_place) + ", " +
                  Activity(op.related, op.related_place) + ", " + data + ")");
}

void Print(CProgram& program, const EventWriteEx& op) {
  const std::string data = Data(program, op);
  InvokeTimes(program, "EventWriteEx", op.times,
              "EventWriteEx(" + CHandle(op.provider) + ", " + Descriptor(op.event) + ", " +
                  CNumber(op.filter) + ", " + CNumber(op.flags) + ", " +
                  Activity(op.activity, op.activity_place) + ", " +
                  Activity(op.related, op.related_place) + ", " + data + ")");
}

void Print(CProgram& program, const EventWriteString& op) {
  const std::string text = CAt(CWide(op.text), CNumber(2 * (op.text.size() + 1)), op.text_place);
  InvokeTimes(program, "EventWriteString", op.times,
              "EventWriteString(" + CHandle(op.provider) + ", " + CNumber(op.level) + ", " +
                  CNumber(op.keyword) + ", " + text + ")");
}

void Print(CProgram& program, const EventEnabled& op) {
  program.Invoke("EventEnabled",
                 "EventEnabled(" + CHandle(op.provider) + ", " + Descriptor(op.event) + ")", true);
}

void Print(CProgram& program, const EventProviderEnabled& op) {
  program.Invoke("EventProviderEnabled",
                 "EventProviderEnabled(" + CHandle(op.provider) + ", " + CNumber(op.level) + ", " +
                     CNumber(op.keyword) + ")",
                 true);
}

void Print(CProgram& program, const EventSetInformation& op) {
  const std::string bytes = CNumber(op.information.size());
  const bool is_null = op.information.empty() && op.place == Place::kBlock;
  const std::string information =
      is_null ? "NULL" : CAt("(void*)" + CBytes(op.information, 0), bytes, op.place);
  program.Invoke("EventSetInformation", "EventSetInformation(" + CHandle(op.provider) +
                                            ", (EVENT_INFO_CLASS)" + CNumber(op.info_class) + ", " +
                                            information + ", " +
                                            (op.length ? CNumber(*op.length) : bytes) + ")");
}

void Print(CProgram& program, const EventActivityIdControl& op) {
  program.Say("GUID activity_id = *" + CGuid(op.activity) + ";");
  program.Say("(void)activity_id;");
  program.Invoke("EventActivityIdControl", "EventActivityIdControl(" + CNumber(op.code) + ", " +
                                               CAt("&activity_id", "sizeof(GUID)", op.place) + ")");
}

}  // namespace etalon
