// docs/agent_protocol.md names every operation, member, value of an enumeration and ending.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "conformance/script/fields.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

std::string Manual() {
  std::ifstream file("docs/agent_protocol.md");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void ExpectMention(const std::string& manual, const std::string& quoted) {
  EXPECT_NE(manual.find(quoted), std::string::npos) << "docs/agent_protocol.md lacks " << quoted;
}

template <typename T>
void ExpectMembers(const std::string& manual) {
  ForEachField<T>(
      [&](const auto& field) { ExpectMention(manual, '`' + std::string(field.name) + '`'); });
}

template <typename Enum>
void ExpectNames(const std::string& manual) {
  for (const auto& [value, name] : NamesOf<Enum>::kAll)
    ExpectMention(manual, "`\"" + std::string(name) + "\"`");
}

TEST(ProtocolManual, NamesEveryOperationAndMember) {
  const std::string manual = Manual();
  ASSERT_FALSE(manual.empty());
  [&]<size_t... kIndex>(std::index_sequence<kIndex...>) {
    (ExpectMention(manual, '`' + std::string(kOpNames[kIndex]) + '`'), ...);
    (ExpectMembers<std::variant_alternative_t<kIndex, AnyOp>>(manual), ...);
  }
  (std::make_index_sequence<std::variant_size_v<AnyOp>>{});
  ExpectMembers<On>(manual);
  ExpectMembers<Callback>(manual);
  ExpectMembers<Properties>(manual);
  ExpectMembers<SessionFilter>(manual);
  ExpectMembers<EventHeader>(manual);
  ExpectMembers<InstanceHeader>(manual);
  ExpectMembers<InstanceInfo>(manual);
  ExpectMembers<MofField>(manual);
  ExpectMembers<Argument>(manual);
  ExpectMembers<EventDescriptor>(manual);
  ExpectMembers<EventData>(manual);
  ExpectMembers<StackTracingEvent>(manual);
  ExpectMembers<LoggerBuffer>(manual);
  ExpectMembers<OpenTraceOptions>(manual);
  ExpectMembers<TraceBuffer>(manual);
  ExpectMembers<FilterDescriptor>(manual);
  ExpectMembers<EnableParameters>(manual);
}

TEST(ProtocolManual, NamesEveryValue) {
  const std::string manual = Manual();
  ExpectNames<Place>(manual);
  ExpectNames<ControlCode>(manual);
  ExpectNames<Token>(manual);
  ExpectNames<FaultPoint>(manual);
  ExpectNames<HeapAction>(manual);
  ExpectNames<InformationClass>(manual);
  ExpectNames<SecurityOperation>(manual);
  for (const Ending ending :
       {Ending::kReturned, Ending::kStarted, Ending::kNotImplemented, Ending::kNotApplicable,
        Ending::kCrashed, Ending::kHung, Ending::kHarnessFault}) {
    ExpectMention(manual, "`\"" + NameOf(ending) + "\"`");
  }
}

}  // namespace
}  // namespace etalon
