#include "conformance/clauses/registry_file.h"

#include <regex>
#include <sstream>
#include <string>

#include "conformance/clauses/generated_code.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon::clauses {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kError[] = R"("id": "DEMO-E01", "kind": "error", "condition": "Name is NULL",
    "authority": "documented", "source": "a page")";
constexpr char kCode[] = R"("code": "ERROR_BAD_LENGTH", "value": 24)";
constexpr char kTested[] = R"("status": "tested")";

std::string File(const std::string& rows) {
  return R"({"function": "Demo", "clauses": [)" + rows + "]}";
}

std::string Error(const std::string& more) {
  return File("{" + std::string(kError) + ", " + more + "}");
}

std::string Sound() { return Error(std::string(kCode) + ", " + kTested); }

// What the reader complains of; empty when it does not.
std::string Complaint(const std::string& text) {
  try {
    ExpectUniqueIds(ReadRegistryFile("demo.json", text));
    return "";
  } catch (const MalformedRegistry& malformed) {
    return malformed.what();
  }
}

TEST(RegistryFileTest, ReadsASoundFile) {
  const std::vector<Row> rows = ReadRegistryFile("demo.json", Sound());
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].function, "Demo");
  EXPECT_EQ(rows[0].code, 24u);
  EXPECT_TRUE(rows[0].tested);
}

TEST(RegistryFileTest, ReportsFileAndPlaceOfASyntaxError) {
  EXPECT_THAT(Complaint("{\n  \"clauses\": [}"),
              AllOf(HasSubstr("demo.json"), HasSubstr("line 2")));
}

TEST(RegistryFileTest, ReportsAFileWithoutClauses) {
  EXPECT_THAT(Complaint("[]"), HasSubstr("an array \"clauses\""));
  EXPECT_THAT(Complaint(R"({"clauses": [], "pages": []})"), HasSubstr("unknown field \"pages\""));
}

TEST(RegistryFileTest, RefusesADuplicateId) {
  const std::string row = "{" + std::string(kError) + ", " + kCode + ", " + kTested + "}";
  EXPECT_THAT(Complaint(File(row + ", " + row)),
              AllOf(HasSubstr("DEMO-E01"), HasSubstr("two clauses have this id")));
}

TEST(RegistryFileTest, RefusesAnUnknownKind) {
  EXPECT_THAT(Complaint(File(R"({"id": "DEMO-E01", "kind": "mistake"})")),
              HasSubstr("demo.json: row 1 (DEMO-E01): kind \"mistake\" is unknown; expected one "
                        "of error, behaviour, parameter"));
}

TEST(RegistryFileTest, RefusesATestedErrorWithoutACode) {
  EXPECT_THAT(Complaint(Error(R"("code": null, "value": null, "status": "tested")")),
              AllOf(HasSubstr("demo.json: row 1 (DEMO-E01)"), HasSubstr("expected a code")));
  EXPECT_EQ(Complaint(Error(R"("code": null, "value": null, "status": "planned",
                               "reason": "no page names its code")")),
            "");
}

TEST(RegistryFileTest, RefusesAPlannedClauseWithoutAReason) {
  EXPECT_THAT(Complaint(Error(std::string(kCode) + R"(, "status": "planned")")),
              HasSubstr("expected a non-empty string \"reason\""));
}

TEST(RegistryFileTest, RefusesATestedClauseWithAReason) {
  EXPECT_THAT(Complaint(Error(std::string(kCode) + ", " + kTested + R"(, "reason": "later")")),
              HasSubstr("\"reason\" does not belong to a tested clause"));
}

TEST(RegistryFileTest, RefusesAnUnknownField) {
  EXPECT_THAT(Complaint(Error(std::string(kCode) + ", " + kTested + R"(, "cod": 24)")),
              AllOf(HasSubstr("unknown field \"cod\""), HasSubstr("expected one of id, function")));
}

TEST(RegistryFileTest, RefusesANameAndAValueThatDiffer) {
  EXPECT_THAT(
      Complaint(Error(std::string(R"("code": "ERROR_BAD_LENGTH", "value": 87, )") + kTested)),
      HasSubstr("expected 24, the value of ERROR_BAD_LENGTH"));
}

TEST(RegistryFileTest, RefusesAnUnknownCode) {
  EXPECT_THAT(Complaint(Error(std::string(R"("code": "ERROR_ODD", "value": 1, )") + kTested)),
              HasSubstr("\"ERROR_ODD\" is not in error_names.cc"));
}

TEST(RegistryFileTest, RefusesAcceptsWithoutTheOwnCode) {
  EXPECT_THAT(Complaint(Error(std::string(kCode) + ", " + kTested + R"(, "accepts": [87])")),
              HasSubstr("the clause's own code among them"));
}

TEST(RegistryFileTest, RefusesABadIdOrVersion) {
  EXPECT_THAT(Complaint(File(R"({"id": "Demo-1", "kind": "error"})")),
              HasSubstr("expected the form STARTTRACE-E02"));
  EXPECT_THAT(Complaint(Error(std::string(kCode) + ", " + kTested + R"(, "since": "Vista")")),
              HasSubstr("expected a Windows version such as 6.1"));
}

TEST(RegistryFileTest, RefusesAClauseThatHoldsNowhere) {
  EXPECT_THAT(Complaint(Error(std::string(kCode) + ", " + kTested +
                              R"(, "since": "6.1", "until": "6.0")")),
              HasSubstr("no version is left"));
  EXPECT_EQ(Complaint(Error(std::string(kCode) + ", " + kTested +
                            R"(, "since": "6.1.7600", "until": "6.1")")),
            "");
}

TEST(RegistryFileTest, AFunctionHasAFirstWindows) {
  const std::string row = "{" + std::string(kError) + ", " + kCode + ", " + kTested + "}";
  const auto file = [&](const char* since) {
    return R"({"function": "Demo", "since": ")" + std::string(since) + R"(", "clauses": [)" + row +
           "]}";
  };
  EXPECT_EQ(ReadRegistryFile("demo.json", file("6.1"))[0].function_since, "6.1");
  EXPECT_THAT(Complaint(file("Vista")), HasSubstr("expected a Windows version such as 6.1"));
}

TEST(RegistryFileTest, RefusesACodeOnABehaviour) {
  EXPECT_THAT(Complaint(File(R"({"id": "DEMO-S01", "kind": "behaviour", "text": "It works.",
      "authority": "house", "source": "ours", "status": "tested", "code": "ERROR_SUCCESS"})")),
              HasSubstr("\"code\" does not belong to a clause that is no error"));
}

std::string Ordered(const std::string& order) {
  const std::string more = std::string(kCode) + ", " + kTested + "}";
  const std::string first = "{" + std::string(kError) + ", " + more;
  const std::string second = std::regex_replace(first, std::regex("E01"), "E02");
  return R"({"function": "Demo", "order": )" + order + R"(, "clauses": [)" + first + ", " + second +
         "]}";
}

TEST(RegistryFileTest, ReadsTheStagesOfAnOrder) {
  const std::vector<Row> rows = ReadRegistryFile(
      "demo.json", Ordered(R"({"authority": "observed", "source": "a test on Windows",
                               "stages": [["DEMO-E01"], ["DEMO-E02"]]})"));
  EXPECT_EQ(rows[0].stage, 1);
  EXPECT_EQ(rows[1].stage, 2);
  EXPECT_EQ(rows[1].order_authority, "observed");
  EXPECT_EQ(rows[1].order_source, "a test on Windows");
}

TEST(RegistryFileTest, RefusesAnOrderThatTheRowsDoNotKeep) {
  EXPECT_THAT(Complaint(Ordered(R"({"authority": "observed", "source": "a test",
                                    "stages": [["DEMO-E02"], ["DEMO-E01"]]})")),
              HasSubstr("demo.json: order: DEMO-E02 stands behind rows of later stages"));
}

TEST(RegistryFileTest, RefusesAnOrderOfUnknownOrRepeatedErrors) {
  EXPECT_THAT(Complaint(Ordered(R"({"authority": "observed", "source": "a test",
                                    "stages": [["DEMO-E03"]]})")),
              HasSubstr("\"DEMO-E03\": expected an error of this file, once"));
  EXPECT_THAT(Complaint(Ordered(R"({"authority": "observed", "source": "a test",
                                    "stages": [["DEMO-E01"], ["DEMO-E01"]]})")),
              HasSubstr("expected an error of this file, once"));
  EXPECT_THAT(Complaint(Ordered(R"({"authority": "house", "source": "ours", "stages": []})")),
              HasSubstr("expected one of documented, observed, inferred"));
}

TEST(GeneratedCodeTest, PrintsAConstantAndARow) {
  const std::vector<Row> rows = ReadRegistryFile("demo.json", Sound());
  std::ostringstream constants;
  PrintConstants(rows, constants);
  EXPECT_THAT(constants.str(),
              HasSubstr("inline constexpr Clause DEMO_E01{\"DEMO-E01\", 24u, 0};"));
  std::ostringstream table;
  PrintTable(rows, table);
  EXPECT_THAT(table.str(), HasSubstr("\"ERROR_BAD_LENGTH\", 24u"));
}

}  // namespace
}  // namespace etalon::clauses
