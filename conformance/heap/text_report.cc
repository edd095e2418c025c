#include "conformance/heap/text_report.h"

#include <algorithm>
#include <string>
#include <vector>

#include "conformance/heap/figures.h"
#include "conformance/heap/frames.h"
#include "conformance/heap/holders.h"
#include "sim/consumer/defect.h"

namespace etalon::heap {
namespace {

std::string Padded(const std::string& text, size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

// Columns under their headings, the first to the left and the others to the right.
class Table {
 public:
  explicit Table(std::vector<std::string> headings) { Add(std::move(headings)); }
  void Add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  void Print(std::ostream& out) const {
    std::vector<size_t> widths(rows_.front().size());
    for (const auto& row : rows_) {
      for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    for (const auto& row : rows_) {
      out << "  " << row[0] << std::string(widths[0] - row[0].size(), ' ');
      for (size_t i = 1; i < row.size(); ++i) out << "  " << Padded(row[i], widths[i]);
      out << "\n";
    }
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

class Report {
 public:
  Report(const HeapTrace& trace, const TextLimits& limits, std::ostream& out)
      : trace_(trace), limits_(limits), out_(out), frames_(trace) {}

  void Print() {
    const std::vector<Holders> ranked = RankHolders(trace_);
    PrintHead(ranked.size());
    for (const Holders& holders : ranked) PrintProcess(holders);
  }

 private:
  void PrintHead(size_t processes) {
    const TRACE_LOGFILE_HEADER64& header = trace_.header.fields;
    out_ << Counted(trace_.heap_events, "heap event") << " in "
         << DecimalText(SecondsAt(trace_, trace_.end), 3) << " s, "
         << CountText(trace_.heaps.size()) << (trace_.heaps.size() == 1 ? " heap" : " heaps")
         << " of " << processes << (processes == 1 ? " process" : " processes");
    if (header.EventsLost == 0 && header.BuffersLost == 0) {
      out_ << "; nothing was lost\n";
    } else {
      out_ << "\nLOST: " << Counted(header.EventsLost, "event") << " and "
           << Counted(header.BuffersLost, "buffer")
           << "; what follows is wrong by as much (larger buffers, or more of them, help)\n";
    }
    if (trace_.stack_events != 0 || trace_.heap_events == 0) return;
    out_ << "No stacks: StartHeapTrace records them for the events in StackTracingEventIds"
         << (trace_.folded_stacks != 0 ? " (stacks recorded by key are not read)" : "") << ".\n";
  }

  void PrintProcess(const Holders& holders) {
    const Process& process = trace_.processes[holders.process];
    out_ << "\n" << ProcessTitle(process);
    if (process.ended.has_value()) {
      out_ << ", ended at " << Seconds(*process.ended) << " with exit code " << process.exit_code;
    }
    out_ << "\n  ";
    if (process.level.blocks == 0) {
      out_ << "Nothing is left: every block was freed.";
    } else {
      out_ << BytesText(process.level.bytes) << " in " << Counted(process.level.blocks, "block")
           << (process.ended.has_value() ? " never freed before its exit."
                                         : " still allocated when the trace ended.");
    }
    out_ << " Peak " << BytesText(process.level.peak_bytes) << " at "
         << Seconds(process.level.peak_time) << ".\n\n";
    PrintHeaps(process);
    PrintDoubts(process);
    if (holders.outstanding != 0) PrintStacks(process, holders);
  }

  void PrintHeaps(const Process& process) {
    Table table({"heap", "allocations", "reallocations", "frees", "peak", "outstanding", "blocks"});
    std::vector<uint32_t> heaps = process.heaps;
    std::stable_sort(heaps.begin(), heaps.end(), [this](uint32_t a, uint32_t b) {
      return trace_.heaps[a].level.bytes > trace_.heaps[b].level.bytes;
    });
    const size_t shown = std::min<size_t>(heaps.size(), std::max<size_t>(limits_.stacks, 1));
    for (size_t i = 0; i < shown; ++i) {
      const Heap& heap = trace_.heaps[heaps[i]];
      table.Add({sim::Hex(heap.handle) + (heap.destroyed ? " (destroyed)" : ""),
                 CountText(heap.allocations), CountText(heap.reallocations), CountText(heap.frees),
                 BytesText(heap.level.peak_bytes), BytesText(heap.level.bytes),
                 CountText(heap.level.blocks)});
    }
    table.Print(out_);
    if (shown < heaps.size()) {
      out_ << "  and " << Counted(heaps.size() - shown, "more heap") << "\n";
    }
  }

  // What makes the figures less than certain.
  void PrintDoubts(const Process& process) {
    uint64_t early = 0, missing = 0, failures = 0, released = 0, released_bytes = 0;
    for (const uint32_t heap : process.heaps) {
      early += trace_.heaps[heap].early_blocks;
      missing += trace_.heaps[heap].missing_frees;
      failures += trace_.heaps[heap].failures;
      released += trace_.heaps[heap].released_blocks;
      released_bytes += trace_.heaps[heap].released_bytes;
    }
    if (failures != 0) out_ << "  " << Counted(failures, "allocation") << " failed.\n";
    if (released != 0) {
      out_ << "  " << Counted(released, "block") << " (" << BytesText(released_bytes)
           << ") went with the heaps that were destroyed: no leaks.\n";
    }
    if (early != 0) {
      out_ << "  " << Counted(early, "block")
           << " that ended had begun before the trace: not counted.\n";
    }
    if (missing != 0) {
      out_ << "  " << Counted(missing, "free") << " must be missing from the trace: "
           << "their addresses were allocated again.\n";
    }
  }

  void PrintStacks(const Process& process, const Holders& holders) {
    out_ << (process.ended.has_value() ? "\n  Suspected leaks: allocated by these, never freed\n"
                                       : "\n  Outstanding, by the stack that allocated it\n");
    const size_t shown = std::min<size_t>(limits_.stacks, holders.outstanding);
    for (size_t i = 0; i < shown; ++i) PrintUse(i + 1, process, trace_.uses[holders.uses[i]]);
    if (shown == holders.outstanding) return;
    uint64_t bytes = 0;
    for (size_t i = shown; i < holders.outstanding; ++i) {
      bytes += trace_.uses[holders.uses[i]].totals.bytes();
    }
    out_ << "  and " << Counted(holders.outstanding - shown, "more stack") << " with "
         << BytesText(bytes) << " (--top shows more)\n";
  }

  void PrintUse(size_t rank, const Process& process, const Use& use) {
    const UseTotals& totals = use.totals;
    const double share = process.level.bytes == 0 ? 0
                                                  : 100.0 * static_cast<double>(totals.bytes()) /
                                                        static_cast<double>(process.level.bytes);
    out_ << Padded(std::to_string(rank), 4) << ".  " << BytesText(totals.bytes()) << "  "
         << DecimalText(share, 1) << " %  " << Counted(totals.blocks(), "block") << " of "
         << CountText(totals.allocations) << " allocated, from +"
         << DecimalText(use.oldest_ms / 1000.0, 3) << " to +"
         << DecimalText(use.newest_ms / 1000.0, 3) << " s";
    if (process.heaps.size() > 1) out_ << ", heap " << sim::Hex(trace_.heaps[use.heap].handle);
    out_ << "\n";
    const std::vector<uint32_t> frames = frames_.Of(use.stack);
    const size_t shown = std::min(frames.size(), std::max<size_t>(limits_.frames, 1));
    for (size_t i = 0; i < shown; ++i) out_ << "         " << frames_.all()[frames[i]].name << "\n";
    if (shown < frames.size()) {
      out_ << "         ... and " << Counted(frames.size() - shown, "outer frame") << "\n";
    }
  }

  std::string Seconds(sim::Ticks time) const {
    return "+" + DecimalText(SecondsAt(trace_, time), 3) + " s";
  }

  const HeapTrace& trace_;
  const TextLimits& limits_;
  std::ostream& out_;
  Frames frames_;
};

}  // namespace

void PrintReport(const HeapTrace& trace, const TextLimits& limits, std::ostream& out) {
  Report(trace, limits, out).Print();
}

}  // namespace etalon::heap
