// Process and image events as real Windows wrote them, in versions that we have files of.
#include "conformance/heap/kernel_event.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sim/consumer/event_merge.h"
#include "sim/include/kernel_guids.h"

namespace etalon::heap {
namespace {

using testing::Contains;
using testing::SizeIs;

std::vector<std::string> Told(const std::string& name) {
  std::ifstream file("golden/data/etl/" + name, std::ios::binary);
  const std::vector<char> bytes(std::istreambuf_iterator<char>(file), {});
  sim::Defect refusal;
  const auto reader =
      sim::LogFileReader::Open(std::make_unique<sim::MemoryBytes>(std::span<const uint8_t>(
                                   reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size())),
                               &refusal);
  std::vector<std::string> told;
  if (reader == nullptr) return told;
  sim::FileEvents events(*reader);
  sim::DeliveredEvent event;
  sim::BufferInfo buffer;
  for (sim::Step step; (step = events.Next(&event, &buffer)) != sim::Step::kNone;) {
    if (step != sim::Step::kEvent) continue;
    ProcessEvent process;
    ImageEvent image;
    if (event.guid == ProcessGuid && ParseProcessEvent(event, &process)) {
      told.push_back(std::to_string(process.process_id) + " " + process.name);
    } else if (event.guid == ImageLoadGuid && ParseImageEvent(event, &image)) {
      told.push_back(std::to_string(image.process_id) + " " + sim::Hex(image.base) + " " +
                     sim::Hex(image.size) + " " + image.path);
    }
  }
  return told;
}

// The file with version 3 has 64-bit payloads behind 32-bit headers: no Windows writes that.
TEST(KernelEventTest, ReadsProcessesOfVersion2) {
  EXPECT_THAT(Told("sawbuck_process_data_32_v2.etl"), SizeIs(8));
  EXPECT_THAT(Told("sawbuck_process_data_32_v2.etl"), Contains("0 Idle"));
  EXPECT_THAT(Told("sawbuck_process_data_32_v2.etl"), Contains("4 System"));
}

TEST(KernelEventTest, ReadsImagesOfVersion1) {
  const std::vector<std::string> told = Told("sawbuck_image_data_32_v1.etl");
  EXPECT_THAT(told, SizeIs(26));
  EXPECT_THAT(told, Contains("7644 0x76e10000 0x127000 C:\\Windows\\system32\\ntdll.dll"));
}

TEST(KernelEventTest, NamesOfFilesLeaveTheFolder) {
  EXPECT_EQ(FileNameOf("\\Device\\HarddiskVolume1\\a b.exe"), "a b.exe");
  EXPECT_EQ(FileNameOf("C:/x/y.dll"), "y.dll");
  EXPECT_EQ(FileNameOf("plain.exe"), "plain.exe");
}

}  // namespace
}  // namespace etalon::heap
