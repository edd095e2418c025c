#include "sim/host/simulated_disk.h"

#include <utility>

#include "sim/host/simulated_file.h"
#include "sim/host/upper_case.h"

namespace etalon::sim {

// Made once, for every disk to begin with.
const std::map<std::u16string, SimulatedDisk::Node>& SimulatedDisk::InstalledFolders() {
  static const std::map<std::u16string, Node> folders = [] {
    std::map<std::u16string, Node> made;
    const auto add = [&](const std::u16string& name, bool is_protected) {
      made.emplace(UpperCase(name), Node{name, is_protected, nullptr});
    };
    add(u"C:\\etalon", false);
    add(u"C:\\Windows", true);
    add(u"C:\\Windows\\System32", true);
    add(u"C:\\Windows\\System32\\LogFiles", false);
    add(u"C:\\Windows\\System32\\LogFiles\\WMI", true);
    return made;
  }();
  return folders;
}

SimulatedDisk::SimulatedDisk(const Clock& clock) : clock_(clock), nodes_(InstalledFolders()) {
  drives_.emplace(u'C', std::make_unique<Drive>());
  drives_.emplace(u'D', std::make_unique<Drive>());
}

SimulatedDisk::~SimulatedDisk() = default;

FileError SimulatedDisk::OpenFile(const std::u16string& name, Open how,
                                  std::unique_ptr<File>* file) {
  WindowsPath path;
  if (const FileError error = ReadPath(name, &path); error != FileError::kNone) return error;
  const Node* node = Find(path);
  if (path.parts.empty() || (node != nullptr && node->contents == nullptr)) {
    return FileError::kAccessDenied;  // a folder
  }
  std::shared_ptr<Contents> contents = node != nullptr ? node->contents : nullptr;
  if (how == Open::kRead) {
    if (contents == nullptr) return FileError::kNotFound;
  } else if (contents == nullptr) {
    contents = Create(path);
  } else if (contents->written_to) {
    return FileError::kInUse;
  } else if (how == Open::kCreate) {
    contents->Resize(0);
  }
  *file = std::make_unique<SimulatedFile>(clock_, std::move(contents), how != Open::kRead);
  return FileError::kNone;
}

bool SimulatedDisk::MayCreateIn(const std::u16string& name, bool privileged) const {
  if (privileged) return true;
  std::optional<WindowsPath> path = ReadWindowsPath(name);
  if (!path) return true;
  while (!path->parts.empty()) {
    path->parts.pop_back();
    const Node* folder = Find(*path);
    if (folder != nullptr && folder->is_protected) return false;
  }
  return true;
}

std::u16string SimulatedDisk::FullName(const std::u16string& name) const {
  const std::optional<WindowsPath> path = ReadWindowsPath(name);
  if (!path) return name;
  WindowsPath prefix{.drive = path->drive, .parts = {}};
  std::u16string full = prefix.Text();
  for (const std::u16string& part : path->parts) {
    prefix.parts.push_back(part);
    const Node* node = Find(prefix);
    if (full.back() != u'\\') full += u'\\';
    full = node != nullptr ? node->name : full + part;
  }
  return full;
}

uint64_t SimulatedDisk::FreeBytes(const std::u16string& name) const {
  const std::optional<WindowsPath> path = ReadWindowsPath(name);
  const Drive* drive = path ? FindDrive(path->drive) : nullptr;
  return drive != nullptr ? drive->free : 0;
}

bool SimulatedDisk::OnSystemDrive(const std::u16string& name) const {
  const std::optional<WindowsPath> path = ReadWindowsPath(name);
  return path && path->drive == u'C';
}

FileError SimulatedDisk::MakeFolder(const std::u16string& name, bool is_protected) {
  const std::optional<WindowsPath> path = ReadWindowsPath(name);
  if (!path) return FileError::kBadName;
  if (const FileError error = MakeFolders(*path); error != FileError::kNone) return error;
  if (!path->parts.empty()) nodes_[UpperCase(path->Text())].is_protected = is_protected;
  return FileError::kNone;
}

FileError SimulatedDisk::PutFile(const std::u16string& name, std::span<const uint8_t> bytes) {
  std::optional<WindowsPath> folder = ReadWindowsPath(name);
  if (!folder || folder->parts.empty()) return FileError::kBadName;
  folder->parts.pop_back();
  if (const FileError error = MakeFolders(*folder); error != FileError::kNone) return error;
  std::unique_ptr<File> file;
  const FileError error = OpenFile(name, Open::kCreate, &file);
  if (error != FileError::kNone) return error;
  const WindowsPath path = *ReadWindowsPath(name);
  Contents& contents = *Find(path)->contents;
  if (!contents.Resize(bytes.size())) return FileError::kDiskFull;
  contents.bytes.Write(0, bytes);  // not by File::Write: it takes no time
  return FileError::kNone;
}

std::optional<std::vector<uint8_t>> SimulatedDisk::GetFile(const std::u16string& name) const {
  const std::optional<WindowsPath> path = ReadWindowsPath(name);
  const Node* node = path ? Find(*path) : nullptr;
  if (node == nullptr || node->contents == nullptr) return std::nullopt;
  const SparseBytes& contents = node->contents->bytes;
  std::vector<uint8_t> bytes(contents.size());
  contents.Read(0, bytes);
  return bytes;
}

FileError SimulatedDisk::RemoveFile(const std::u16string& name) {
  WindowsPath path;
  if (const FileError error = ReadPath(name, &path); error != FileError::kNone) return error;
  const Node* node = Find(path);
  if (node == nullptr) return FileError::kNotFound;
  if (node->contents == nullptr) return FileError::kAccessDenied;
  if (node->contents->written_to) return FileError::kInUse;
  node->contents->Resize(0);
  nodes_.erase(UpperCase(path.Text()));
  return FileError::kNone;
}

std::vector<std::u16string> SimulatedDisk::List(const std::u16string& folder) const {
  std::vector<std::u16string> names;
  const std::optional<WindowsPath> path = ReadWindowsPath(folder);
  if (!path) return names;
  std::u16string prefix = UpperCase(path->Text());
  if (prefix.back() != u'\\') prefix += u'\\';
  for (auto it = nodes_.lower_bound(prefix); it != nodes_.end(); ++it) {
    if (it->first.compare(0, prefix.size(), prefix) != 0) break;
    if (it->first.find(u'\\', prefix.size()) == std::u16string::npos) {
      names.push_back(it->second.name);
    }
  }
  return names;
}

bool SimulatedDisk::SetFree(char16_t drive, uint64_t bytes) {
  Drive* found = FindDrive(drive);
  if (found != nullptr) found->free = bytes;
  return found != nullptr;
}

bool SimulatedDisk::SetThroughput(char16_t drive, uint64_t bytes_per_second) {
  Drive* found = FindDrive(drive);
  if (found != nullptr) found->bytes_per_second = bytes_per_second;
  return found != nullptr;
}

bool SimulatedDisk::SetLatency(char16_t drive, Ticks latency) {
  Drive* found = FindDrive(drive);
  if (found != nullptr) found->latency = latency;
  return found != nullptr;
}

void SimulatedDisk::Describe(const StateWriter& out) const {
  for (const auto& [letter, drive] : drives_) {
    const StateWriter of_drive = out.In("drive", std::u16string_view(&letter, 1));
    of_drive.Number("Free", drive->free);
  }
  for (const auto& [folded, node] : nodes_) {
    if (node.contents == nullptr) {
      out.In("folder").Text(ToAscii(node.name), node.is_protected ? "protected" : "there");
      continue;
    }
    const StateWriter file = out.In("file", node.name);
    file.Number("Size", node.contents->bytes.size());
    file.Number("Hash", node.contents->bytes.Hash());
    file.Number("WrittenTo", node.contents->written_to ? 1 : 0);
  }
}

const SimulatedDisk::Node* SimulatedDisk::Find(const WindowsPath& path) const {
  const auto found = nodes_.find(UpperCase(path.Text()));
  return found != nodes_.end() ? &found->second : nullptr;
}

SimulatedDisk::Drive* SimulatedDisk::FindDrive(char16_t letter) const {
  const auto found = drives_.find(letter);
  return found != drives_.end() ? found->second.get() : nullptr;
}

// The path of a file whose folder exists.
FileError SimulatedDisk::ReadPath(const std::u16string& name, WindowsPath* path) const {
  const std::optional<WindowsPath> read = ReadWindowsPath(name);
  if (!read) return FileError::kBadName;
  *path = *read;
  return FolderExists(*path) ? FileError::kNone : FileError::kPathNotFound;
}

bool SimulatedDisk::FolderExists(WindowsPath path) const {
  if (FindDrive(path.drive) == nullptr) return false;
  if (path.parts.size() <= 1) return true;
  path.parts.pop_back();
  const Node* folder = Find(path);
  return folder != nullptr && folder->contents == nullptr;
}

FileError SimulatedDisk::MakeFolders(const WindowsPath& path) {
  if (FindDrive(path.drive) == nullptr) return FileError::kPathNotFound;
  WindowsPath folder{.drive = path.drive, .parts = {}};
  for (const std::u16string& part : path.parts) {
    folder.parts.push_back(part);
    const std::u16string full = FullName(folder.Text());
    const auto [node, added] = nodes_.try_emplace(UpperCase(full), Node{full, false, nullptr});
    if (!added && node->second.contents != nullptr) return FileError::kPathNotFound;
  }
  return FileError::kNone;
}

std::shared_ptr<SimulatedDisk::Contents> SimulatedDisk::Create(const WindowsPath& path) {
  auto contents = std::make_shared<Contents>(*FindDrive(path.drive));
  const std::u16string full = FullName(path.Text());
  nodes_.emplace(UpperCase(full), Node{full, false, contents});
  return contents;
}

}  // namespace etalon::sim
