#include "sim/bench/trivial_sequence.h"

#include <cstring>
#include <map>
#include <utility>
#include <vector>

namespace etalon::bench {
namespace {

constexpr int kMaximumCommands = 20;
constexpr size_t kCommandBytes = 5;
constexpr size_t kBufferBytes = 4096;
constexpr size_t kHeaderBytes = 48;

struct Buffer {
  std::vector<uint8_t> bytes = std::vector<uint8_t>(kBufferBytes);
  size_t used = 0;
};

struct SmallSession {
  std::vector<Buffer> buffers;
  size_t current = 0;
  uint64_t lost = 0;
  uint64_t written = 0;
};

void Write(SmallSession& session, uint64_t now, size_t payload_bytes) {
  static constexpr uint8_t kPayload[256] = {};
  const size_t bytes = kHeaderBytes + payload_bytes;
  if (session.buffers[session.current].used + bytes > kBufferBytes) {
    if (session.current + 1 == session.buffers.size()) {
      ++session.lost;
      return;
    }
    ++session.current;
  }
  Buffer& buffer = session.buffers[session.current];
  std::memcpy(buffer.bytes.data() + buffer.used, &now, sizeof(now));
  std::memcpy(buffer.bytes.data() + buffer.used + kHeaderBytes, kPayload, payload_bytes);
  buffer.used += bytes;
}

void Drain(SmallSession& session) {
  for (Buffer& buffer : session.buffers) session.written += std::exchange(buffer.used, 0);
  session.current = 0;
}

}  // namespace

uint64_t RunTrivialSequence(const uint8_t* data, size_t size) {
  std::map<uint32_t, SmallSession> sessions;
  uint64_t now = 0;
  for (int i = 0; i < kMaximumCommands && size >= kCommandBytes; ++i) {
    uint32_t argument;
    std::memcpy(&argument, data + 1, sizeof(argument));
    const uint32_t id = argument & 7;
    now += 1 + (argument >> 24);
    const auto found = sessions.find(id);
    switch (data[0] % 6) {
      case 0:
        if (found != sessions.end()) break;
        sessions[id].buffers.resize(2 + (argument >> 8 & 3));
        break;
      case 1:
        sessions.erase(id);
        break;
      case 2:
      case 3:
        if (found != sessions.end()) Write(found->second, now, argument >> 8 & 255);
        break;
      case 4:
        if (found != sessions.end()) Drain(found->second);
        break;
      default:
        break;
    }
    data += kCommandBytes;
    size -= kCommandBytes;
  }
  uint64_t sum = sessions.size();
  for (const auto& [id, session] : sessions) sum += session.lost + session.written;
  return sum;
}

}  // namespace etalon::bench
