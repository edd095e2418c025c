#include "sim/kernel/kernel_log.h"

#include <gtest/gtest.h>

#include "sim/kernel/disk_events.h"
#include "sim/kernel/kernel_classes.h"
#include "sim/kernel/process_events.h"

namespace etalon::sim {
namespace {

constexpr WindowsVersion kAll[] = {kServer2003, kWindows7, kWindows10_1607, kNewest};

struct Form {
  uint16_t version;
  size_t bytes;
};

Process Narrow() {
  Process process;
  process.pid = 1000;
  process.image_name = u"C:\\a\\p.exe";
  process.token = Token::kLocalSystem;  // a SID of 12 bytes
  process.bits = 32;
  return process;
}

void ExpectForms(const std::vector<SystemEvent>& events, const std::vector<Form>& forms) {
  ASSERT_EQ(events.size(), forms.size());
  for (size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].version, forms[i].version) << ToString(kAll[i]);
    EXPECT_EQ(events[i].payload.size(), forms[i].bytes) << ToString(kAll[i]);
  }
}

template <typename Make>
std::vector<SystemEvent> OfEachWindows(Make&& make) {
  std::vector<SystemEvent> events;
  for (const WindowsVersion windows : kAll) events.push_back(make(windows));
  return events;
}

TEST(ProcessEvents, HaveTheFormOfTheirWindows) {
  const Process process = Narrow();
  const size_t user = 8 + 8 + 12, narrow = 6, wide = 2 * 11;
  ExpectForms(
      OfEachWindows([&](WindowsVersion w) { return ProcessEvent(Moment::kBegin, process, w); }),
      {{1, 24 + user + narrow},
       {3, 32 + user + narrow + wide},
       {4, 36 + user + narrow + wide + 4},
       {4, 36 + user + narrow + wide + 4}});
}

TEST(ThreadEvents, HaveTheFormOfTheirWindows) {
  ExpectForms(OfEachWindows([](WindowsVersion w) { return ThreadEvent(Moment::kBegin, 1, 2, w); }),
              {{1, 8 + 48 + 1}, {3, 8 + 56 + 8}, {3, 8 + 56 + 8}, {4, 8 + 56 + 8 + 2}});
  EXPECT_EQ(ThreadEvent(Moment::kEnd, 1, 2, kServer2003).payload.size(), 8u);
}

TEST(ImageEvents, HaveTheFormOfTheirWindows) {
  const Image image = ExecutableOf(Narrow());
  EXPECT_EQ(image.base, 0x00400000u);
  ExpectForms(
      OfEachWindows([&](WindowsVersion w) { return ImageEvent(Moment::kBegin, 1, image, w); }),
      {{1, 20 + 22}, {2, 56 + 22}, {3, 56 + 22}, {3, 56 + 22}});
}

TEST(ImageEvents, LoadsAreOfTheGroupOfProcesses) {
  const Image image = ExecutableOf(Narrow());
  EXPECT_EQ(ImageEvent(Moment::kBegin, 1, image, kNewest).group, kProcessGroup);
  EXPECT_EQ(ImageEvent(Moment::kBegin, 1, image, kNewest).type, kImageLoaded);
  EXPECT_EQ(ImageEvent(Moment::kThereAtStart, 1, image, kNewest).group, kImageGroup);
}

TEST(DiskEvents, HaveTheFormOfTheirWindows) {
  const DiskRequest read = {.bytes = 512};
  const DiskRequest flush = {.operation = DiskOperation::kFlush};
  ExpectForms(OfEachWindows([&](WindowsVersion w) { return DiskEndEvent(read, 5, w); }),
              {{1, 40}, {2, 48}, {3, 52}, {3, 52}});
  ExpectForms(OfEachWindows([&](WindowsVersion w) { return DiskEndEvent(flush, 5, w); }),
              {{1, 24}, {2, 24}, {3, 28}, {3, 28}});
  ExpectForms(OfEachWindows([&](WindowsVersion w) { return DiskBeginEvent(read, w); }),
              {{1, 8}, {2, 8}, {3, 12}, {3, 12}});
  EXPECT_TRUE(DiskEndEvent(read, 5, kWindows7).tells_thread);
  EXPECT_FALSE(DiskEndEvent(read, 5, kNewest).tells_thread);
}

TEST(FileEvents, HaveTheFormOfTheirWindows) {
  FileRequest request = {.file = {.path = u"C:\\f", .object = 1, .key = 2}};
  const auto begin = [&](WindowsVersion w) { return FileBeginEvent(request, w); };
  ExpectForms(OfEachWindows(begin), {{1, 48}, {2, 48}, {3, 44}, {3, 44}});
  request.operation = FileOperation::kOpen;
  ExpectForms(OfEachWindows(begin), {{1, 46}, {2, 46}, {3, 42}, {3, 42}});
  request.operation = FileOperation::kClose;
  ExpectForms(OfEachWindows(begin), {{1, 32}, {2, 32}, {3, 28}, {3, 28}});
}

TEST(KernelClasses, NameTheEventsOfTheirGroups) {
  const StackEvent load = *EventOfHook(kProcessGroup << 8 | kImageLoaded);
  EXPECT_TRUE(Names(load, kProcessGroup, kImageLoaded));
  EXPECT_TRUE(Names(*EventOfHook(kImageGroup << 8 | kImageLoaded), kProcessGroup, kImageLoaded));
  EXPECT_FALSE(Names(load, kProcessGroup, 1));
  EXPECT_FALSE(Names(load, kImageGroup, 2));
  EXPECT_TRUE(Names(*EventOfHook(0x0524), kThreadGroup, 0x24));
  EXPECT_FALSE(Names(*EventOfHook(0x0524), kProcessGroup, 0x24));
  EXPECT_TRUE(IsEnabledBy(load, EVENT_TRACE_FLAG_IMAGE_LOAD));
  EXPECT_FALSE(IsEnabledBy(load, EVENT_TRACE_FLAG_PROCESS));
}

TEST(Payload, ReplacesWhatHasNoPlaceInAByte) {
  const std::vector<uint8_t> bytes = Payload().Narrow(u"\u00e4b").Take();
  EXPECT_EQ(bytes, (std::vector<uint8_t>{'?', 'b', 0}));
}

}  // namespace
}  // namespace etalon::sim
