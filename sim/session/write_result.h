// What came of an attempt to write an event.
#ifndef ETALON_SIM_SESSION_WRITE_RESULT_H_
#define ETALON_SIM_SESSION_WRITE_RESULT_H_

namespace etalon::sim {

enum class WriteResult {
  kWritten,
  kNotRunning,  // the session has stopped
  kTooBig,      // does not fit an empty buffer: refused, not counted
  kNoBuffer,    // all MaximumBuffers are in use: counted in EventsLost
  kNoMemory,    // the pool could grow but memory could not be had: counted in EventsLost
  kStoreFull,   // no consumer, and the playback store takes no more: counted in EventsLost
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_WRITE_RESULT_H_
