// What an input does to the world around sessions and providers, and what it changes in operations.
#include <algorithm>
#include <iterator>
#include <string>

#include "fuzz/any_operation.h"
#include "fuzz/operation_change.h"
#include "fuzz/operation_decoder.h"

namespace etalon {
namespace {

constexpr const char16_t* kFiles[] = {u"C:\\one.etl", u"C:\\two.etl", u"D:\\three.etl",
                                      u"C:\\counted%d.etl"};

}  // namespace

std::u16string OperationDecoder::FileFor(uint8_t byte) { return kFiles[byte % std::size(kFiles)]; }

// One of any kind.
Op OperationDecoder::Any() {
  Op op = OperationOfAnyKind(how_, live_, what_);
  // What may wait for events must not hold up the sequence.
  if (std::holds_alternative<ProcessTrace>(op.any)) return Process();
  if (amount_ != 0) ChangeOneMember(amount_, what_, &op);
  return op;
}

// The next operation, with one member changed.
Op OperationDecoder::Change() {
  const uint8_t which = what_;
  const uint8_t how = how_;
  if (!HasNext() || changes_ == kMostChanges) return Advance{.ms = amount_};
  ++changes_;
  Op op = Next();
  --changes_;
  // What may wait for events might wait for those of another trace.
  if (!std::holds_alternative<ProcessTrace>(op.any)) ChangeOneMember(which, how, &op);
  return op;
}

Op OperationDecoder::Disturb() {
  switch (how_ % 8) {
    case 0:
      return InjectFault{.point = static_cast<FaultPoint>(what_ % 4), .after = amount_ % 4u};
    case 1:
      return SetDisk{.drive = "C:", .free_bytes = uint64_t{amount_} << 12};
    case 2:
      return SetDisk{.drive = "D:", .bytes_per_second = uint64_t{amount_} << 8};
    case 3:
      return SetDisk{.drive = "C:", .bytes_per_second = amount_ * 1000u};
    case 4:
      return SetDisk{.drive = "C:", .free_bytes = uint64_t{1} << 40};
    default:
      return Advance{.ms = amount_ * 20u};
  }
}

Op OperationDecoder::Processes() {
  if (live_.processes.size() > 1 && how_ % 4 == 3)
    return ExitProcess{.name = live_.processes.back()};
  if (how_ % 8 == 2) return Activity();
  if (live_.processes.size() > 3) return Heaps();
  return NewProcess{.name = "p" + std::to_string(++births_),
                    .token = how_ >= 200 ? Token::kUser : Token::kAdministrator,
                    .bits = how_ & 1 ? 32u : 64u};
}

Op OperationDecoder::Heaps() {
  const On on = {.process = live_.processes[what_ % live_.processes.size()]};
  const std::vector<uint64_t> frames(amount_, 0x7FF612340010);
  switch (how_ % 4) {
    case 0:
      return HeapControl{.action = static_cast<HeapAction>(amount_ % 6), .on = on};
    case 1:
      return HeapCreate{.heap = "h" + std::to_string(++births_),
                        .flags = amount_ % 4u,
                        .maximum = how_ >= 128 ? uint64_t{amount_} << 12 : 0,
                        .frames = frames,
                        .on = on};
    default:
      return HeapAlloc{.size = uint64_t{amount_} << how_ % 32,
                       .times = how_ % 64u + 1,
                       .frames = frames,
                       .on = on};
  }
}

Op OperationDecoder::Activity() {
  const On on = {.process = live_.processes[what_ % live_.processes.size()]};
  const std::vector<uint64_t> frames(amount_ / 2, 0x7FF612340010);
  switch (how_ / 8 % 4) {
    case 0:
      return MapImage{.size = uint64_t{amount_} << 12, .frames = frames, .on = on};
    case 1:
      return SwitchContext{.to_idle = amount_ % 4 == 0, .frames = frames, .on = on};
    case 2:
      return AccessDisk{.action = static_cast<DiskAction>(amount_ % 3),
                        .duration_us = amount_,
                        .frames = frames,
                        .on = on};
    default:
      return AccessFile{.path = u"C:\\" + std::u16string(1 + ++births_ % 64, u'f'),
                        .frames = frames,
                        .on = on};
  }
}

// Fetches a log file, or puts what was fetched with one byte changed, or its beginning alone.
Op OperationDecoder::Files() {
  if (live_.file.empty() || how_ % 4 == 3) {
    return GetFile{.path = live_.files.empty() ? FileFor(what_)
                                               : live_.files[what_ % live_.files.size()]};
  }
  Bytes contents = live_.file;
  const size_t at = (what_ * size_t{256} + how_) % contents.size();
  if (how_ % 4 == 2)
    contents.resize(at);
  else
    contents[at % (how_ % 4 == 0 ? std::min<size_t>(contents.size(), 600) : contents.size())] =
        amount_;
  return PutFile{.path = u"C:\\damaged.etl", .contents = contents};
}

}  // namespace etalon
