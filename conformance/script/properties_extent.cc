#include "conformance/script/properties_extent.h"

#include <algorithm>

namespace etalon {
namespace {

constexpr size_t kNameRoom = 1024;  // characters that a fresh block has room for, of each name
constexpr uint32_t kRealTimeMode = 0x100;
constexpr uint32_t kExtensionItems = 0x80FF0000;

void AddExtension(const Properties& properties, PropertiesExtent* extent) {
  const size_t size = properties.extension.size();
  if (size == 0) return;
  if (!properties.bytes) extent->bytes = ((extent->bytes + 3) & ~size_t{3}) + size;
  const size_t offset = (extent->bytes - std::min(extent->bytes, size)) & ~size_t{3};
  extent->enable_flags = kExtensionItems | static_cast<uint16_t>(offset);
}

}  // namespace

PropertiesExtent ExtentOf(const Properties& properties, const PropertiesUse& use) {
  const size_t unit = use.ansi ? 1 : 2;
  const size_t log_file_characters = properties.log_file ? properties.log_file->size() : 0;
  const size_t name_room = unit * std::max(kNameRoom, use.name_characters + 1);
  const size_t log_file_room = unit * std::max(kNameRoom, log_file_characters + 1);
  const bool has_log_file = properties.log_file || (use.returns_names && !properties.bytes);

  PropertiesExtent extent;
  extent.guid = use.guid;
  if (properties.version) extent.structure = kPropertiesV2Bytes;
  extent.bytes =
      properties.bytes ? *properties.bytes : extent.structure + name_room + log_file_room;
  const size_t behind_name = properties.bytes ? unit * (use.name_characters + 1) : name_room;
  if (has_log_file)
    extent.log_file_name_offset = static_cast<uint32_t>(extent.structure + behind_name);
  const bool states_log_file = properties.log_file || properties.log_file_name_offset;
  if (use.starts_session && !states_log_file) extent.log_file_mode = kRealTimeMode;
  AddExtension(properties, &extent);
  return extent;
}

}  // namespace etalon
