// What became of every event that was written to a session since its start.
#ifndef ETALON_SIM_SESSION_LEDGER_H_
#define ETALON_SIM_SESSION_LEDGER_H_

#include <cstdint>

namespace etalon::sim {

// All numbers are events, and of one run: they start at 0 with the session and stay readable after
// its stop. At every moment each event that somebody tried to write while the session ran is in
// exactly one place:
//
//   attempted = refused + events_lost + in_buffers + overwritten + handed_out
//   handed_out = the sum of `file` = the sum of `real_time`
//
// since what leaves the buffers goes to the log file and to the consumers alike. With a log file
// alone, and after the stop, when no buffer holds anything:
//
//   attempted = refused + events_lost + file.overwritten + file.in_lost_buffers + file.recorded
struct Ledger {
  // The call got an error that EventsLost does not count: larger than a buffer, the session ended
  // meanwhile, or another session had no room for it.
  uint64_t refused = 0;
  uint64_t events_lost = 0;  // no buffer, no memory for one, or a full store: EventsLost
  uint64_t in_buffers = 0;   // being filled, or queued; all that a ring keeps
  uint64_t overwritten = 0;  // gone with the oldest buffer of a ring, or with the ring at its stop
  uint64_t handed_out = 0;   // to the sinks

  // A snapshot of a ring takes nothing out of the ring and is not counted.
  struct File {
    uint64_t recorded = 0;         // can be read there
    uint64_t overwritten = 0;      // was there, until a circular file came round
    uint64_t in_lost_buffers = 0;  // could not be written: LogBuffersLost
    uint64_t passed_by = 0;        // while there was no log file

    uint64_t sum() const { return recorded + overwritten + in_lost_buffers + passed_by; }
  } file;

  struct RealTime {
    uint64_t delivered = 0;        // to every consumer that was there, or to the first that came
    uint64_t waiting = 0;          // in the store, for the first consumer
    uint64_t in_lost_buffers = 0;  // no room in the store or with a consumer: RealTimeBuffersLost
    uint64_t never_read = 0;       // was in the store when the session ended
    uint64_t passed_by = 0;        // while the session was not in real-time mode

    uint64_t sum() const { return delivered + waiting + in_lost_buffers + never_read + passed_by; }
  } real_time;

  uint64_t attempted() const {
    return refused + events_lost + in_buffers + overwritten + handed_out;
  }
  bool balanced() const { return handed_out == file.sum() && handed_out == real_time.sum(); }
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_LEDGER_H_
