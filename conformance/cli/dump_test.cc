#include "conformance/cli/dump.h"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace etalon {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

const std::string kFolder = "golden/data/etl/";

struct Result {
  int exit_code = 0;
  std::vector<std::string> lines;
  std::string errors;
};

Result DumpFile(const std::string& path, bool as_json) {
  std::ostringstream out;
  std::ostringstream err;
  Result result;
  result.exit_code = Dump(path, as_json, out, err);
  std::istringstream text(out.str());
  for (std::string line; std::getline(text, line);) result.lines.push_back(line);
  result.errors = err.str();
  return result;
}

std::map<std::string, int> KindsOf(const Result& result) {
  std::map<std::string, int> kinds;
  for (const std::string& line : result.lines) {
    const json object = json::parse(line);
    if (object.contains("kind")) ++kinds[object["kind"]];
  }
  return kinds;
}

std::string ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// A file with these bytes in the test's own folder.
std::string Scratch(const std::string& name, const std::string& bytes) {
  const std::string path = testing::TempDir() + name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

TEST(DumpTest, EveryRealFileIsDumpedInFull) {
  const std::map<std::string, std::map<std::string, int>> kinds_of_file = {
      {"airbus_AMSITrace.etl", {{"SYSTEM64", 2}, {"EVENT64", 19}}},
      {"airbus_lxcore_kernel.etl", {{"SYSTEM64", 2}, {"EVENT64", 2}}},
      {"perfview_PerfViewData.clrRundown.etl", {{"SYSTEM64", 2}, {"EVENT64", 110}}},
      {"perfview_primitive-types.etl", {{"SYSTEM64", 2}, {"EVENT64", 5}}},
      {"sawbuck_image_data_32_v1.etl", {{"SYSTEM32", 1}, {"FULL32", 26}}},
      {"sawbuck_process_data_32_v2.etl", {{"SYSTEM32", 1}, {"FULL32", 8}}},
      {"sawbuck_process_data_64_v3.etl", {{"SYSTEM32", 1}, {"FULL32", 8}}},
  };
  for (const auto& [file, kinds] : kinds_of_file) {
    SCOPED_TRACE(file);
    const Result result = DumpFile(kFolder + file, true);
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.errors, "");
    EXPECT_EQ(KindsOf(result), kinds);
    EXPECT_EQ(DumpFile(kFolder + file, false).exit_code, 0);
  }
}

TEST(DumpTest, JsonTellsHeaderAndEventsInFull) {
  const Result result = DumpFile(kFolder + "sawbuck_image_data_32_v1.etl", true);
  ASSERT_EQ(result.lines.size(), 28u);
  const json header = json::parse(result.lines[0])["header"];
  EXPECT_EQ(header["session"], "Make Test Data Session");
  EXPECT_EQ(header["build"], 7600);
  EXPECT_EQ(header["processors"], 16);
  EXPECT_EQ(header["clock"], 1);
  EXPECT_EQ(header["perf_freq"], 2337949);
  EXPECT_EQ(header["start_time"], "2011-05-02T12:56:41.5293624Z");
  EXPECT_EQ(header["buffer_size"], 65536);
  const json event = json::parse(result.lines[2]);
  EXPECT_EQ(event["time"], "2011-05-02T12:56:41.5322084Z");
  EXPECT_EQ(event["stamp"], 795708277519);
  EXPECT_EQ(event["cpu"], 10);
  EXPECT_EQ(event["session_id"], 12);
  EXPECT_EQ(event["process"], 7644);
  EXPECT_EQ(event["thread"], 6452);
  EXPECT_EQ(event["kind"], "FULL32");
  EXPECT_EQ(event["class"], "2cb15d1d-5fc1-11d2-abe1-00a0c911f518");
  EXPECT_EQ(event["type"], 3);
  EXPECT_EQ(event["level"], 4);
  EXPECT_EQ(event["version"], 1);
  const std::string payload = event["payload"];
  EXPECT_EQ(payload.size(), 2 * 114u);
  EXPECT_THAT(payload, StartsWith("0000160100e01900dc1d000043003a00"));
}

TEST(DumpTest, EventsOfPrivateSessionsHaveOneProcessorTime) {
  std::string bytes = ReadBytes(kFolder + "sawbuck_image_data_32_v1.etl");
  const json before = json::parse(DumpFile(Scratch("ours.etl", bytes), true).lines[2]);
  EXPECT_EQ(before["kernel_time"], 3);
  EXPECT_EQ(before["user_time"], 1);
  bytes[0x68 + 0x21] |= 8;  // EVENT_TRACE_PRIVATE_LOGGER_MODE
  const json after = json::parse(DumpFile(Scratch("private.etl", bytes), true).lines[2]);
  EXPECT_FALSE(after.contains("kernel_time"));
  EXPECT_EQ(after["processor_time"], 0x100000003);
}

TEST(DumpTest, TextShortensPayloads) {
  const Result result = DumpFile(kFolder + "sawbuck_image_data_32_v1.etl", false);
  EXPECT_EQ(result.lines[0], "session   Make Test Data Session");
  EXPECT_EQ(result.lines[2], "Windows   6.1, build 7600, 16 processors, 32-bit controller");
  EXPECT_EQ(result.lines[5], "started   2011-05-02T12:56:41.5293624Z");
  EXPECT_EQ(result.lines[12],
            "+0.0028460 cpu 10 7644/6452 FULL32 2cb15d1d-5fc1-11d2-abe1-00a0c911f518 "
            "type 3 (Image DCStart) level 4 version 1 : 0000160100e01900dc1d000043003a00... 114 "
            "bytes");
}

TEST(DumpTest, ATruncatedFileGivesItsEventsAndThenTheDamage) {
  const std::string whole = ReadBytes(kFolder + "sawbuck_image_data_32_v1.etl");
  const std::string path = Scratch("truncated.etl", whole.substr(0, 0x20100));
  const Result result = DumpFile(path, true);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(KindsOf(result), (std::map<std::string, int>{{"SYSTEM32", 1}, {"FULL32", 3}}));
  EXPECT_EQ(result.errors, path + ": offset 0x20100: the file ends inside the buffer at 0x20000\n");
}

TEST(DumpTest, ADamagedEventEndsItsBufferAndTheOthersAreRead) {
  std::string bytes = ReadBytes(kFolder + "sawbuck_image_data_32_v1.etl");
  bytes[0x20048 + 3] = 0x11;
  const std::string path = Scratch("damaged.etl", bytes);
  const Result result = DumpFile(path, true);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(KindsOf(result), (std::map<std::string, int>{{"SYSTEM32", 1}, {"FULL32", 2}}));
  EXPECT_EQ(result.errors, path + ": offset 0x20048: no event header: marker byte 0x11\n");
}

TEST(DumpTest, ACompressedBufferIsNamedAndPassed) {
  std::string bytes = ReadBytes(kFolder + "sawbuck_image_data_32_v1.etl");
  bytes[0x10000 + 0x34] |= 0x40;
  const std::string path = Scratch("compressed.etl", bytes);
  const Result result = DumpFile(path, true);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(KindsOf(result), (std::map<std::string, int>{{"SYSTEM32", 1}, {"FULL32", 24}}));
  EXPECT_EQ(result.errors, path + ": offset 0x10000: compressed buffer: cannot be expanded\n" +
                               path + ": 1 of 3 buffers could not be read; what is said above is " +
                               "all that is in the others\n");
}

TEST(DumpTest, WhatIsNoLogFileIsRefused) {
  const std::string text = Scratch("text.etl", std::string(200, 'x'));
  Result result = DumpFile(text, false);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(result.lines.empty());
  EXPECT_THAT(result.errors, StartsWith(text + ": offset 0x0: no log file"));

  const std::string empty = Scratch("empty.etl", "");
  EXPECT_EQ(DumpFile(empty, false).errors,
            empty + ": offset 0x0: the file ends inside its first buffer's header\n");
  EXPECT_EQ(DumpFile("no/such/file.etl", false).errors, "no/such/file.etl: no such file\n");
  EXPECT_THAT(DumpFile(testing::TempDir(), false).errors, HasSubstr("is a folder"));
}

}  // namespace
}  // namespace etalon
