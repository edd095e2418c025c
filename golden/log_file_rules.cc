#include "golden/log_file_rules.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace etalon {
namespace {

struct Form {
  const char* name;
  uint32_t header_bytes;
  uint32_t size_at;
  uint32_t stamp_at;
};

const std::map<uint8_t, Form>& Forms() {
  static const std::map<uint8_t, Form> forms = {
      {0x01, {"SYSTEM32", 0x20, 4, 16}},   {0x02, {"SYSTEM64", 0x20, 4, 16}},
      {0x0A, {"FULL32", 0x30, 0, 16}},     {0x14, {"FULL64", 0x30, 0, 16}},
      {0x0B, {"INSTANCE32", 0x48, 0, 16}}, {0x15, {"INSTANCE64", 0x48, 0, 16}},
      {0x12, {"EVENT32", 0x50, 0, 16}},    {0x13, {"EVENT64", 0x50, 0, 16}}};
  return forms;
}

std::string Hex(uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
  return text;
}

class Checker {
 public:
  Checker(std::span<const uint8_t> file, const LogFileTruth& truth) : file_(file), truth_(truth) {}

  LogFileFindings Run() {
    buffer_bytes_ = static_cast<uint32_t>(Number(0, 4));
    Demand(0, buffer_bytes_ >= 1024 && file_.size() % buffer_bytes_ == 0,
           "the file is no whole number of buffers");
    if (!findings_.broken.empty()) return findings_;
    processors_ = static_cast<uint32_t>(Number(kHeader + 0x0C, 4));
    logger_id_ = Number(0x2A, 2);
    for (uint64_t at = 0; at < file_.size(); at += buffer_bytes_, ++findings_.buffers) {
      CheckBuffer(at);
    }
    CheckSequence();
    CheckHeader();
    return findings_;
  }

 private:
  static constexpr uint64_t kHeader = 0x48 + 0x20;  // TRACE_LOGFILE_HEADER in the file

  uint64_t Number(uint64_t at, int bytes) const {
    uint64_t number = 0;
    for (int i = bytes - 1; i >= 0; --i)
      number = number << 8 | file_[at + static_cast<uint64_t>(i)];
    return number;
  }

  void Demand(uint64_t at, bool holds, const std::string& otherwise) {
    if (!holds) findings_.broken.push_back(Hex(at) + ": " + otherwise);
  }

  void Equal(uint64_t at, int bytes, uint64_t value, const char* name) {
    const uint64_t found = Number(at, bytes);
    Demand(at, found == value, std::string(name) + " is " + Hex(found) + ", not " + Hex(value));
  }

  bool HasIndex() const { return truth_.major > 6 || (truth_.major == 6 && truth_.minor > 1); }

  void CheckBuffer(uint64_t at) {
    const bool is_first = at == 0;
    const uint64_t offset = Number(at + 0x30, 4);
    Demand(at, offset >= 0x48 && offset <= buffer_bytes_ && offset % 8 == 0,
           "Offset " + Hex(offset));
    if (offset < 0x48 || offset > buffer_bytes_) return;
    Equal(at + 0x00, 4, buffer_bytes_, "BufferSize");
    Equal(at + 0x04, 4, is_first && !HasIndex() ? 0 : offset, "SavedOffset");
    Equal(at + 0x0C, 4, 0, "ReferenceCount");
    Equal(at + 0x2A, 2, logger_id_, "LoggerId");
    Equal(at + 0x2C, 4, 3, "State");
    Equal(at + 0x36, 2, is_first ? 4 : 0, "BufferType");
    const uint64_t flags = Number(at + 0x34, 2);
    Demand(at, (flags & ~uint64_t{0x27}) == 0, "BufferFlag " + Hex(flags));
    Demand(at, ((flags & 0x20) != 0) == HasIndex(), "BufferFlag 20 " + Hex(flags));
    CheckProcessor(at, is_first);
    if (is_first) {
      Equal(0x08, 4, offset, "CurrentOffset");
      Equal(0x10, 8, 0, "TimeStamp");
      Demand(0, (flags & 1) != 0, "the first buffer has no flush marker");
    } else {
      const uint64_t past = Number(at + 0x08, 4) - offset;
      Demand(at, past == buffer_bytes_ || (past <= 0x10000 && past + offset > buffer_bytes_),
             "CurrentOffset is " + Hex(past) + " past Offset");
      sequences_.insert(Number(at + 0x18, 8));
    }
    CheckEvents(at, at + offset);
    for (uint64_t i = at + offset; i < at + buffer_bytes_; ++i) {
      if (file_[i] != 0xFF) return Demand(i, false, "filler " + Hex(file_[i]));
    }
  }

  void CheckProcessor(uint64_t at, bool is_first) {
    const uint64_t processor = HasIndex() ? Number(at + 0x28, 2) : file_[at + 0x28];
    Demand(at, processor < processors_, "processor " + Hex(processor));
    if (!HasIndex()) Equal(at + 0x29, 1, 8, "Alignment");
    if (!truth_.is_simulated) return;
    Equal(at + 0x20, 8, 0, "what is stale");
    Equal(at + 0x38, 8, 0, "what is stale");
    Equal(at + 0x40, 8, 0, "what is stale");
    if (is_first) Demand(0, processor == 0, "the header buffer has a processor");
  }

  void CheckEvents(uint64_t buffer, uint64_t end) {
    uint64_t at = buffer + 0x48, last = 0;
    while (at < end) {
      const uint64_t size = CheckEvent(at, end, &last);
      if (size == 0) return;
      const uint64_t next = at + ((size + 7) & ~uint64_t{7});
      for (uint64_t i = at + size; truth_.is_simulated && i < next; ++i) {
        Demand(i, file_[i] == 0, "padding " + Hex(file_[i]));
      }
      at = next;
    }
    Demand(at, at == end, "the last event ends behind Offset");
    if (buffer != 0) {
      Demand(buffer + 0x10, Number(buffer + 0x10, 8) >= last, "sealed before its last event");
    }
  }

  // Its size; 0: this is none.
  uint64_t CheckEvent(uint64_t at, uint64_t end, uint64_t* last) {
    if (end - at < 8) return Demand(at, false, "no room for an event"), 0;
    if (file_[at + 3] == 0x90) return CheckMessage(at, end, last);
    const auto form = Forms().find(file_[at + 2]);
    if (file_[at + 3] != 0xC0 || form == Forms().end()) return Demand(at, false, "no event"), 0;
    const uint64_t size = Number(at + form->second.size_at, 2);
    if (size < form->second.header_bytes || at + size > end) {
      return Demand(at, false, "event of " + Hex(size) + " bytes"), 0;
    }
    ++findings_.counts[form->second.name];
    CheckStamp(at, Number(at + form->second.stamp_at, 8), last);
    // What ETW itself writes has version 2; the kernel's events have that of their payloads.
    const bool is_of_file = form->second.header_bytes == 0x20 && file_[at + 7] == 0;
    if (is_of_file) Equal(at, 2, 2, "version of a SYSTEM header of the file's own");
    if (form->second.header_bytes == 0x50) CheckItems(at, at + size);
    return size;
  }

  uint64_t CheckMessage(uint64_t at, uint64_t end, uint64_t* last) {
    const uint64_t size = Number(at, 2), flags = Number(at + 6, 2);
    uint64_t part = at + 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : flags & 2 ? 16 : 0);
    if (flags & 8) {
      CheckStamp(at, Number(part, 8), last);
      part += 8;
    }
    if (flags & 0x20) part += 8;
    const uint64_t writer = flags & 0xC0;
    Demand(at, truth_.major < 6 ? writer == 0 : writer == 0x40 || writer == 0x80,
           "the message's flags are " + Hex(flags));
    Equal(at + 2, 1, 0, "the third byte of a message");
    if (at + size < part || at + size > end) return Demand(at, false, "message of bytes"), 0;
    ++findings_.counts["MESSAGE"];
    return size;
  }

  void CheckStamp(uint64_t at, uint64_t stamp, uint64_t* last) {
    Demand(at, stamp >= *last, "stamp " + Hex(stamp) + " after " + Hex(*last));
    *last = stamp;
  }

  void CheckItems(uint64_t event, uint64_t end) {
    if ((Number(event + 4, 2) & 1) == 0) return;
    for (uint64_t at = event + 0x50;;) {
      if (at + 8 > end) return Demand(at, false, "extended item without room");
      const uint64_t step = Number(at, 2), bytes = Number(at + 6, 2);
      Demand(at, step == ((8 + bytes + 7) & ~uint64_t{7}), "extended item of " + Hex(step));
      if (step == 0 || at + step > end) return Demand(at, false, "extended item too long");
      if ((Number(at + 4, 2) & 1) == 0) return;
      at += step;
    }
  }

  void CheckSequence() {
    Equal(0x18, 8, 0, "SequenceNumber of the first buffer");
    Demand(0, !sequences_.contains(0), "a second buffer has sequence number 0");
    if (truth_.appended) return;
    Demand(0, sequences_.size() == findings_.buffers - 1, "sequence numbers are not distinct");
    if (!truth_.complete || sequences_.empty()) return;
    Demand(0, *sequences_.begin() == 1 && *sequences_.rbegin() == sequences_.size(),
           "sequence numbers are not 1, 2, ...");
  }

  void CheckHeader() {
    const uint64_t wide = truth_.bits == 64 ? 8 : 0;
    Equal(0x4A, 1, truth_.bits == 64 ? 2 : 1, "form of the header event");
    Equal(0x4E, 2, 0, "hook id of the header event");
    Equal(kHeader + 0x00, 4, buffer_bytes_, "BufferSize of the header event");
    Equal(kHeader + 0x04, 1, truth_.major, "major version");
    Equal(kHeader + 0x05, 1, truth_.minor, "minor version");
    Equal(kHeader + 0x08, 4, truth_.build, "build");
    Equal(kHeader + 0x24, 4, truth_.finished ? findings_.buffers : 1, "BuffersWritten");
    Equal(kHeader + 0x28, 4, 1, "StartBuffers");
    Equal(kHeader + 0x2C, 4, truth_.bits / 8, "PointerSize");
    Demand(kHeader + 0x20, (Number(kHeader + 0x20, 4) & 0x100) == 0, "LogFileMode has REAL_TIME");
    const uint64_t started = Number(kHeader + 0x100 + wide, 8), ended = Number(kHeader + 0x10, 8);
    Demand(kHeader + 0x10, truth_.finished ? ended >= started : ended == 0, "EndTime");
    const uint64_t clock = Number(kHeader + 0x108 + wide, 4);
    Demand(kHeader + 0x108 + wide, clock >= 1 && clock <= 3, "clock " + Hex(clock));
    CheckNames(kHeader + 0x110 + wide, 0x48 + Number(0x4C, 2));
    CheckFurther(0x48 + ((Number(0x4C, 2) + 7) & ~uint64_t{7}));
  }

  // Two names, each with its zero, and nothing behind the second.
  void CheckNames(uint64_t at, uint64_t end) {
    int zeros = 0;
    for (; at < end; at += 2) {
      if (Number(at, 2) == 0) ++zeros;
      Demand(at, zeros < 2 || at + 2 == end, "the header event goes on behind its names");
    }
    Demand(end, zeros == 2 && at == end, "the names of the header event");
  }

  void CheckFurther(uint64_t at) {
    const uint64_t end = Number(0x30, 4);
    std::vector<uint64_t> hooks;
    for (; at < end; at += (Number(at + 4, 2) + 7) & ~uint64_t{7}) {
      hooks.push_back(Number(at + 6, 2));
      Demand(at, Number(at + 0x10, 8) == Number(0x58, 8), "another stamp than the header event");
      if (hooks.back() == 0x50) Equal(at + 4, 2, 0x50, "size of the event of hook id 50");
      if (hooks.back() == 0x05) Equal(at + 4, 2, 0x44, "size of the event of hook id 05");
      if (Number(at + 4, 2) == 0) return;
    }
    if (!hooks.empty() && hooks.front() == 0x05) hooks.erase(hooks.begin());
    const bool has_partition = truth_.build >= 18362;
    Demand(0, hooks == (has_partition ? std::vector<uint64_t>{0x50} : std::vector<uint64_t>{}),
           "the events behind the header event");
  }

  const std::span<const uint8_t> file_;
  const LogFileTruth truth_;
  uint32_t buffer_bytes_ = 0;
  uint32_t processors_ = 0;
  uint64_t logger_id_ = 0;
  std::set<uint64_t> sequences_;
  LogFileFindings findings_;
};

}  // namespace

LogFileFindings CheckLogFile(std::span<const uint8_t> file, const LogFileTruth& truth) {
  if (file.size() < 0x400) return {.broken = {"0x0: no log file"}, .counts = {}, .buffers = 0};
  return Checker(file, truth).Run();
}

}  // namespace etalon
