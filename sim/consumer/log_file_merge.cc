#include "sim/consumer/log_file_merge.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "sim/consumer/event_merge.h"
#include "sim/session/buffer.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {
namespace {

constexpr size_t kSystemHeaderSizeAt = 4;  // u16, bytes of the event
constexpr uint16_t kLossFlags = kBufferFlagEventsLost | kBufferFlagBufferLost;

const TRACE_LOGFILE_HEADER64& FieldsOf(const LogFileReader& reader) {
  return reader.header().fields;
}

template <typename Same>
bool AllLikeTheFirst(const std::vector<LogFileReader*>& readers, Same&& same) {
  return std::all_of(readers.begin(), readers.end(), [&](const LogFileReader* reader) {
    return same(FieldsOf(*readers.front()), FieldsOf(*reader));
  });
}

void AppendName(const std::u16string& name, std::vector<uint8_t>* bytes) {
  for (const char16_t character : name) {
    bytes->push_back(static_cast<uint8_t>(character));
    bytes->push_back(static_cast<uint8_t>(character >> 8));
  }
  bytes->insert(bytes->end(), 2, 0);
}

class Merge {
 public:
  Merge(const std::vector<LogFileReader*>& readers, const FindImageFile& find_image,
        const WriteMerged& write)
      : readers_(readers), write_(write), identities_(find_image) {
    for (const LogFileReader* reader : readers) {
      buffer_bytes_ = std::max(buffer_bytes_, reader->largest_buffer());
    }
    const auto& version = FieldsOf(*readers.front()).VersionDetail;
    form_ = BufferFormOf(WindowsVersion(version.MajorVersion, version.MinorVersion));
  }

  MergeResult Run(const std::u16string& name) {
    MergeResult result;
    std::vector<uint8_t> header = HeaderBuffer(name);
    result.error = Put(header);
    if (result.error == FileError::kNone) result.error = CopyEvents();
    if (result.error != FileError::kNone) return result;
    CompleteHeader(header);
    result.error = write_(0, header);
    result.complete = std::all_of(readers_.begin(), readers_.end(), [](LogFileReader* reader) {
      const TRACE_LOGFILE_HEADER64& fields = FieldsOf(*reader);
      return fields.EventsLost == 0 && fields.BuffersLost == 0 && reader->defects().count() == 0;
    });
    return result;
  }

 private:
  // Where the events of one processor of one file go.
  struct Stream {
    Buffer buffer;
    BufferSeal seal;
    uint16_t logger_id = 0;
  };

  // The header event, or what adds to it: HeaderBuffer has copied those that are wanted.
  static bool IsOfHeader(const DeliveredEvent& event) {
    return event.buffer_offset == 0 && event.guid == EventTraceGuid;
  }

  FileError Put(std::span<const uint8_t> buffer) {
    return write_(uint64_t{buffers_written_++} * buffer_bytes_, buffer);
  }

  FileError PutStream(Stream& stream) {
    stream.buffer.Seal(stream.seal);
    stream.buffer.set_sequence(buffers_written_);
    stream.seal.flags = 0;
    const FileError error = Put(stream.buffer.Complete(stream.logger_id, form_));
    stream.buffer.Clear();
    return error;
  }

  FileError CopyEvents() {
    FilesEvents events(readers_);
    DeliveredEvent event;
    BufferInfo finished;
    size_t file = 0;
    for (;;) {
      const Step step = events.Next(&event, &finished, &file);
      if (step == Step::kNone) break;
      if (step == Step::kBufferEnd) {
        Stream& stream = streams_[{file, finished.cpu}];
        stream.seal.flags |= static_cast<uint16_t>(finished.flags & kLossFlags);
        continue;
      }
      if (IsOfHeader(event)) continue;
      Stream& stream = streams_[{file, event.cpu}];
      for (const std::vector<uint8_t>& identity : identities_.Before(event)) {
        if (!Fits(identity)) continue;
        if (const FileError error = Copy(event, identity, stream); error != FileError::kNone) {
          return error;
        }
      }
      const FileError error = Copy(event, event.bytes, stream);
      if (error != FileError::kNone) return error;
    }
    return PutRest();
  }

  bool Fits(const std::vector<uint8_t>& event) const {
    return event.size() <= UINT16_MAX && event.size() + kBufferHeaderBytes < buffer_bytes_;
  }

  // Bytes with the stamp of `event`: its own, or what goes with it.
  FileError Copy(const DeliveredEvent& event, std::span<const uint8_t> bytes, Stream& stream) {
    const uint32_t room = AlignEvent(static_cast<uint32_t>(bytes.size()));
    if (!stream.buffer.empty() && room > stream.buffer.room()) {
      stream.seal.overflow = room;
      if (const FileError error = PutStream(stream); error != FileError::kNone) return error;
    }
    if (stream.buffer.empty() && !stream.buffer.Prepare(buffer_bytes_, event.cpu)) {
      return FileError::kFailed;
    }
    std::memcpy(stream.buffer.Reserve(room), bytes.data(), bytes.size());
    stream.buffer.Extend(room);
    stream.seal.stamp = event.order_stamp;
    stream.logger_id = event.logger_id;
    return FileError::kNone;
  }

  FileError PutRest() {
    for (auto& [which, stream] : streams_) {
      if (stream.buffer.empty()) continue;
      stream.seal.overflow = 0;
      if (const FileError error = PutStream(stream); error != FileError::kNone) return error;
    }
    return FileError::kNone;
  }

  LogFileReader& Earliest() const {
    return **std::min_element(
        readers_.begin(), readers_.end(), [](const LogFileReader* a, const LogFileReader* b) {
          return FieldsOf(*a).StartTime.QuadPart < FieldsOf(*b).StartTime.QuadPart;
        });
  }

  // The header buffer of the earliest file, under new names.
  std::vector<uint8_t> HeaderBuffer(const std::u16string& name) {
    LogFileReader& reader = Earliest();
    const LogFileReader::Buffer& first = reader.buffers().front();
    const HeldBytes held = reader.Load(first);
    std::vector<uint8_t> whole(kBufferHeaderBytes);
    AppendEvent(HeaderEventOf(reader, held.bytes.subspan(kBufferHeaderBytes), name), &whole);
    DefectLog ignored;  // told when the events are copied
    DeliveredEvent event;
    BufferReader events(held.bytes, first.info, &ignored);
    if (events.at_event()) events.Next();
    for (; events.at_event(); events.Next()) {
      if (events.Read(&event) && event.guid == EventTraceGuid) {
        AppendEvent({event.bytes.begin(), event.bytes.end()}, &whole);
      }
    }
    const BufferSeal seal = {.flags = kBufferFlagFlushMarker, .type = kBufferTypeHeader};
    StoreBufferHeader({.seal = seal,
                       .size = buffer_bytes_,
                       .offset = static_cast<uint32_t>(whole.size()),
                       .logger_id = first.info.logger_id,
                       .form = form_},
                      whole.data());
    whole.resize(buffer_bytes_, kFillerByte);
    return whole;
  }

  // The event at the front of `events`, as it stands there up to its names: opening the file has
  // seen that it is whole.
  std::vector<uint8_t> HeaderEventOf(const LogFileReader& reader, std::span<const uint8_t> events,
                                     const std::u16string& name) {
    bits_ = FieldsOf(reader).PointerSize * 8;
    const size_t fixed = kSystemHeaderBytes + LogHeaderBytes(bits_);
    std::vector<uint8_t> bytes(events.begin(), events.begin() + static_cast<ptrdiff_t>(fixed));
    AppendName(reader.header().logger_name, &bytes);
    AppendName(name, &bytes);
    bytes.resize(std::min<size_t>(bytes.size(), buffer_bytes_ - kBufferHeaderBytes));
    Store<uint16_t>(bytes.data() + kSystemHeaderSizeAt, static_cast<uint16_t>(bytes.size()));
    return bytes;
  }

  // With its padding, if it fits.
  void AppendEvent(const std::vector<uint8_t>& event, std::vector<uint8_t>* buffer) const {
    const size_t end = buffer->size() + AlignEvent(static_cast<uint32_t>(event.size()));
    if (end > buffer_bytes_) return;
    buffer->insert(buffer->end(), event.begin(), event.end());
    buffer->resize(end);
  }

  void CompleteHeader(std::vector<uint8_t>& whole) const {
    namespace field = log_header_field;
    uint8_t* const payload = whole.data() + kBufferHeaderBytes + kSystemHeaderBytes;
    uint32_t processors = 0, events_lost = 0, buffers_lost = 0;
    int64_t end = 0;
    for (const LogFileReader* reader : readers_) {
      const TRACE_LOGFILE_HEADER64& fields = FieldsOf(*reader);
      processors = std::max<uint32_t>(processors, fields.NumberOfProcessors);
      events_lost += fields.EventsLost;
      buffers_lost += fields.BuffersLost;
      end = std::max<int64_t>(end, fields.EndTime.QuadPart);
    }
    Store<uint32_t>(payload + field::kBufferSize, buffer_bytes_);
    Store<uint32_t>(payload + field::kNumberOfProcessors, processors);
    Store<uint64_t>(payload + field::kEndTime, static_cast<uint64_t>(end));
    Store<uint32_t>(payload + field::kMaximumFileSize, 0);
    Store<uint32_t>(payload + field::kLogFileMode, EVENT_TRACE_FILE_MODE_SEQUENTIAL);
    Store<uint32_t>(payload + field::kBuffersWritten, buffers_written_);
    Store<uint32_t>(payload + field::kEventsLost, events_lost);
    Store<uint32_t>(payload + LogHeaderOffset(field::kBuffersLost32, bits_), buffers_lost);
  }

  const std::vector<LogFileReader*>& readers_;
  const WriteMerged& write_;
  ImageIdentities identities_;
  std::map<std::pair<size_t, uint16_t>, Stream> streams_;
  BufferForm form_ = BufferForm::kProcessorIndex;
  uint32_t buffer_bytes_ = 0;
  uint32_t buffers_written_ = 0;
  uint32_t bits_ = 64;
};

}  // namespace

bool AreOfOneVersion(const std::vector<LogFileReader*>& readers) {
  return AllLikeTheFirst(readers, [](const auto& a, const auto& b) {
    return a.VersionDetail.MajorVersion == b.VersionDetail.MajorVersion &&
           a.VersionDetail.MinorVersion == b.VersionDetail.MinorVersion &&
           a.ProviderVersion == b.ProviderVersion;
  });
}

bool AreOfOneBoot(const std::vector<LogFileReader*>& readers) {
  return AllLikeTheFirst(readers, [](const auto& a, const auto& b) {
    return a.BootTime.QuadPart == b.BootTime.QuadPart && a.ReservedFlags == b.ReservedFlags;
  });
}

MergeResult MergeLogFiles(const std::vector<LogFileReader*>& readers, const std::u16string& name,
                          const FindImageFile& find_image, const WriteMerged& write) {
  return Merge(readers, find_image, write).Run(name);
}

}  // namespace etalon::sim
