// The members of the operations in kernel_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_KERNEL_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_KERNEL_FIELDS_H_

#include <tuple>

#include "conformance/script/field.h"
#include "conformance/script/kernel_ops.h"

namespace etalon {

template <>
struct FieldsOf<StartKernelTrace> {
  using T = StartKernelTrace;
  static constexpr auto kAll =
      std::make_tuple(MakeField("handle", &T::handle), MakeField("properties", &T::properties),
                      MakeField("stack_events", &T::stack_events),
                      MakeField("stack_event_count", &T::stack_event_count),
                      MakeField("stack_events_place", &T::stack_events_place));
};

template <>
struct FieldsOf<CreateMergedTraceFile> {
  using T = CreateMergedTraceFile;
  static constexpr auto kAll =
      std::make_tuple(MakeField("merged", &T::merged), MakeField("merged_place", &T::merged_place),
                      MakeField("files", &T::files), MakeField("file_places", &T::file_places),
                      MakeField("files_place", &T::files_place),
                      MakeField("file_count", &T::file_count), MakeField("flags", &T::flags));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_KERNEL_FIELDS_H_
