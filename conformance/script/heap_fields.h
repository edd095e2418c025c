// The members of the operations in heap_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_HEAP_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_HEAP_FIELDS_H_

#include <tuple>
#include <utility>

#include "conformance/script/field.h"
#include "conformance/script/heap_ops.h"

namespace etalon {

template <>
struct NamesOf<HeapAction> {
  static constexpr std::pair<HeapAction, const char*> kAll[] = {
      {HeapAction::kLock, "lock"},         {HeapAction::kUnlock, "unlock"},
      {HeapAction::kValidate, "validate"}, {HeapAction::kWalk, "walk"},
      {HeapAction::kCompact, "compact"},   {HeapAction::kSummary, "summary"}};
};

template <>
struct FieldsOf<HeapCreate> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("heap", &HeapCreate::heap), MakeField("flags", &HeapCreate::flags),
      MakeField("initial", &HeapCreate::initial), MakeField("maximum", &HeapCreate::maximum),
      MakeField("frames", &HeapCreate::frames));
};

template <>
struct FieldsOf<HeapAlloc> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("heap", &HeapAlloc::heap), MakeField("block", &HeapAlloc::block),
                      MakeField("size", &HeapAlloc::size), MakeField("times", &HeapAlloc::times),
                      MakeField("frames", &HeapAlloc::frames));
};

template <>
struct FieldsOf<HeapReAlloc> {
  static constexpr auto kAll = std::make_tuple(
      MakeField("heap", &HeapReAlloc::heap), MakeField("flags", &HeapReAlloc::flags),
      MakeField("block", &HeapReAlloc::block), MakeField("size", &HeapReAlloc::size),
      MakeField("frames", &HeapReAlloc::frames));
};

template <>
struct FieldsOf<HeapFree> {
  static constexpr auto kAll =
      std::make_tuple(MakeField("heap", &HeapFree::heap), MakeField("block", &HeapFree::block),
                      MakeField("frames", &HeapFree::frames));
};

template <>
struct FieldsOf<HeapDestroy> {
  static constexpr auto kAll = std::make_tuple(MakeField("heap", &HeapDestroy::heap),
                                               MakeField("frames", &HeapDestroy::frames));
};

template <>
struct FieldsOf<HeapControl> {
  static constexpr auto kAll = std::make_tuple(MakeField("heap", &HeapControl::heap),
                                               MakeField("action", &HeapControl::action),
                                               MakeField("frames", &HeapControl::frames));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_HEAP_FIELDS_H_
