#include "conformance/heap/perfetto.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "conformance/heap/frames.h"
#include "conformance/heap/holders.h"
#include "conformance/heap/perfetto_fields.h"
#include "conformance/heap/proto_message.h"
#include "sim/consumer/defect.h"

namespace etalon::heap {
namespace {

constexpr uint64_t kTypeCounter = 4;
constexpr uint64_t kUnitBytes = 3;
constexpr uint64_t kStateCleared = 1;  // sequence flag
constexpr uint64_t kEventSequence = 1;
constexpr uint64_t kProfileSequence = 2;
constexpr size_t kHeapCounters = 20;  // of each process

// Under this name the UI shows native heaps.
constexpr char kHeapName[] = "libc.malloc";

constexpr uint64_t kClockRealtime = 1;
constexpr uint64_t kClockMonotonic = 3;
constexpr uint64_t kClockMonotonicCoarse = 4;
constexpr uint64_t kClockBoottime = 6;

constexpr uint64_t kNanosecondsPerTick = 100;
constexpr sim::Ticks kUnixEpoch = 116'444'736'000'000'000;  // 1970 in ticks since 1601

// The interned data of one heap profile; each profile brings its own.
class Interned {
 public:
  Interned(const HeapTrace& trace, Frames& frames) : trace_(trace), frames_(frames) {}

  // The id of the call stack of a use.
  uint64_t CallstackOf(uint32_t use) {
    const Use& used = trace_.uses[use];
    std::vector<uint32_t> stack = frames_.Of(used.stack);
    ProtoMessage callstack;
    callstack.Add(field::kInterningId, uint64_t{use} + 1);
    callstack.Add(field::kCallstackFrames, HeapFrame(used.heap));
    for (auto frame = stack.rbegin(); frame != stack.rend(); ++frame) {
      callstack.Add(field::kCallstackFrames, CodeFrame(*frame));
    }
    callstacks_.Add(field::kProfileCallstacks, callstack);
    return uint64_t{use} + 1;
  }

  // What is referred to comes before what refers to it.
  std::string bytes() const {
    return strings_.bytes() + mappings_.bytes() + made_frames_.bytes() + callstacks_.bytes();
  }

 private:
  uint64_t String(const std::string& text) {
    const auto [at, added] = string_ids_.try_emplace(text, string_ids_.size() + 1);
    if (added) {
      strings_.Add(
          field::kProfileStrings,
          ProtoMessage().Add(field::kInterningId, at->second).Add(field::kStringText, text));
    }
    return at->second;
  }

  uint64_t Mapping(const std::string& path) {
    const auto [at, added] = mapping_ids_.try_emplace(path, mapping_ids_.size() + 1);
    if (added) {
      mappings_.Add(field::kProfileMappings, ProtoMessage()
                                                 .Add(field::kInterningId, at->second)
                                                 .Add(field::kMappingPath, String(path)));
    }
    return at->second;
  }

  uint64_t MadeFrame(uint64_t id, const std::string& name, const std::string& path,
                     uint64_t offset) {
    if (!frame_ids_.insert(id).second) return id;
    made_frames_.Add(field::kProfileFrames, ProtoMessage()
                                                .Add(field::kInterningId, id)
                                                .Add(field::kFrameFunction, String(name))
                                                .Add(field::kFrameMapping, Mapping(path))
                                                .Add(field::kFrameOffset, offset));
    return id;
  }

  uint64_t CodeFrame(uint32_t frame) {
    const Frame& named = frames_.all()[frame];
    return MadeFrame(uint64_t{frame} + 1, named.name, named.path.empty() ? "unknown" : named.path,
                     named.offset);
  }

  uint64_t HeapFrame(uint32_t heap) {
    constexpr uint64_t kBehindCode = uint64_t{1} << 32;
    return MadeFrame(kBehindCode + heap, "heap " + sim::Hex(trace_.heaps[heap].handle), "heaps",
                     trace_.heaps[heap].handle);
  }

  const HeapTrace& trace_;
  Frames& frames_;
  std::map<std::string, uint64_t> string_ids_;
  std::map<std::string, uint64_t> mapping_ids_;
  std::set<uint64_t> frame_ids_;
  ProtoMessage strings_;
  ProtoMessage mappings_;
  ProtoMessage made_frames_;
  ProtoMessage callstacks_;
};

class PerfettoFile {
 public:
  PerfettoFile(const HeapTrace& trace, std::ostream& out)
      : trace_(trace), out_(out), frames_(trace), origin_(OriginOf(trace)) {}

  void Write() {
    WriteClocks();
    for (const Holders& holders : RankHolders(trace_)) WriteProcess(holders.process);
    uint64_t index = 0;
    for (const Snapshot& snapshot : trace_.snapshots.all()) WriteProfile(snapshot, index++);
  }

 private:
  // Nanoseconds since the machine was booted, or since the trace began where the boot is unknown.
  static uint64_t OriginOf(const HeapTrace& trace) {
    const sim::Ticks boot = trace.header.fields.BootTime.QuadPart;
    const bool known = boot > 0 && boot < trace.start();
    return known ? static_cast<uint64_t>(trace.start() - boot) * kNanosecondsPerTick : 1;
  }

  uint64_t TimeOf(sim::Ticks time) const {
    return origin_ + static_cast<uint64_t>(time - trace_.start()) * kNanosecondsPerTick;
  }

  void Packet(ProtoMessage packet, uint64_t sequence) {
    packet.Add(field::kPacketSequence, sequence);
    if (begun_.insert(sequence).second) {
      packet.Add(field::kPacketSequenceFlags, kStateCleared);
      packet.Add(field::kPacketFirstOnSequence, 1);
    }
    out_ << ProtoMessage().Add(field::kTracePacket, packet).bytes();
  }

  void WriteClocks() {
    ProtoMessage clocks;
    const auto add = [&clocks](uint64_t id, uint64_t timestamp) {
      clocks.Add(field::kSnapshotClock,
                 ProtoMessage().Add(field::kClockId, id).Add(field::kClockTimestamp, timestamp));
    };
    add(kClockBoottime, origin_);
    add(kClockMonotonic, origin_);
    add(kClockMonotonicCoarse, origin_);
    if (trace_.start() > kUnixEpoch) {
      add(kClockRealtime, static_cast<uint64_t>(trace_.start() - kUnixEpoch) * kNanosecondsPerTick);
    }
    Packet(ProtoMessage()
               .Add(field::kPacketTimestamp, origin_)
               .Add(field::kPacketClockSnapshot, clocks),
           kEventSequence);
  }

  uint64_t ProcessIdOf(const Process& process) const {
    constexpr uint64_t kNobody = 0x7FFFFFFF;
    constexpr uint64_t kBehindIds = 0x1000000;
    if (!process.id_known) return kNobody;
    return (process.id + kBehindIds * (process.incarnation - 1)) & kNobody;
  }

  void WriteProcess(uint32_t index) {
    const Process& process = trace_.processes[index];
    const uint64_t uuid = uint64_t{index} + 1;
    Descriptor(
        ProtoMessage()
            .Add(field::kTrackUuid, uuid)
            .Add(field::kTrackProcess, ProtoMessage()
                                           .Add(field::kProcessId, ProcessIdOf(process))
                                           .Add(field::kProcessName, ProcessTitle(process))));
    constexpr uint64_t kProcessCounters = uint64_t{1} << 32;
    WriteCounter(kProcessCounters + index, uuid, "heaps: allocated bytes", process.history);
    std::vector<uint32_t> heaps = process.heaps;
    std::stable_sort(heaps.begin(), heaps.end(), [this](uint32_t a, uint32_t b) {
      return trace_.heaps[a].level.peak_bytes > trace_.heaps[b].level.peak_bytes;
    });
    heaps.resize(std::min(heaps.size(), kHeapCounters));
    constexpr uint64_t kHeapTracks = uint64_t{2} << 32;
    for (const uint32_t heap : heaps) {
      WriteCounter(kHeapTracks + heap, uuid,
                   "heap " + sim::Hex(trace_.heaps[heap].handle) + ": allocated bytes",
                   trace_.heaps[heap].history);
    }
  }

  void Descriptor(const ProtoMessage& track) {
    Packet(ProtoMessage()
               .Add(field::kPacketTimestamp, origin_)
               .Add(field::kPacketTrackDescriptor, track),
           kEventSequence);
  }

  void WriteCounter(uint64_t uuid, uint64_t parent, const std::string& name,
                    const SizeHistory& history) {
    Descriptor(ProtoMessage()
                   .Add(field::kTrackUuid, uuid)
                   .Add(field::kTrackParent, parent)
                   .Add(field::kTrackName, name)
                   .Add(field::kTrackCounter, ProtoMessage().Add(field::kCounterUnit, kUnitBytes)));
    for (const SizePoint& point : history.points()) {
      const sim::Ticks end = trace_.axis.EndOf(point.slice);
      if (point.highest != point.last) {
        Count(uuid, TimeOf(end - trace_.axis.width), point.highest);
      }
      Count(uuid, TimeOf(std::min(end, trace_.end)), point.last);
    }
  }

  void Count(uint64_t uuid, uint64_t time, uint64_t value) {
    Packet(ProtoMessage()
               .Add(field::kPacketTimestamp, time)
               .Add(field::kPacketTrackEvent, ProtoMessage()
                                                  .Add(field::kEventType, kTypeCounter)
                                                  .Add(field::kEventTrack, uuid)
                                                  .Add(field::kEventCounterValue, value)),
           kEventSequence);
  }

  // The numbers of what has changed; those of other stacks stay as they were.
  void WriteProfile(const Snapshot& snapshot, uint64_t index) {
    const uint64_t time = TimeOf(std::min(snapshot.time, trace_.end));
    Interned interned(trace_, frames_);
    std::map<uint32_t, ProtoMessage> dumps;  // by process
    for (const Snapshot::Change& change : snapshot.changes) {
      const UseTotals& totals = change.totals;
      dumps[trace_.heaps[trace_.uses[change.use].heap].process].Add(
          field::kDumpSamples, ProtoMessage()
                                   .Add(field::kSampleCallstack, interned.CallstackOf(change.use))
                                   .Add(field::kSampleAllocated, totals.allocated_bytes)
                                   .Add(field::kSampleFreed, totals.freed_bytes)
                                   .Add(field::kSampleAllocations, totals.allocations)
                                   .Add(field::kSampleFrees, totals.frees));
    }
    ProtoMessage profile;
    profile.Append(interned.bytes());
    for (auto& [process, dump] : dumps) {
      dump.Add(field::kDumpProcess, ProcessIdOf(trace_.processes[process]));
      dump.Add(field::kDumpTimestamp, time);
      dump.Add(field::kDumpHeapName, kHeapName);
      profile.Add(field::kProfileProcessDumps, dump);
    }
    profile.Add(field::kProfileIndex, index);
    Packet(ProtoMessage().Add(field::kPacketTimestamp, time).Add(field::kPacketProfile, profile),
           kProfileSequence);
  }

  const HeapTrace& trace_;
  std::ostream& out_;
  Frames frames_;
  const uint64_t origin_;     // of the trace's first moment
  std::set<uint64_t> begun_;  // sequences
};

}  // namespace

void WritePerfetto(const HeapTrace& trace, std::ostream& out) { PerfettoFile(trace, out).Write(); }

}  // namespace etalon::heap
