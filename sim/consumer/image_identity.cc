#include "sim/consumer/image_identity.h"

#include <optional>

#include "sim/include/kernel_guids.h"
#include "sim/session/event_layout.h"
#include "sim/session/little_endian.h"

namespace etalon::sim {
namespace {

constexpr uint8_t kImageIdType = 0;
constexpr uint8_t kSymbolsType = 36;
constexpr uint16_t kVersion = 2;

// Types of image events: unloaded, there at the start, there at the stop, loaded.
constexpr uint8_t kFirstImageType = 2;
constexpr uint8_t kLastImageType = 4;
constexpr uint8_t kImageLoadedType = 10;

// What an image event tells.
struct ToldImage {
  uint64_t base = 0;
  uint64_t size = 0;
  uint32_t process_id = 0;
  std::u16string path;
};

// From the version of Vista on: base, size, process, checksum, time stamp, reserved, default base,
// four reserved, path. None: it is another event.
std::optional<ToldImage> ReadImage(const DeliveredEvent& event) {
  const bool is_of_image = event.guid == ImageLoadGuid &&
                           (event.type == kImageLoadedType ||
                            (event.type >= kFirstImageType && event.type <= kLastImageType));
  const size_t pointer = event.pointer_size;
  const size_t path_at = 3 * pointer + 8 * 4;
  if (!is_of_image || event.version < kVersion || event.payload.size() < path_at) {
    return std::nullopt;
  }
  const uint8_t* const at = event.payload.data();
  const auto load = [&](size_t offset) {
    return pointer == 8 ? Load<uint64_t>(at + offset) : Load<uint32_t>(at + offset);
  };
  ToldImage image = {load(0), load(pointer), Load<uint32_t>(at + 2 * pointer), {}};
  for (size_t i = path_at; i + 1 < event.payload.size(); i += 2) {
    const char16_t character = Load<uint16_t>(at + i);
    if (character == 0) break;
    image.path.push_back(character);
  }
  return image;
}

// An event of one of the two types, for as many bits as the image event has.
class IdentityEvent {
 public:
  IdentityEvent(const DeliveredEvent& event, uint32_t process_id, uint8_t type)
      : wide_(event.pointer_size == 8), bytes_(kFullHeaderBytes) {
    header_ = {.type = type,
               .version = kVersion,
               .thread_id = event.thread_id,
               .process_id = process_id,
               .stamp = event.stamp,
               .guid = kImageIdGuid};
  }

  IdentityEvent& Pointer(uint64_t value) {
    return wide_ ? Put(value) : Put(static_cast<uint32_t>(value));
  }
  IdentityEvent& Number(uint32_t value) { return Put(value); }
  IdentityEvent& Guid(const GUID& value) {
    bytes_.resize(bytes_.size() + sizeof(value));
    StoreGuid(bytes_.data() + bytes_.size() - sizeof(value), value);
    return *this;
  }
  IdentityEvent& Wide(const std::u16string& text) {
    for (const char16_t character : text) Put(static_cast<uint16_t>(character));
    return Put(uint16_t{0});
  }
  // What has no place in a byte becomes '?'.
  IdentityEvent& Narrow(const std::u16string& text) {
    for (const char16_t character : text) {
      Put(static_cast<uint8_t>(character < 0x80 ? character : u'?'));
    }
    return Put(uint8_t{0});
  }

  std::vector<uint8_t> Take() {
    header_.size = static_cast<uint16_t>(bytes_.size());
    EncodeFullHeader(header_, wide_ ? 64 : 32, bytes_.data());
    return std::move(bytes_);
  }

 private:
  template <typename T>
  IdentityEvent& Put(T value) {
    bytes_.resize(bytes_.size() + sizeof(T));
    Store<T>(bytes_.data() + bytes_.size() - sizeof(T), value);
    return *this;
  }

  const bool wide_;
  FullHeader header_;
  std::vector<uint8_t> bytes_;
};

std::u16string FileName(const std::u16string& path) {
  return path.substr(path.find_last_of(u"\\/") + 1);  // npos + 1 is 0: all of it
}

}  // namespace

std::vector<std::vector<uint8_t>> ImageIdentities::Before(const DeliveredEvent& event) {
  if (find_ == nullptr) return {};
  const std::optional<ToldImage> image = ReadImage(event);
  if (!image || !told_.insert({image->process_id, image->base, image->path}).second) return {};
  const ImageFile* const file = find_(image->path);
  if (file == nullptr) return {};
  std::vector<std::vector<uint8_t>> events;
  events.push_back(IdentityEvent(event, image->process_id, kImageIdType)
                       .Pointer(image->base)
                       .Pointer(image->size)
                       .Number(0)
                       .Number(file->time_stamp)
                       .Wide(FileName(file->path))
                       .Take());
  if (file->pdb.empty()) return events;
  events.push_back(IdentityEvent(event, image->process_id, kSymbolsType)
                       .Pointer(image->base)
                       .Number(image->process_id)
                       .Guid(file->pdb_guid)
                       .Number(file->pdb_age)
                       .Narrow(file->pdb)
                       .Take());
  return events;
}

}  // namespace etalon::sim
