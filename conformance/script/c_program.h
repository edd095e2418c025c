// One C program in the making. Private to c_printer.
#ifndef ETALON_CONFORMANCE_SCRIPT_C_PROGRAM_H_
#define ETALON_CONFORMANCE_SCRIPT_C_PROGRAM_H_

#include <map>
#include <optional>
#include <string>

#include "conformance/script/op.h"
#include "conformance/script/properties_extent.h"
#include "conformance/script/script_reader.h"

namespace etalon {

// Statements go to the function that is being written; callbacks and started calls become functions
// of their own before main.
class CProgram {
 public:
  // One operation of the script.
  void Add(const ScriptLine& line);

  std::string Finish(const std::string& title) &&;

  // ---- For the operations' own printers.

  // Statements and declarations, one a line.
  void Say(const std::string& statements);

  // The call itself: sets the last error to 0, calls, tells and compares the result. `expression`
  // is the call. Its result stands in `result` from then on.
  void Invoke(const std::string& function, const std::string& expression, bool is_value = false);

  // A block of this operation as variable `variable`, of `type`; `fill` says its statements.
  // Returns the argument that points to it. Named blocks get `defaults` only when they are new.
  std::string Block(const std::string& variable, const std::string& type, const std::string& name,
                    size_t bytes, Place place, const std::string& defaults,
                    const std::string& members);

  std::string PropertiesBlock(const Properties& properties, const PropertiesUse& use,
                              const std::string& variable = "properties");

  // Writes a callback's function: `signature` without its name. Returns the name.
  std::string CallbackFunction(const Callback& callback, const std::string& kind,
                               const std::string& signature, const std::string& returns);

  void Skip(const std::string& why);

  // The operation is a step of a control callback, whose block is `buffer`.
  bool inside_control() const { return inside_control_; }

  // The operation is a step of a callback that gets a buffer as it stands in a log file, `buffer`.
  bool inside_raw_buffer() const { return inside_raw_buffer_; }

 private:
  void AddHere(const Op& op);
  void AddStarted(const Op& op);

  std::string functions_;  // before main
  std::string body_;       // of the function that is being written
  std::string indent_ = "  ";
  int line_ = 0;
  int next_name_ = 1;
  std::optional<ExpectedOutcome> expected_;
  bool inside_control_ = false;
  bool inside_raw_buffer_ = false;
  std::map<std::string, std::string> threads_;  // of started calls: their variables by id
};

// One operation's statements.
void PrintOp(CProgram& program, const Op& op);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_C_PROGRAM_H_
