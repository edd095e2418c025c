// The filters of EnableTraceEx2: which processes a provider is enabled in.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr uint32_t kPid = 0x80000004;
constexpr uint32_t kExecutableName = 0x80000008;
constexpr uint32_t kPackageId = 0x80000010;
constexpr uint32_t kPackageAppId = 0x80000020;

// A text as it lies in memory, with its end.
Bytes Wide(const std::u16string& text) {
  Bytes bytes;
  for (const char16_t c : text + u'\0') {
    bytes.push_back(static_cast<uint8_t>(c));
    bytes.push_back(static_cast<uint8_t>(c >> 8));
  }
  return bytes;
}

EnableParameters With(const FilterDescriptor& filter) { return {.filters = {filter}}; }

CLAUSE_TEST(ENABLEEX2_S07, ProcessById) {
  Needs(Capability::kProcesses);
  const FilterDescriptor mine = {.type = kPid, .data = {4, 0, 0, 0}, .processes = {""}};
  const FilterDescriptor another = {.type = kPid, .data = {4, 0, 0, 0}};
  Must(EventRegister{});
  const Handle session = Start();
  EXPECT_THAT(CallsAfter(EnableTraceEx2{.session = session, .parameters = With(another)}),
              IsEmpty());
  const auto calls = CallsAfter(EnableTraceEx2{.session = session, .parameters = With(mine)});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("IsEnabled"), 1u);
  const auto left = CallsAfter(EnableTraceEx2{.session = session, .parameters = With(another)});
  ASSERT_THAT(left, SizeIs(1)) << "the filter that is replaced let it in";
  EXPECT_EQ(left[0].Number("IsEnabled"), 0u);
}

CLAUSE_TEST(ENABLEEX2_S07, ProcessesThatRegisterLater) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "in"});
  Must(NewProcess{.name = "out"});
  const FilterDescriptor filter = {.type = kPid, .processes = {"in"}};
  Must(EnableTraceEx2{.session = Start(), .parameters = With(filter)});
  EXPECT_THAT(CallsAfter(EventRegister{.on = {.process = "out"}}), IsEmpty());
  EXPECT_THAT(CallsAfter(EventRegister{.on = {.process = "in"}}), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX2_S08, ProcessesByExecutable) {
  Needs(Capability::kProcesses);
  for (const char* const name : {"first.exe", "SECOND.EXE", "third.exe"}) {
    Must(NewProcess{.name = name});
    Must(EventRegister{.callback = {.name = name}, .on = {.process = name}});
  }
  const FilterDescriptor filter = {.type = kExecutableName,
                                   .data = Wide(u"First.exe;C:\\folder\\second.exe")};
  const Outcome enabled =
      Must(EnableTraceEx2{.session = Start(), .timeout_ms = 1000, .parameters = With(filter)});
  EXPECT_THAT(CallsOf(enabled, "first.exe"), SizeIs(1));
  EXPECT_THAT(CallsOf(enabled, "SECOND.EXE"), SizeIs(1));
  EXPECT_THAT(CallsOf(enabled, "third.exe"), IsEmpty());
}

CLAUSE_TEST(ENABLEEX2_S09, ProcessesWithoutAPackage) {
  Must(EventRegister{});
  const Handle session = Start();
  for (const uint32_t type : {kPackageId, kPackageAppId}) {
    const FilterDescriptor filter = {.type = type, .data = Wide(u"Etalon.Test_1234567890abc")};
    EXPECT_THAT(CallsAfter(EnableTraceEx2{.session = session, .parameters = With(filter)}),
                IsEmpty());
  }
  EXPECT_THAT(CallsAfter(EnableTraceEx2{.session = session}), SizeIs(1));
}

}  // namespace
}  // namespace etalon
