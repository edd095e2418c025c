#include "conformance/agent/answer.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "conformance/script/json.h"

namespace etalon {
namespace {

Outcome Fault(std::string detail) {
  return {.ending = Ending::kHarnessFault, .detail = std::move(detail), .callbacks = {}};
}

// An operation of a later day: `found` is its name in quotation marks.
Outcome Unknown(const std::string& found) {
  return {.ending = Ending::kNotImplemented,
          .detail = found.substr(1, found.size() - 2),
          .callbacks = {}};
}

}  // namespace

Outcome Answer(const std::string& line, const std::function<Outcome(const Op&)>& run) {
  ParseError error;
  const std::optional<Op> op = ParseOp(line, &error);
  if (!op && error.field == "op" && error.found.starts_with('"')) return Unknown(error.found);
  return op ? run(*op) : Fault(ToString(error));
}

std::optional<std::string> AsksForHandle(const std::string& line) {
  const auto json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || json.value("op", nlohmann::json()) != "TellHandle") return std::nullopt;
  const nlohmann::json symbol = json.value("handle", nlohmann::json());
  return symbol.is_string() ? symbol.get<std::string>() : "";
}

Outcome TellHandle(std::optional<uint64_t> number) {
  if (!number) return Fault("handle: not born yet");
  return {.returns = *number, .returns_value = true, .callbacks = {}};
}

bool IsLast(const Outcome& outcome) {
  return outcome.ending == Ending::kCrashed || outcome.ending == Ending::kHung;
}

}  // namespace etalon
