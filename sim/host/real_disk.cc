#include "sim/host/real_disk.h"

#include <cerrno>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>

#ifndef _WIN32
#include <unistd.h>
#endif

namespace etalon::sim {
namespace {

namespace fs = std::filesystem;

FileError ErrorOf(int error) {
  switch (error) {
    case ENOENT:
      return FileError::kNotFound;
    case ENOTDIR:
      return FileError::kPathNotFound;
    case EACCES:
    case EPERM:
    case EROFS:
    case EISDIR:
      return FileError::kAccessDenied;
    case ENAMETOOLONG:
    case EINVAL:
      return FileError::kBadName;
    case ENOSPC:
    case EFBIG:
#ifdef EDQUOT
    case EDQUOT:
#endif
      return FileError::kDiskFull;
    default:
      return FileError::kFailed;
  }
}

std::FILE* OpenStream(const fs::path& path, const char* mode) {
#ifdef _WIN32
  return _wfopen(path.c_str(), fs::path(mode).c_str());
#else
  return std::fopen(path.c_str(), mode);
#endif
}

bool Seek(std::FILE* stream, uint64_t at) {
#ifdef _WIN32
  return _fseeki64(stream, static_cast<int64_t>(at), SEEK_SET) == 0;
#else
  return fseeko(stream, static_cast<off_t>(at), SEEK_SET) == 0;
#endif
}

// In one call of the system where there is one for it; the stream's position is as good as unknown
// afterwards.
bool ReadAt(std::FILE* stream, uint64_t at, std::span<uint8_t> bytes) {
#ifdef _WIN32
  return Seek(stream, at) && std::fread(bytes.data(), 1, bytes.size(), stream) == bytes.size();
#else
  while (!bytes.empty()) {
    const ssize_t part =
        pread(fileno(stream), bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (part < 0 && errno == EINTR) continue;
    if (part <= 0) return false;
    bytes = bytes.subspan(static_cast<size_t>(part));
    at += static_cast<uint64_t>(part);
  }
  return true;
#endif
}

// A stream without a buffer: what is written is the host's at once, in one call of the system.
class RealFile final : public File {
 public:
  RealFile(std::FILE* stream, fs::path path, std::shared_ptr<RealDisk::Writers> writers,
           std::u16string full_name)
      : stream_(stream),
        path_(std::move(path)),
        writers_(std::move(writers)),
        full_name_(std::move(full_name)) {
    std::setvbuf(stream_, nullptr, _IONBF, 0);
    std::error_code none;
    size_ = fs::file_size(path_, none);
  }

  ~RealFile() override {
    std::fclose(stream_);
    if (writers_ == nullptr) return;
    std::lock_guard<std::mutex> hold(writers_->mutex);
    writers_->names.erase(full_name_);
  }

  FileError Write(uint64_t at, std::span<const uint8_t> bytes, Ticks* duration) override {
    if (writers_ == nullptr) return FileError::kAccessDenied;
    *duration = 0;
    if (position_ != at && !Seek(stream_, at)) return Failed();
    if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) != bytes.size()) return Failed();
    position_ = at + bytes.size();
    if (position_ > size_) size_ = position_;
    return FileError::kNone;
  }

  using File::Read;
  bool Read(uint64_t at, std::span<uint8_t> bytes) override {
    position_ = kUnknown;
    return ReadAt(stream_, at, bytes);
  }

  // Somebody may be writing a file that is open for reading.
  uint64_t size() const override {
    if (writers_ != nullptr) return size_;
    std::error_code none;
    const uint64_t now = fs::file_size(path_, none);
    return none ? 0 : now;
  }

  FileError Resize(uint64_t size) override {
    if (writers_ == nullptr) return FileError::kAccessDenied;
    std::error_code error;
    fs::resize_file(path_, size, error);
    if (error) return ErrorOf(error.value());
    size_ = size;
    return FileError::kNone;
  }

 private:
  static constexpr uint64_t kUnknown = UINT64_MAX;

  FileError Failed() {
    position_ = kUnknown;
    std::clearerr(stream_);
    return ErrorOf(errno);
  }

  std::FILE* const stream_;
  const fs::path path_;
  const std::shared_ptr<RealDisk::Writers> writers_;  // null: open for reading
  const std::u16string full_name_;
  uint64_t size_ = 0;
  uint64_t position_ = kUnknown;  // of the stream
};

// Empty when `name` is not good UTF-16, or none at all.
fs::path PathOf(const std::u16string& name) {
  if (name.find(u'\0') != std::u16string::npos) return {};
  try {
    return fs::path(name);
  } catch (const std::exception&) {  // what it throws differs between libraries
    return {};
  }
}

FileError CheckFolder(const fs::path& path) {
  std::error_code none;
  const fs::path folder = path.parent_path();
  if (!folder.empty() && !fs::is_directory(folder, none)) return FileError::kPathNotFound;
  return fs::is_directory(path, none) ? FileError::kAccessDenied : FileError::kNone;
}

}  // namespace

RealDisk::RealDisk() : writers_(std::make_shared<Writers>()) {}

FileError RealDisk::OpenFile(const std::u16string& name, Open how, std::unique_ptr<File>* file) {
  const fs::path path = PathOf(name);
  if (path.empty()) return FileError::kBadName;
  if (const FileError error = CheckFolder(path); error != FileError::kNone) return error;
  const std::u16string full_name = FullName(name);
  if (how == Open::kRead) {
    std::FILE* stream = OpenStream(path, "rb");
    if (stream == nullptr) return ErrorOf(errno);
    *file = std::make_unique<RealFile>(stream, full_name, nullptr, full_name);
    return FileError::kNone;
  }
  std::lock_guard<std::mutex> hold(writers_->mutex);
  if (writers_->names.count(full_name) != 0) return FileError::kInUse;
  std::FILE* stream = how == Open::kAppend ? OpenStream(path, "r+b") : nullptr;
  if (stream == nullptr && (how == Open::kCreate || errno == ENOENT)) {
    stream = OpenStream(path, "w+b");
  }
  if (stream == nullptr) return ErrorOf(errno);
  writers_->names.insert(full_name);
  *file = std::make_unique<RealFile>(stream, full_name, writers_, full_name);
  return FileError::kNone;
}

std::u16string RealDisk::FullName(const std::u16string& name) const {
  std::error_code error;
  const fs::path path = fs::absolute(PathOf(name), error);
  fs::path full = fs::canonical(path, error);  // asks the system less than the next
  if (error) full = fs::weakly_canonical(path, error);
  return error ? name : full.u16string();
}

uint64_t RealDisk::FreeBytes(const std::u16string& name) const {
  std::error_code error;
  const fs::path folder = fs::absolute(PathOf(name), error).parent_path();
  const fs::space_info space = fs::space(folder, error);
  return error ? 0 : space.available;
}

}  // namespace etalon::sim
