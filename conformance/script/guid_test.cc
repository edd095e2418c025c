#include "conformance/script/guid.h"

#include <gtest/gtest.h>

namespace etalon {
namespace {

constexpr Guid kSystemTraceControl = {
    0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0x00, 0x60, 0x08, 0xa8, 0x69, 0x39}};

TEST(Guid, PrintsInLowerCase) {
  EXPECT_EQ(ToString(kSystemTraceControl), "9e814aad-3204-11d2-9a82-006008a86939");
}

TEST(Guid, ReadsBracesAndUpperCase) {
  EXPECT_EQ(ParseGuid("9e814aad-3204-11d2-9a82-006008a86939"), kSystemTraceControl);
  EXPECT_EQ(ParseGuid("{9E814AAD-3204-11D2-9A82-006008A86939}"), kSystemTraceControl);
}

TEST(Guid, ReadsNothingElse) {
  for (const char* text :
       {"", "9e814aad", "9e814aad-3204-11d2-9a82-006008a8693",
        "{9e814aad-3204-11d2-9a82-006008a86939", "9e814aad-3204-11d2-9a82+006008a86939",
        "9e814aad-3204-11d2-9a82-006008a8693g"}) {
    EXPECT_EQ(ParseGuid(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace etalon
