// ProcessTrace, and libpcap reading as many records of the same size: eight files merged by time.
#include <pcap/pcap.h>

#include <array>
#include <memory>
#include <string>

#include "sim/bench/log_file_cases.h"
#include "sim/bench/run.h"
#include "sim/host/random.h"

namespace etalon::bench {
namespace {

constexpr uint64_t kEvents = 1'000'000;
constexpr uint32_t kRecordBytes = 112;
constexpr uint64_t kNone = UINT64_MAX;

// Eight files, with the records of a processor each.
class Captures {
 public:
  Captures() {
    for (uint32_t i = 0; i < kProcessors; ++i) {
      files_[i] = std::make_unique<ScratchFile>(std::to_string(i) + ".pcap");
    }
    Write();
  }

  std::string name(size_t i) const { return files_[i]->host_name(); }

 private:
  void Write() {
    pcap_t* const form = pcap_open_dead_with_tstamp_precision(DLT_USER0, 65535,
                                                              PCAP_TSTAMP_PRECISION_NANO);
    std::array<pcap_dumper_t*, kProcessors> writers;
    for (size_t i = 0; i < kProcessors; ++i) writers[i] = pcap_dump_open(form, name(i).c_str());
    sim::Random random(1);
    const unsigned char record[kRecordBytes] = {};
    for (uint64_t i = 0; i < kEvents; ++i) {
      pcap_pkthdr header = {};
      header.ts.tv_sec = static_cast<time_t>(i / 1'000'000'000);
      header.ts.tv_usec = static_cast<suseconds_t>(i % 1'000'000'000);
      header.caplen = header.len = kRecordBytes;
      pcap_dump(reinterpret_cast<u_char*>(writers[random.Below(kProcessors)]), &header, record);
    }
    for (pcap_dumper_t* const writer : writers) pcap_dump_close(writer);
    pcap_close(form);
  }

  std::array<std::unique_ptr<ScratchFile>, kProcessors> files_;
};

struct Reader {
  void Open(const std::string& name) {
    char error[PCAP_ERRBUF_SIZE];
    file = pcap_open_offline_with_tstamp_precision(name.c_str(), PCAP_TSTAMP_PRECISION_NANO, error);
    Next();
  }
  void Next() {
    pcap_pkthdr* header = nullptr;
    const u_char* record = nullptr;
    const bool is_there = file != nullptr && pcap_next_ex(file, &header, &record) == 1;
    stamp = is_there ? static_cast<uint64_t>(header->ts.tv_sec) * 1'000'000'000 +
                           static_cast<uint64_t>(header->ts.tv_usec)
                     : kNone;
  }

  pcap_t* file = nullptr;
  uint64_t stamp = kNone;
};

uint64_t Merge(const Captures& captures) {
  std::array<Reader, kProcessors> readers;
  for (size_t i = 0; i < kProcessors; ++i) readers[i].Open(captures.name(i));
  uint64_t records = 0;
  for (;;) {
    size_t first = 0;
    for (size_t i = 1; i < kProcessors; ++i) {
      if (readers[i].stamp < readers[first].stamp) first = i;
    }
    if (readers[first].stamp == kNone) break;
    ++records;
    readers[first].Next();
  }
  for (const Reader& reader : readers) {
    if (reader.file != nullptr) pcap_close(reader.file);
  }
  return records;
}

std::vector<Section> Sections() {
  const auto sample = std::make_shared<SampleLogFile>(kEvents);
  const auto captures = std::make_shared<Captures>();
  const Case process = [=](benchmark::State& state) {
    if (!sample->Write()) return state.SkipWithError("the sample could not be written");
    ProcessCase(state, *sample);
  };
  const Case merge = [=](benchmark::State& state) {
    uint64_t records = 0;
    for (auto _ : state) records = Merge(*captures);
    if (records != kEvents) return state.SkipWithError("records are missing");
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(records));
  };
  return {{"Beside libpcap",
           "ns/event",
           {{"ProcessTrace, 8 processors, host's .etl, in time order", process,
             "8 files of 112-byte records, linear minimum", merge, {0.4, 0.25}, 1}}}};
}

}  // namespace
}  // namespace etalon::bench

int main(int, char** argv) {
  using namespace etalon::bench;
  return RunSections(Sections(), {}, argv[0]);
}
