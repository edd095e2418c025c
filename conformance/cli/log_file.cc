#include "conformance/cli/log_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

namespace etalon {
namespace {

// A file of the host, read as it is needed.
class HostBytes final : public sim::LogFileBytes {
 public:
  HostBytes(std::ifstream file, uint64_t size) : file_(std::move(file)), size_(size) {}
  uint64_t size() const override { return size_; }

  sim::HeldBytes Read(uint64_t at, size_t count) override {
    if (at >= size_) return {};
    auto bytes = std::make_shared<std::vector<uint8_t>>(
        static_cast<size_t>(std::min<uint64_t>(count, size_ - at)));
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(at));
    file_.read(reinterpret_cast<char*>(bytes->data()), static_cast<std::streamsize>(bytes->size()));
    bytes->resize(static_cast<size_t>(file_.gcount()));
    sim::HeldBytes held;
    held.bytes = *bytes;
    held.keeper = std::move(bytes);
    return held;
  }

 private:
  std::ifstream file_;
  const uint64_t size_;
};

void PrintDefect(const std::string& path, const sim::Defect& defect, std::ostream& err) {
  err << path << ": offset " << sim::Hex(defect.offset) << ": " << defect.reason << "\n";
}

}  // namespace

std::unique_ptr<sim::LogFileBytes> OpenHostFile(const std::string& path, std::ostream& err) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    err << path << ": no such file\n";
    return nullptr;
  }
  if (std::filesystem::is_directory(status)) {
    err << path << ": is a folder, not a log file\n";
    return nullptr;
  }
  const uint64_t size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || !file) {
    err << path << ": cannot be opened for reading\n";
    return nullptr;
  }
  return std::make_unique<HostBytes>(std::move(file), size);
}

std::unique_ptr<sim::LogFileReader> ReadLogFile(std::unique_ptr<sim::LogFileBytes> bytes,
                                                const std::string& name, std::ostream& err) {
  sim::Defect refusal;
  auto reader = sim::LogFileReader::Open(std::move(bytes), &refusal);
  if (reader == nullptr) PrintDefect(name, refusal, err);
  return reader;
}

bool PrintDefects(const std::string& name, sim::LogFileReader& reader, std::ostream& err) {
  const sim::DefectLog& defects = reader.defects();
  for (const sim::Defect& defect : defects.kept()) PrintDefect(name, defect, err);
  if (defects.count() > defects.kept().size()) {
    err << name << ": and " << defects.count() - defects.kept().size() << " more defects\n";
  }
  if (reader.buffers_left_out() != 0) {
    err << name << ": " << reader.buffers_left_out() << " of " << reader.buffers_found()
        << " buffers could not be read; what is said above is all that is in the others\n";
  }
  return defects.count() != 0;
}

}  // namespace etalon
