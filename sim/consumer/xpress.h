// What compressed buffers of log files are compressed with.
#ifndef ETALON_SIM_CONSUMER_XPRESS_H_
#define ETALON_SIM_CONSUMER_XPRESS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace etalon::sim {

// COMPRESSION_FORMAT_XPRESS of RtlCompressBuffer.
inline constexpr uint16_t kCompressionXpress = 3;

// Expands data of "plain LZ77" ([MS-XCA] 2.4) until `out` is full or the data ends. Returns how
// many bytes of `out` it filled; none if the data is malformed: what they are then means nothing.
std::optional<size_t> ExpandXpress(std::span<const uint8_t> data, std::span<uint8_t> out);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_XPRESS_H_
