#include "conformance/clauses/generated_code.h"

#include <algorithm>
#include <string>

#include "sim/system/windows_version.h"

namespace etalon::clauses {
namespace {

std::string ConstantName(std::string id) {
  std::replace(id.begin(), id.end(), '-', '_');
  return id;
}

// A C++ string literal. The registry is UTF-8 and so is the execution character set; JSON's \n and
// the like do not occur in prose, but would still have to be escaped.
std::string Literal(const std::string& text) {
  std::string literal = "\"";
  for (const char c : text) {
    if (c == '\n') {
      literal += "\\n";
    } else {
      if (c == '"' || c == '\\') literal += '\\';
      literal += c;
    }
  }
  return literal + "\"";
}

// "{6, 1, 0}"
std::string VersionLiteral(WindowsVersion version) {
  return "{" + std::to_string(version.first()) + ", " + std::to_string(version.second()) + ", " +
         std::to_string(version.build()) + "}";
}

// What follows a constant's index; nothing for a clause that holds as long as there has been its
// function, whose check need not ask for the version.
std::string VersionLiterals(const Row& row) {
  std::string literals;
  if (row.since.empty() && row.until.empty()) return literals;
  literals = ", " + VersionLiteral(ParseWindowsVersion(row.since).value_or(WindowsVersion()));
  if (row.until.empty()) return literals;
  return literals + ", " + VersionLiteral(ParseWindowsVersion(row.until)->Last());
}

void PrintLists(const Row& row, std::ostream& out) {
  const std::string name = ConstantName(row.id);
  if (!row.accepts.empty()) {
    out << "constexpr std::uint32_t kAccepts_" << name << "[] = {";
    for (const std::uint32_t code : row.accepts) out << code << "u, ";
    out << "};\n";
  }
  if (!row.changes.empty()) {
    out << "constexpr std::string_view kChanges_" << name << "[] = {";
    for (const std::string& change : row.changes) out << Literal(change) << ", ";
    out << "};\n";
  }
}

void PrintRow(const Row& row, std::ostream& out) {
  const std::string name = ConstantName(row.id);
  out << "    {";
  for (const std::string* text :
       {&row.id, &row.function, &row.kind, &row.parameter, &row.code_name}) {
    out << Literal(*text) << ", ";
  }
  out << row.code.value_or(0) << "u,\n     ";
  const std::string& since = row.since.empty() ? row.function_since : row.since;
  for (const std::string* text : {&row.condition, &row.note, &row.authority, &row.source, &since,
                                  &row.until, &row.function_since}) {
    out << Literal(*text) << ", ";
  }
  out << "\n     " << (row.accepts.empty() ? "{}" : "kAccepts_" + name) << ", "
      << (row.changes.empty() ? "{}" : "kChanges_" + name) << ", "
      << (row.tested ? "true" : "false") << ", " << Literal(row.reason) << ",\n     ";
  if (row.stage == 0) {
    out << "{}},\n";
  } else {
    out << "{" << row.stage << ", " << Literal(row.order_authority) << ", "
        << Literal(row.order_source) << "}},\n";
  }
}

}  // namespace

void PrintConstants(const std::vector<Row>& rows, std::ostream& out) {
  out << "// Generated from conformance/clauses/*.json; do not edit.\n\n"
         "#ifndef ETALON_CONFORMANCE_CLAUSES_CLAUSES_H_\n"
         "#define ETALON_CONFORMANCE_CLAUSES_CLAUSES_H_\n\n"
         "#include \"conformance/clauses/clause.h\"\n\n"
         "namespace etalon::clauses {\n\n";
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const Row& row = rows[index];
    out << "inline constexpr Clause " << ConstantName(row.id) << "{" << Literal(row.id) << ", "
        << row.code.value_or(0) << "u, " << index << VersionLiterals(row) << "};\n";
  }
  out << "\n}  // namespace etalon::clauses\n\n"
         "#endif  // ETALON_CONFORMANCE_CLAUSES_CLAUSES_H_\n";
}

void PrintTable(const std::vector<Row>& rows, std::ostream& out) {
  out << "// Generated from conformance/clauses/*.json; do not edit.\n\n"
         "#include \"conformance/clauses/registry.h\"\n\n"
         "namespace etalon::clauses {\nnamespace {\n\n";
  for (const Row& row : rows) PrintLists(row, out);
  out << "\nconstexpr ClauseText kClauses[] = {\n";
  for (const Row& row : rows) PrintRow(row, out);
  out << "};\n\n}  // namespace\n\n"
         "std::span<const ClauseText> Registry() { return kClauses; }\n\n"
         "}  // namespace etalon::clauses\n";
}

}  // namespace etalon::clauses
