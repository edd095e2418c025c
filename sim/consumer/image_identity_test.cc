#include "sim/consumer/image_identity.h"

#include <cstring>

#include "gtest/gtest.h"
#include "sim/consumer/event_decoder.h"
#include "sim/consumer/hand_made_log.h"
#include "sim/include/kernel_guids.h"

namespace etalon::sim {
namespace {

using hand_made::Bytes;

// The payload of an image event: base, size, process, and behind reserved numbers the path.
Bytes Payload(uint32_t pointer, const std::u16string& path, bool has_end = true) {
  Bytes payload(3 * pointer + 8 * 4, 0);
  payload[0] = 0x10;
  payload[pointer] = 0x20;
  payload[2 * pointer] = 77;
  for (const char16_t c : path) hand_made::Put(payload, c);
  if (has_end) hand_made::Put(payload, char16_t{0});
  return payload;
}

class ImageIdentityTest : public testing::Test {
 protected:
  ImageIdentityTest() {
    known_.path = u"C:\\bin\\a\u00e9.dll";
    known_.time_stamp = 5;
    event_.kind = EventKind::kSystem;
    event_.guid = ImageLoadGuid;
    event_.type = 10;
    event_.version = 2;
    event_.pointer_size = 8;
    event_.thread_id = 8;
    event_.stamp = 9;
  }

  size_t Count(const Bytes& payload) {
    event_.payload = payload;
    ImageIdentities identities([&](const std::u16string& path) {
      asked_ = path;
      return &known_;
    });
    return identities.Before(event_).size();
  }

  ImageFile known_;
  DeliveredEvent event_;
  std::u16string asked_;
};

TEST_F(ImageIdentityTest, EventsOfImagesAreKnownByTypeAndVersion) {
  const Bytes payload = Payload(8, u"x");
  for (const auto& [type, is_of_image] : std::vector<std::pair<uint8_t, bool>>{
           {1, false}, {2, true}, {3, true}, {4, true}, {5, false}, {10, true}, {11, false}}) {
    event_.type = type;
    EXPECT_EQ(Count(payload), is_of_image ? 1u : 0u) << int{type};
  }
  event_.type = 10;
  event_.version = 1;
  EXPECT_EQ(Count(payload), 0u);
  event_.version = 3;
  EXPECT_EQ(Count(payload), 1u);
  event_.guid = hand_made::kClass;
  EXPECT_EQ(Count(payload), 0u);
}

TEST_F(ImageIdentityTest, ThePathEndsAtItsZeroOrWithTheEvent) {
  EXPECT_EQ(Count(Payload(8, u"path")), 1u);
  EXPECT_EQ(asked_, u"path");
  EXPECT_EQ(Count(Payload(8, u"open", false)), 1u);
  EXPECT_EQ(asked_, u"open");
  Bytes odd = Payload(8, u"odd", false);
  odd.push_back('x');
  EXPECT_EQ(Count(odd), 1u);
  EXPECT_EQ(asked_, u"odd");
  EXPECT_EQ(Count(Payload(8, std::u16string(u"a\0b", 3))), 1u);
  EXPECT_EQ(asked_, u"a");
  EXPECT_EQ(Count(Payload(8, u"", false)), 1u);
  EXPECT_EQ(asked_, u"");
  Bytes shorter = Payload(8, u"", false);
  shorter.pop_back();
  EXPECT_EQ(Count(shorter), 0u);
  event_.pointer_size = 4;
  EXPECT_EQ(Count(Payload(4, u"narrow")), 1u);
  EXPECT_EQ(asked_, u"narrow");
}

TEST_F(ImageIdentityTest, AnImageIsToldOnceAProcessAndPlace) {
  ImageIdentities identities([&](const std::u16string&) { return &known_; });
  Bytes payload = Payload(8, u"x");
  event_.payload = payload;
  EXPECT_EQ(identities.Before(event_).size(), 1u);
  EXPECT_EQ(identities.Before(event_).size(), 0u);
  payload[0] = 0x30;
  EXPECT_EQ(identities.Before(event_).size(), 1u);
  payload[16] = 78;
  EXPECT_EQ(identities.Before(event_).size(), 1u);
  EXPECT_EQ(ImageIdentities(nullptr).Before(event_).size(), 0u);
  ImageIdentities none([](const std::u16string&) { return nullptr; });
  EXPECT_EQ(none.Before(event_).size(), 0u);
}

TEST_F(ImageIdentityTest, TheIdentityTellsTheFile) {
  for (const uint8_t pointer : {uint8_t{4}, uint8_t{8}}) {
    event_.pointer_size = pointer;
    known_.pdb = u"C:\\a\u00e9.pdb";
    known_.pdb_age = 6;
    known_.pdb_guid = {1, 2, 3, {4}};
    ImageIdentities identities([&](const std::u16string&) { return &known_; });
    const Bytes payload = Payload(pointer, u"x");
    event_.payload = payload;
    const std::vector<Bytes> told = identities.Before(event_);
    ASSERT_EQ(told.size(), 2u);
    for (const Bytes& bytes : told) {
      EventExtent extent;
      std::string reason;
      ASSERT_TRUE(MeasureEvent(bytes, &extent, &reason));
      EXPECT_EQ(extent.pointer_size, pointer);
      DeliveredEvent event;
      ASSERT_TRUE(DecodeEvent(std::span(bytes).first(extent.size), extent, &event, &reason));
      EXPECT_TRUE(event.guid == kImageIdGuid);
      EXPECT_EQ(event.type, &bytes == &told[0] ? 0 : 36);
      EXPECT_EQ(event.version, 2);
      EXPECT_EQ(event.thread_id, 8u);
      EXPECT_EQ(event.process_id, 77u);
      EXPECT_EQ(event.stamp, 9);
      EXPECT_EQ(event.payload[0], 0x10);
    }
    // Base, size, 0, time stamp, name.
    Bytes identity(2 * pointer + 8, 0);
    identity[0] = 0x10;
    identity[pointer] = 0x20;
    identity[2 * pointer + 4] = 5;
    for (const char16_t c : std::u16string(u"a\u00e9.dll\0", 7)) hand_made::Put(identity, c);
    EXPECT_EQ(Bytes(told[0].begin() + 0x30, told[0].end()), identity);
    // Base, process, GUID, age, path.
    Bytes symbols(pointer + 4, 0);
    symbols[0] = 0x10;
    symbols[pointer] = 77;
    hand_made::Put(symbols, known_.pdb_guid);
    hand_made::Put(symbols, uint32_t{6});
    for (const char c : std::string("C:\\a?.pdb\0", 10)) symbols.push_back(static_cast<uint8_t>(c));
    EXPECT_EQ(Bytes(told[1].begin() + 0x30, told[1].end()), symbols);
  }
}

}  // namespace
}  // namespace etalon::sim
