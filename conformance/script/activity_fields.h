// The members of the operations in activity_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_ACTIVITY_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_ACTIVITY_FIELDS_H_

#include <tuple>
#include <utility>

#include "conformance/script/activity_ops.h"
#include "conformance/script/field.h"

namespace etalon {

template <>
struct NamesOf<DiskAction> {
  static constexpr std::pair<DiskAction, const char*> kAll[] = {
      {DiskAction::kRead, "read"}, {DiskAction::kWrite, "write"}, {DiskAction::kFlush, "flush"}};
};

template <>
struct NamesOf<FileAction> {
  static constexpr std::pair<FileAction, const char*> kAll[] = {{FileAction::kOpen, "open"},
                                                                {FileAction::kRead, "read"},
                                                                {FileAction::kWrite, "write"},
                                                                {FileAction::kFlush, "flush"},
                                                                {FileAction::kClose, "close"}};
};

template <>
struct FieldsOf<NewThread> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("name", &NewThread::name), MakeField("frames", &NewThread::frames));
};

template <>
struct FieldsOf<ExitThread> {
  static constexpr auto kAll = std::make_tuple(MakeField("name", &ExitThread::name));
};

template <>
struct FieldsOf<MapImage> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("path", &MapImage::path), MakeField("base", &MapImage::base),
      MakeField("size", &MapImage::size), MakeField("checksum", &MapImage::checksum),
      MakeField("time_stamp", &MapImage::time_stamp), MakeField("pdb", &MapImage::pdb),
      MakeField("pdb_guid", &MapImage::pdb_guid), MakeField("pdb_age", &MapImage::pdb_age),
      MakeField("frames", &MapImage::frames));
};

template <>
struct FieldsOf<UnmapImage> {
  static constexpr auto kAll = std::make_tuple(MakeField("path", &UnmapImage::path),
                                               MakeField("frames", &UnmapImage::frames));
};

template <>
struct FieldsOf<SwitchContext> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("to_process", &SwitchContext::to_process),
      MakeField("to_thread", &SwitchContext::to_thread),
      MakeField("from_idle", &SwitchContext::from_idle),
      MakeField("to_idle", &SwitchContext::to_idle), MakeField("state", &SwitchContext::state),
      MakeField("wait_reason", &SwitchContext::wait_reason),
      MakeField("wait_time", &SwitchContext::wait_time),
      MakeField("frames", &SwitchContext::frames));
};

template <>
struct FieldsOf<AccessDisk> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("action", &AccessDisk::action), MakeField("path", &AccessDisk::path),
      MakeField("disk", &AccessDisk::disk), MakeField("offset", &AccessDisk::offset),
      MakeField("size", &AccessDisk::size), MakeField("duration_us", &AccessDisk::duration_us),
      MakeField("frames", &AccessDisk::frames));
};

template <>
struct FieldsOf<AccessFile> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("action", &AccessFile::action), MakeField("path", &AccessFile::path),
      MakeField("offset", &AccessFile::offset), MakeField("size", &AccessFile::size),
      MakeField("frames", &AccessFile::frames));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_ACTIVITY_FIELDS_H_
