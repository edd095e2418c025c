// Log files of every mode and every Windows keep the rules of docs/log_file_format.md, and the
// reader and the program of docs/examples find in them what was written.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "golden/log_file_rules.h"
#include "golden/recorded_files.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon {
namespace {

using nlohmann::json;
using testing::ElementsAre;

// What a reader found: events by the name of their header, and their times in the order in which it
// gave them.
struct Reading {
  std::map<std::string, int> counts;
  std::vector<int64_t> times;
  std::vector<std::string> defects;
};

Reading ReadWithEtalon(const Bytes& bytes) {
  Reading reading;
  sim::Defect refusal;
  const auto reader = sim::LogFileReader::Open(std::make_unique<sim::MemoryBytes>(bytes), &refusal);
  if (reader == nullptr) return {{}, {}, {refusal.reason}};
  sim::FileEvents events(*reader);
  sim::DeliveredEvent event;
  sim::BufferInfo buffer;
  for (sim::Step step; (step = events.Next(&event, &buffer)) != sim::Step::kNone;) {
    if (step != sim::Step::kEvent) continue;
    ++reading.counts[sim::HeaderName(event)];
    reading.times.push_back(event.order_time);
  }
  for (const sim::Defect& defect : reader->defects().kept())
    reading.defects.push_back(defect.reason);
  return reading;
}

std::string Scratch(const Bytes& bytes) {
  const std::string path = testing::TempDir() + "read.etl";
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  return path;
}

// The program that was written from the document alone.
Reading ReadWithExample(const Bytes& bytes) {
  Reading reading;
  const std::string command = "python3 docs/examples/read_etl.py " + Scratch(bytes);
  FILE* const pipe = popen(command.c_str(), "r");
  std::string text;
  for (int c; (c = std::fgetc(pipe)) != EOF;) {
    if (c != '\n') {
      text += static_cast<char>(c);
      continue;
    }
    const json line = json::parse(text);
    text.clear();
    if (line.contains("defect")) reading.defects.push_back(line["defect"]);
    if (!line.contains("kind")) continue;
    ++reading.counts[line["kind"]];
    reading.times.push_back(line["time"]);
  }
  EXPECT_EQ(pclose(pipe), 0);
  return reading;
}

Bytes ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

struct Case {
  RecordedKind kind;
  WindowsVersion windows;
  uint32_t bits;
};

// The events that ETW itself adds.
std::map<std::string, int> WithSystemEvents(std::map<std::string, int> counts, uint32_t bits,
                                            uint32_t build) {
  counts["SYSTEM" + std::to_string(bits)] += build >= 18362 ? 2 : 1;
  return counts;
}

// Sessions with kernel events have one more.
std::map<std::string, int> WithGroupMasks(std::map<std::string, int> counts, const Case& one) {
  const bool has_masks = one.kind == RecordedKind::kSystemLogger && one.windows >= kWindows7;
  if (has_masks) ++counts["SYSTEM" + std::to_string(one.bits)];
  return counts;
}

// Four processes with a thread each, there at the start and at the stop.
std::map<std::string, int> WithRundown(std::map<std::string, int> counts, const Case& one) {
  if (one.kind == RecordedKind::kSystemLogger) counts["SYSTEM64"] += 2 * 4 * 2;
  return counts;
}

void ExpectBothReadersAgree(const Bytes& bytes, const std::map<std::string, int>& counts) {
  const Reading own = ReadWithEtalon(bytes);
  const Reading example = ReadWithExample(bytes);
  EXPECT_THAT(own.defects, ElementsAre());
  EXPECT_THAT(example.defects, ElementsAre());
  EXPECT_EQ(own.counts, counts);
  EXPECT_EQ(example.counts, counts);
  EXPECT_EQ(own.times, example.times);
  EXPECT_TRUE(std::is_sorted(own.times.begin(), own.times.end()));
}

uint32_t BuildOf(WindowsVersion windows) {
  if (windows.build() != 0) return windows.build();
  return windows == kServer2003 ? 3790 : 7601;
}

LogFileTruth TruthOf(const RecordedFile& file) {
  LogFileTruth truth;
  truth.major = file.windows.first();
  truth.minor = file.windows.second();
  truth.build = BuildOf(file.windows);
  truth.bits = file.bits;
  truth.finished = file.kind != RecordedKind::kUnfinished;
  truth.complete = !file.written.empty();
  truth.appended = file.kind == RecordedKind::kAppend;
  return truth;
}

class RecordedFileTest : public testing::TestWithParam<Case> {};

TEST_P(RecordedFileTest, KeepsTheRulesAndIsRead) {
  const auto& [kind, windows, bits] = GetParam();
  const RecordedFile file = Record(kind, windows, bits);
  const LogFileFindings findings = CheckLogFile(file.bytes, TruthOf(file));
  EXPECT_THAT(findings.broken, ElementsAre());
  if (kind != RecordedKind::kSystemLogger) {
    EXPECT_GT(findings.buffers, 1u);
  }
  if (!file.written.empty() || kind == RecordedKind::kSystemLogger) {
    const auto counts = WithSystemEvents(file.written, bits, BuildOf(windows));
    EXPECT_EQ(findings.counts, WithRundown(WithGroupMasks(counts, GetParam()), GetParam()));
  }
  ExpectBothReadersAgree(file.bytes, findings.counts);
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const WindowsVersion windows : {kServer2003, kWindows7, kWindows10_1607, kNewest}) {
    for (const RecordedKind kind : kRecordedKinds) {
      for (const uint32_t bits : {32u, 64u}) {
        if (windows == kServer2003 && kind == RecordedKind::kBuffering) continue;
        cases.push_back({kind, windows, bits});
      }
    }
  }
  return cases;
}

INSTANTIATE_TEST_SUITE_P(All, RecordedFileTest, testing::ValuesIn(Cases()), [](const auto& info) {
  return std::to_string(static_cast<int>(info.param.kind)) + "_" +
         std::to_string(info.param.windows.first()) + "_" +
         std::to_string(info.param.windows.build()) + "_" + std::to_string(info.param.bits);
});

struct RealFile {
  const char* name;
  uint32_t major, minor, build, bits;
};

constexpr RealFile kRealFiles[] = {
    {"airbus_AMSITrace.etl", 10, 0, 18362, 64},
    {"airbus_lxcore_kernel.etl", 10, 0, 19041, 64},
    {"perfview_PerfViewData.clrRundown.etl", 10, 0, 19045, 64},
    {"perfview_primitive-types.etl", 10, 0, 19043, 64},
    {"sawbuck_image_data_32_v1.etl", 6, 1, 7600, 32},
    {"sawbuck_process_data_32_v2.etl", 6, 1, 7600, 32},
    {"sawbuck_process_data_64_v3.etl", 6, 1, 7600, 32},
};

TEST(RealFileTest, KeepsTheRulesAndIsRead) {
  for (const RealFile& real : kRealFiles) {
    SCOPED_TRACE(real.name);
    const Bytes bytes = ReadWhole(std::string("golden/data/etl/") + real.name);
    LogFileTruth truth = {real.major, real.minor, real.build, real.bits};
    truth.is_simulated = false;
    const LogFileFindings findings = CheckLogFile(bytes, truth);
    EXPECT_THAT(findings.broken, ElementsAre());
    ExpectBothReadersAgree(bytes, findings.counts);
  }
}

// The rows of the document's example: offset, then bytes; "*" repeats the row before it.
std::map<size_t, Bytes> RowsOfExample(const std::string& path) {
  std::ifstream document(path);
  std::string line;
  while (std::getline(document, line) && !line.starts_with("<!-- example:")) {
  }
  std::getline(document, line);  // ```
  std::map<size_t, Bytes> rows;
  bool repeats = false;
  while (std::getline(document, line) && line != "```") {
    if (line == "*") repeats = true;
    if (line.empty() || line.front() == '*' || line.front() == ' ') continue;
    const size_t offset = std::stoul(line, nullptr, 16);
    const std::string hex = line.substr(7, line.find("   ", 7) - 7);
    Bytes row;
    for (size_t at = 0; at + 1 < hex.size(); at += 3) {
      row.push_back(static_cast<uint8_t>(std::stoul(hex.substr(at, 2), nullptr, 16)));
    }
    while (repeats && rows.rbegin()->first + 16 < offset) {
      rows[rows.rbegin()->first + 16] = rows.rbegin()->second;
    }
    repeats = false;
    rows[offset] = row;
  }
  return rows;
}

std::string RowText(const Bytes& bytes, size_t at, size_t count) {
  std::string text;
  char two[4];
  for (size_t i = at; i < std::min(at + count, bytes.size()); ++i) {
    std::snprintf(two, sizeof two, " %02x", bytes[i]);
    text += two;
  }
  return text;
}

TEST(DocumentTest, ItsExampleIsWhatTheSimulatorWrites) {
  const Bytes file = RecordExample();
  std::vector<bool> shown(file.size());
  for (const auto& [offset, row] : RowsOfExample("docs/log_file_format.md")) {
    EXPECT_EQ(RowText(row, 0, row.size()), RowText(file, offset, row.size())) << std::hex << offset;
    for (size_t i = offset; i < std::min(offset + row.size(), file.size()); ++i) shown[i] = true;
  }
  for (size_t i = 0; i < file.size(); ++i) {
    if (!shown[i] && file[i] != 0xFF) {
      ADD_FAILURE() << "not shown: " << std::hex << i << " " << RowText(file, i, 16);
      i += 15;
    }
  }
  LogFileTruth truth;
  EXPECT_THAT(CheckLogFile(file, truth).broken, ElementsAre());
  EXPECT_EQ(
      CheckLogFile(file, truth).counts,
      (std::map<std::string, int>{
          {"SYSTEM64", 2}, {"FULL64", 1}, {"INSTANCE64", 2}, {"MESSAGE", 2}, {"EVENT64", 2}}));
}

TEST(LogFileRulesTest, FindsWhatIsBroken) {
  const RecordedFile good = Record(RecordedKind::kSequential, kNewest, 64);
  const auto broken_by = [&](size_t at, uint8_t value) {
    Bytes bytes = good.bytes;
    bytes[at] = value;
    return CheckLogFile(bytes, TruthOf(good)).broken;
  };
  for (const size_t at :
       {0x04, 0x08, 0x0C,  0x2C,   0x34,   0x36,   0x4A,   0x4E,   0x6D,   0x70,
        0x8C, 0x94, 0xFFF, 0x1004, 0x100B, 0x1028, 0x1030, 0x1034, 0x1036, 0x104B}) {
    EXPECT_FALSE(broken_by(at, 0x77).empty()) << at;
  }
}

}  // namespace
}  // namespace etalon
