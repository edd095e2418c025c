#include "conformance/script/c_heap_ops.h"

#include <string>

#include "conformance/script/c_writer.h"

namespace etalon {
namespace {

std::string Heap(const std::string& name) {
  return name.empty() ? "GetProcessHeap()" : "*NamedHeap(" + CQuoted(name) + ")";
}

std::string Block(const std::string& name) {
  return "*NamedHeap(" + CQuoted("block " + name) + ")";
}

// FALSE is ERROR_INVALID_PARAMETER, for a script has one way to say what failed.
std::string Judged(const std::string& call) { return call + " ? 0 : ERROR_INVALID_PARAMETER"; }

std::string Call(HeapAction action, const std::string& heap) {
  switch (action) {
    case HeapAction::kLock:
      return "HeapLock(" + heap + ")";
    case HeapAction::kUnlock:
      return "HeapUnlock(" + heap + ")";
    case HeapAction::kValidate:
      return "HeapValidate(" + heap + ", 0, NULL)";
    case HeapAction::kWalk:
      return "WalkHeap(" + heap + ")";
    case HeapAction::kCompact:
      return "(HeapCompact(" + heap + ", 0), TRUE)";
    case HeapAction::kSummary:
      return "SummarizeHeap(" + heap + ")";
  }
  return "FALSE";
}

}  // namespace

void Print(CProgram& program, const HeapCreate& op) {
  program.Say("HANDLE* const heap = NamedHeap(" + CQuoted(op.heap) + ");");
  program.Say("*heap = HeapCreate(" + CNumber(op.flags) + ", " + CNumber(op.initial) + ", " +
              CNumber(op.maximum) + ");");
  program.Invoke("HeapCreate", "*heap != NULL ? 0 : ERROR_NOT_ENOUGH_MEMORY");
}

void Print(CProgram& program, const HeapAlloc& op) {
  program.Say("void* address = NULL;");
  program.Say("ULONG i;");
  program.Say("for (i = 0; i < " + CNumber(op.times) + "; ++i) address = HeapAlloc(" +
              Heap(op.heap) + ", 0, " + CNumber(op.size) + ");");
  if (!op.block.empty()) program.Say(Block(op.block) + " = address;");
  program.Invoke("HeapAlloc", "address != NULL ? 0 : ERROR_NOT_ENOUGH_MEMORY");
}

void Print(CProgram& program, const HeapReAlloc& op) {
  program.Say("void* const address = HeapReAlloc(" + Heap(op.heap) + ", " + CNumber(op.flags) +
              ", " + Block(op.block) + ", " + CNumber(op.size) + ");");
  program.Say("if (address != NULL) " + Block(op.block) + " = address;");
  program.Invoke("HeapReAlloc", "address != NULL ? 0 : ERROR_NOT_ENOUGH_MEMORY");
}

void Print(CProgram& program, const HeapFree& op) {
  program.Invoke("HeapFree", Judged("HeapFree(" + Heap(op.heap) + ", 0, " + Block(op.block) + ")"));
}

void Print(CProgram& program, const HeapDestroy& op) {
  program.Invoke("HeapDestroy", Judged("HeapDestroy(" + Heap(op.heap) + ")"));
}

void Print(CProgram& program, const HeapControl& op) {
  program.Invoke("HeapControl", Judged(Call(op.action, Heap(op.heap))));
}

}  // namespace etalon
