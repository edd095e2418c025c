// The two ways to print a log file: for people and for programs.
#ifndef ETALON_CONFORMANCE_CLI_DUMP_FORMAT_H_
#define ETALON_CONFORMANCE_CLI_DUMP_FORMAT_H_

#include <memory>
#include <ostream>
#include <string>

#include "sim/consumer/delivered_event.h"
#include "sim/consumer/header_event.h"

namespace etalon {

class DumpFormat {
 public:
  virtual ~DumpFormat() = default;
  virtual void Header(const sim::HeaderEvent& header) = 0;
  virtual void Event(const sim::DeliveredEvent& event) = 0;
};

// `out` outlives the format.
std::unique_ptr<DumpFormat> MakeTextDump(std::ostream& out);
std::unique_ptr<DumpFormat> MakeJsonDump(std::ostream& out);

// "2011-05-05T18:43:21.5293624Z"; "-" for 0, and the bare number of 100 ns for what is no time of
// the years 1601 to 9999.
std::string IsoTime(sim::Ticks time);

// "3d6fa8d0-fe05-11d0-9dda-00c04fd7ba7c".
std::string GuidText(const GUID& guid);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_DUMP_FORMAT_H_
