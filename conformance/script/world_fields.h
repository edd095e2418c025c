// The members of the operations in world_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_WORLD_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_WORLD_FIELDS_H_

#include <tuple>
#include <utility>

#include "conformance/script/field.h"
#include "conformance/script/world_ops.h"

namespace etalon {

template <>
struct NamesOf<Token> {
  static constexpr std::pair<Token, const char*> kAll[] = {
      {Token::kAdministrator, "administrator"},
      {Token::kPerformanceLogUser, "performance-log-user"},
      {Token::kLocalSystem, "local-system"},
      {Token::kLocalService, "local-service"},
      {Token::kNetworkService, "network-service"},
      {Token::kUser, "user"}};
};

template <>
struct NamesOf<FaultPoint> {
  static constexpr std::pair<FaultPoint, const char*> kAll[] = {
      {FaultPoint::kBufferMemory, "buffer-memory"},
      {FaultPoint::kPropertiesMemory, "properties-memory"},
      {FaultPoint::kDiskWrite, "disk-write"},
      {FaultPoint::kFileOpen, "file-open"}};
};

template <>
struct FieldsOf<Await> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("of", &Await::of), MakeField("timeout_ms", &Await::timeout_ms));
};

template <>
struct FieldsOf<Advance> {
  static constexpr auto kAll = std::make_tuple(MakeField("ms", &Advance::ms));
};

template <>
struct FieldsOf<NewProcess> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("name", &NewProcess::name), MakeField("token", &NewProcess::token),
      MakeField("bits", &NewProcess::bits), MakeField("suspended", &NewProcess::suspended),
      MakeField("in_place_of", &NewProcess::in_place_of));
};

template <>
struct FieldsOf<ResumeProcess> {
  static constexpr auto kAll = std::make_tuple(MakeField("name", &ResumeProcess::name));
};

template <>
struct FieldsOf<ExitProcess> {
  static constexpr auto kAll = std::make_tuple(MakeField("name", &ExitProcess::name));
};

template <>
struct FieldsOf<InjectFault> {
  static constexpr auto kAll = std::make_tuple(MakeField("point", &InjectFault::point),
                                               MakeField("after", &InjectFault::after),
                                               MakeField("times", &InjectFault::times));
};

template <>
struct FieldsOf<SetDisk> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("drive", &SetDisk::drive), MakeField("free_bytes", &SetDisk::free_bytes),
      MakeField("bytes_per_second", &SetDisk::bytes_per_second),
      MakeField("latency_us", &SetDisk::latency_us));
};

template <>
struct FieldsOf<SetMachine> {
  static constexpr auto kAll = std::make_tuple(MakeField("memory_bytes", &SetMachine::memory_bytes),
                                               MakeField("container", &SetMachine::container));
};

template <>
struct FieldsOf<SetRegistry> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("key", &SetRegistry::key), MakeField("value", &SetRegistry::value),
      MakeField("number", &SetRegistry::number), MakeField("text", &SetRegistry::text),
      MakeField("bytes", &SetRegistry::bytes));
};

template <>
struct FieldsOf<GetRegistry> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("key", &GetRegistry::key), MakeField("value", &GetRegistry::value));
};

template <>
struct FieldsOf<Restart> {
  static constexpr std::tuple<> kAll = {};
};

template <>
struct FieldsOf<PutFile> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("path", &PutFile::path), MakeField("contents", &PutFile::contents));
};

template <>
struct FieldsOf<GetFile> {
  static constexpr auto kAll = std::make_tuple(MakeField("path", &GetFile::path));
};

template <>
struct FieldsOf<Reset> {
  static constexpr auto kAll = std::make_tuple(MakeField("windows", &Reset::windows));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_WORLD_FIELDS_H_
