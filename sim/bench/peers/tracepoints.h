// LTTng's tracepoints with the payload of a TraceEvent, included several times by LTTng's headers.
#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER etalon_bench

#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "sim/bench/peers/tracepoints.h"

#if !defined(ETALON_SIM_BENCH_PEERS_TRACEPOINTS_H_) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define ETALON_SIM_BENCH_PEERS_TRACEPOINTS_H_

#include <lttng/tracepoint.h>
#include <stdint.h>

// run.sh has a session record this one.
LTTNG_UST_TRACEPOINT_EVENT(etalon_bench, bytes64, LTTNG_UST_TP_ARGS(const uint8_t*, payload),
                           LTTNG_UST_TP_FIELDS(lttng_ust_field_array(uint8_t, payload, payload,
                                                                     64)))

// And nobody this one.
LTTNG_UST_TRACEPOINT_EVENT(etalon_bench, disabled, LTTNG_UST_TP_ARGS(const uint8_t*, payload),
                           LTTNG_UST_TP_FIELDS(lttng_ust_field_array(uint8_t, payload, payload,
                                                                     64)))

// For reading: eight numbers are what a viewer is used to.
LTTNG_UST_TRACEPOINT_EVENT(
    etalon_bench, numbers, LTTNG_UST_TP_ARGS(const uint64_t*, number),
    LTTNG_UST_TP_FIELDS(lttng_ust_field_integer(uint64_t, a, number[0]) lttng_ust_field_integer(
        uint64_t, b, number[1]) lttng_ust_field_integer(uint64_t, c, number[2])
                            lttng_ust_field_integer(uint64_t, d, number[3])
                                lttng_ust_field_integer(uint64_t, e, number[4])
                                    lttng_ust_field_integer(uint64_t, f, number[5])
                                        lttng_ust_field_integer(uint64_t, g, number[6])
                                            lttng_ust_field_integer(uint64_t, h, number[7])))

#endif

#include <lttng/tracepoint-event.h>
