// The members of the operations in consumer_ops.h.
#ifndef ETALON_CONFORMANCE_SCRIPT_CONSUMER_FIELDS_H_
#define ETALON_CONFORMANCE_SCRIPT_CONSUMER_FIELDS_H_

#include <tuple>

#include "conformance/script/consumer_ops.h"
#include "conformance/script/field.h"

namespace etalon {

template <>
struct FieldsOf<OpenTraceOptions> {
  using T = OpenTraceOptions;
  static constexpr auto kAll =
      std::make_tuple(MakeField("place", &T::place), MakeField("modes", &T::modes),
                      MakeField("event_callback", &T::event_callback),
                      MakeField("buffer_callback", &T::buffer_callback));
};

template <>
struct FieldsOf<TraceBuffer> {
  using T = TraceBuffer;
  static constexpr auto kAll =
      std::make_tuple(MakeField("block", &T::block), MakeField("place", &T::place),
                      MakeField("log_file", &T::log_file), MakeField("index", &T::index),
                      MakeField("bytes", &T::bytes), MakeField("filled_bytes", &T::filled_bytes));
};

template <>
struct FieldsOf<OpenTraceFromFile> {
  using T = OpenTraceFromFile;
  static constexpr auto kAll =
      std::make_tuple(MakeField("log_file", &T::log_file), MakeField("name_place", &T::name_place),
                      MakeField("options", &T::options), MakeField("header", &T::header));
};

template <>
struct FieldsOf<OpenTraceFromRealTimeLogger> {
  using T = OpenTraceFromRealTimeLogger;
  static constexpr auto kAll = std::make_tuple(
      MakeField("logger_name", &T::logger_name), MakeField("name_place", &T::name_place),
      MakeField("options", &T::options), MakeField("header", &T::header));
};

template <>
struct FieldsOf<OpenTraceFromRealTimeLoggerWithAllocationOptions> {
  using T = OpenTraceFromRealTimeLoggerWithAllocationOptions;
  static constexpr auto kAll = std::make_tuple(
      MakeField("logger_name", &T::logger_name), MakeField("name_place", &T::name_place),
      MakeField("options", &T::options), MakeField("allocation_size", &T::allocation_size),
      MakeField("memory_partition", &T::memory_partition), MakeField("header", &T::header));
};

template <>
struct FieldsOf<OpenTraceFromBufferStream> {
  using T = OpenTraceFromBufferStream;
  static constexpr auto kAll = std::make_tuple(
      MakeField("options", &T::options), MakeField("completion_callback", &T::completion_callback));
};

template <>
struct FieldsOf<ProcessTraceAddBufferToBufferStream> {
  using T = ProcessTraceAddBufferToBufferStream;
  static constexpr auto kAll = std::make_tuple(
      MakeField("trace", &T::trace), MakeField("buffer", &T::buffer), MakeField("size", &T::size));
};

template <>
struct FieldsOf<ProcessTraceBufferIncrementReference> {
  using T = ProcessTraceBufferIncrementReference;
  static constexpr auto kAll =
      std::make_tuple(MakeField("trace", &T::trace), MakeField("buffer", &T::buffer));
};

template <>
struct FieldsOf<ProcessTraceBufferDecrementReference> {
  using T = ProcessTraceBufferDecrementReference;
  static constexpr auto kAll = std::make_tuple(MakeField("buffer", &T::buffer));
};

template <>
struct FieldsOf<SetTraceCallback> {
  using T = SetTraceCallback;
  static constexpr auto kAll =
      std::make_tuple(MakeField("guid", &T::guid), MakeField("guid_place", &T::guid_place),
                      MakeField("callback", &T::callback));
};

template <>
struct FieldsOf<RemoveTraceCallback> {
  using T = RemoveTraceCallback;
  static constexpr auto kAll =
      std::make_tuple(MakeField("guid", &T::guid), MakeField("guid_place", &T::guid_place));
};

template <>
struct FieldsOf<QueryTraceProcessingHandle> {
  using T = QueryTraceProcessingHandle;
  static constexpr auto kAll = std::make_tuple(
      MakeField("trace", &T::trace), MakeField("information", &T::information),
      MakeField("in", &T::in), MakeField("in_size", &T::in_size), MakeField("out", &T::out),
      MakeField("out_size", &T::out_size), MakeField("return_length", &T::return_length));
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_CONSUMER_FIELDS_H_
