// From which files the images of a trace came, as merged log files tell it.
#ifndef ETALON_SIM_CONSUMER_IMAGE_IDENTITY_H_
#define ETALON_SIM_CONSUMER_IMAGE_IDENTITY_H_

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/consumer/delivered_event.h"
#include "sim/system/image.h"

namespace etalon::sim {

// Their class. Type 0 identifies an executable or library, type 36 the file of its symbols.
inline constexpr GUID kImageIdGuid = {
    0xb3e675d7, 0x2554, 0x4f18, {0x83, 0x0b, 0x27, 0x62, 0x73, 0x25, 0x60, 0xde}};

// What is known of the file of that path, as image events name it; null: nothing.
using FindImageFile = std::function<const ImageFile*(const std::u16string& path)>;

// Adds to the events of images those that identify their files. See docs/log_file_format.md.
class ImageIdentities {
 public:
  // `find` may be null: no image is known.
  explicit ImageIdentities(FindImageFile find) : find_(std::move(find)) {}

  // The events that go before `event`, as they stand in a buffer, with its stamp: none, unless it
  // is the first that tells of an image whose file is known.
  std::vector<std::vector<uint8_t>> Before(const DeliveredEvent& event);

 private:
  using Key = std::tuple<uint32_t, uint64_t, std::u16string>;  // process, address, path

  const FindImageFile find_;
  std::set<Key> told_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_IMAGE_IDENTITY_H_
