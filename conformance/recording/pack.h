// A pack: what a machine answered to scripts, for judging it elsewhere.
//
// A folder. pack.json says which machine it was and what may differ; each run has a folder of its
// own ("1", "2", ...) with the transcripts ("NAME.jsonl": a script, every operation followed by its
// outcome) and the log files that they fetched ("NAME.1.etl", ...). docs/recordings.md tells more.
#ifndef ETALON_CONFORMANCE_RECORDING_PACK_H_
#define ETALON_CONFORMANCE_RECORDING_PACK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/recording/pattern.h"

namespace etalon {

// The machine, and who recorded.
struct PackMachine {
  std::string implementation;  // the libraries: "advapi32.dll"
  std::string windows;         // "10.0.19045", "wine-8.0"; "" unknown
  uint32_t processors = 0;
  std::string privileges;  // "administrator" or "user"
  std::string commit;      // of Etalon; "" unknown

  friend bool operator==(const PackMachine&, const PackMachine&) = default;
};

// The outcomes of one operation that are all right, where runs have differed.
struct Allowance {
  std::string script;  // "file_sequential"
  int line = 0;        // of the operation in the transcript of the first run, from 1
  std::string value;   // "returns", "changes/properties/EventsLost": see FlatOutcome
  std::vector<nlohmann::json> allowed;  // null: it is not there

  friend bool operator==(const Allowance&, const Allowance&) = default;
};

struct Pack {
  PackMachine machine;
  uint32_t runs = 0;
  std::vector<std::string> scripts;  // their names, in the order in which they were played
  std::vector<Pattern> patterns;
  std::vector<Allowance> allowances;

  friend bool operator==(const Pack&, const Pack&) = default;
};

// The file of a script's run: "FOLDER/1/NAME.jsonl".
std::string TranscriptFile(const std::string& folder, uint32_t run, const std::string& script);

// "FOLDER/1/NAME.2.etl": what the second GetFile fetched.
std::string LogFile(const std::string& folder, uint32_t run, const std::string& script, int number);

// pack.json alone. None, and *error ("FOLDER/pack.json: ..."), where it cannot be read.
std::optional<Pack> ReadPack(const std::string& folder, std::string* error);

// False: it cannot be written.
bool WritePack(const Pack& pack, const std::string& folder);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_RECORDING_PACK_H_
