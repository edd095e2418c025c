#include "conformance/script/encodings.h"
#include "conformance/script/execution/layouts.h"

namespace etalon {
namespace {

using Struct = EVENT_TRACE_PROPERTIES;
static_assert(sizeof(Struct) == kPropertiesBytes);

template <typename T>
void PutIf(Block& block, size_t offset, const std::optional<T>& value) {
  if (value) block.Put(offset, *value);
}

void PutDefaults(Block& block, const PropertiesExtent& extent) {
  block.Put(offsetof(Struct, Wnode.BufferSize), static_cast<uint32_t>(extent.bytes));
  block.Put(offsetof(Struct, Wnode.Guid), extent.guid);
  block.Put(offsetof(Struct, Wnode.Flags), uint32_t{WNODE_FLAG_TRACED_GUID});
  block.Put(offsetof(Struct, LogFileMode), extent.log_file_mode);
  block.Put(offsetof(Struct, EnableFlags), extent.enable_flags);
  block.Put(offsetof(Struct, LogFileNameOffset), extent.log_file_name_offset);
  block.Put(offsetof(Struct, LoggerNameOffset), static_cast<uint32_t>(sizeof(Struct)));
}

void PutMembers(Block& block, const Properties& properties) {
  PutIf(block, offsetof(Struct, Wnode.BufferSize), properties.wnode_buffer_size);
  PutIf(block, offsetof(Struct, Wnode.Guid), properties.guid);
  PutIf(block, offsetof(Struct, Wnode.ClientContext), properties.client_context);
  PutIf(block, offsetof(Struct, Wnode.Flags), properties.wnode_flags);
  PutIf(block, offsetof(Struct, BufferSize), properties.buffer_size_kb);
  PutIf(block, offsetof(Struct, MinimumBuffers), properties.minimum_buffers);
  PutIf(block, offsetof(Struct, MaximumBuffers), properties.maximum_buffers);
  PutIf(block, offsetof(Struct, MaximumFileSize), properties.maximum_file_size);
  PutIf(block, offsetof(Struct, LogFileMode), properties.log_file_mode);
  PutIf(block, offsetof(Struct, FlushTimer), properties.flush_timer);
  PutIf(block, offsetof(Struct, EnableFlags), properties.enable_flags);
  PutIf(block, offsetof(Struct, LogFileNameOffset), properties.log_file_name_offset);
  PutIf(block, offsetof(Struct, LoggerNameOffset), properties.logger_name_offset);
}

// A block that ends before the offset, and offsets inside the structure, get no name.
void PutName(Block& block, size_t offset_at, const std::u16string& name, bool ansi) {
  const size_t offset = block.Get<uint32_t>(offset_at);
  if (offset < sizeof(Struct)) return;
  if (ansi) {
    const std::string text = Utf16ToAnsi(name);
    block.PutBytes(offset, text.c_str(), text.size() + 1);
  } else {
    block.PutBytes(offset, name.c_str(), 2 * (name.size() + 1));
  }
}

void PutExtension(Block& block, const Bytes& extension) {
  const size_t offset = block.Get<uint16_t>(offsetof(Struct, EnableFlags));
  if (offset >= sizeof(Struct)) block.PutBytes(offset, extension.data(), extension.size());
}

}  // namespace

EVENT_TRACE_PROPERTIES* LayProperties(Call& call, const Properties& properties,
                                      const PropertiesUse& use, const char* name) {
  const PropertiesExtent extent = ExtentOf(properties, use);
  const BlockForm form = {.members = PropertiesMembers(), .ansi = use.ansi};
  const Call::Argument argument =
      call.LayNamed(properties.block, name, properties.place, extent.bytes, form);
  if (argument.block == nullptr) return argument.As<EVENT_TRACE_PROPERTIES>();
  if (argument.fresh) {
    PutDefaults(*argument.block, extent);
  } else if (properties.bytes && *properties.bytes != argument.block->size()) {
    call.Refuse("block " + properties.block + " has " + std::to_string(argument.block->size()) +
                " bytes");
  }
  PutMembers(*argument.block, properties);
  if (properties.log_file) {
    PutName(*argument.block, offsetof(Struct, LogFileNameOffset), *properties.log_file, use.ansi);
  }
  if (properties.logger_name) {
    PutName(*argument.block, offsetof(Struct, LoggerNameOffset), *properties.logger_name, use.ansi);
  }
  PutExtension(*argument.block, properties.extension);
  return argument.As<EVENT_TRACE_PROPERTIES>();
}

}  // namespace etalon
