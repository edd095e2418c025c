#include "conformance/script/encodings.h"
#include "conformance/script/execution/layouts.h"
#include "sim/include/evntprov.h"

namespace etalon {
namespace {

using Struct = EVENT_TRACE_PROPERTIES;
using StructV2 = EVENT_TRACE_PROPERTIES_V2;
static_assert(sizeof(Struct) == kPropertiesBytes);
static_assert(sizeof(StructV2) == kPropertiesV2Bytes);

template <typename T>
void PutIf(Block& block, size_t offset, const std::optional<T>& value) {
  if (value) block.Put(offset, *value);
}

void PutDefaults(Block& block, const PropertiesExtent& extent) {
  block.Put(offsetof(Struct, Wnode.BufferSize), static_cast<uint32_t>(extent.bytes));
  block.Put(offsetof(Struct, Wnode.Guid), extent.guid);
  const bool is_versioned = extent.structure == sizeof(StructV2);
  block.Put(offsetof(Struct, Wnode.Flags),
            WNODE_FLAG_TRACED_GUID | (is_versioned ? WNODE_FLAG_VERSIONED_PROPERTIES : 0u));
  block.Put(offsetof(Struct, LogFileMode), extent.log_file_mode);
  block.Put(offsetof(Struct, EnableFlags), extent.enable_flags);
  block.Put(offsetof(Struct, LogFileNameOffset), extent.log_file_name_offset);
  block.Put(offsetof(Struct, LoggerNameOffset), static_cast<uint32_t>(extent.structure));
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

void PutFilters(Call& call, Block& block, const Properties& properties) {
  PutIf(block, offsetof(StructV2, V2Control), properties.version);
  const std::vector<SessionFilter>& filters = properties.filters;
  const auto count = static_cast<uint32_t>(filters.size());
  block.Put(offsetof(StructV2, FilterDescCount), properties.filter_count.value_or(count));
  if (filters.empty()) return;
  const Call::Argument array =
      call.Lay("filters", Place::kBlock, filters.size() * sizeof(EVENT_FILTER_DESCRIPTOR), 8);
  block.Put(offsetof(StructV2, FilterDesc), array.address);
  for (size_t i = 0; i < filters.size(); ++i) {
    Bytes data;
    const auto add = [&](const void* bytes, size_t size) {
      const auto* const first = static_cast<const uint8_t*>(bytes);
      data.insert(data.end(), first, first + size);
    };
    for (const std::string& name : filters[i].processes) {
      const std::optional<uint32_t> pid = call.execution().world.ProcessId(name);
      if (!pid) call.Refuse("there is no process " + name);
      const uint32_t id = pid.value_or(0);
      add(&id, sizeof id);
    }
    add(filters[i].images.data(), filters[i].images.size() * sizeof(char16_t));
    const Call::Argument argument =
        call.LayBytes("filters[" + std::to_string(i) + "]", Place::kBlock, data);
    const EVENT_FILTER_DESCRIPTOR descriptor = {
        .Ptr = reinterpret_cast<uintptr_t>(argument.address),
        .Size = static_cast<ULONG>(data.size()),
        .Type = filters[i].type};
    array.block->Put(i * sizeof descriptor, descriptor);
  }
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
  if (properties.version) PutFilters(call, *argument.block, properties);
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
