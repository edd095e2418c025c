#include "sim/consumer/buffer_stream.h"

#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"

namespace etalon::sim {
namespace {

using hand_made::Buffer;
using hand_made::Bytes;
using hand_made::HeaderBuffer;
using hand_made::HeaderPayload;

void GivenBack(const ETW_BUFFER_HEADER*, void* count) { ++*static_cast<int*>(count); }

TEST(BufferStreamTest, OnlyTheFirstBufferIsTheHeaders) {
  const Bytes header = HeaderBuffer(HeaderPayload(1));
  const Bytes events = Buffer(0, 5, {});
  int given_back = 0;
  BufferStream stream(GivenBack, &given_back);
  ASSERT_EQ(stream.Add(header), BufferStream::Answer::kTaken);
  EXPECT_TRUE(stream.header_is_next());
  stream.Take();
  EXPECT_FALSE(stream.header_is_next());
  ASSERT_EQ(stream.Add(events), BufferStream::Answer::kTaken);
  EXPECT_FALSE(stream.header_is_next());
}

}  // namespace
}  // namespace etalon::sim
