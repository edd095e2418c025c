#include "conformance/clauses/error_names.h"

#include "gtest/gtest.h"

namespace etalon {
namespace {

TEST(ErrorNamesTest, NamesCodes) {
  EXPECT_EQ(ErrorName(0), "ERROR_SUCCESS");
  EXPECT_EQ(ErrorName(24), "ERROR_BAD_LENGTH");
  EXPECT_EQ(ErrorName(120), "ERROR_CALL_NOT_IMPLEMENTED");
  EXPECT_EQ(ErrorName(4201), "ERROR_WMI_INSTANCE_NOT_FOUND");
  EXPECT_EQ(ErrorName(0xC0000188), "STATUS_LOG_FILE_FULL");
  EXPECT_EQ(ErrorName(99999), "");
}

TEST(ErrorNamesTest, FindsCodesByName) {
  EXPECT_EQ(ErrorCode("ERROR_BAD_LENGTH"), 24u);
  EXPECT_EQ(ErrorCode("ERROR_SUCCESS"), 0u);
  EXPECT_EQ(ErrorCode("ERROR_BAD_LENGT"), std::nullopt);
  EXPECT_EQ(ErrorCode(""), std::nullopt);
}

}  // namespace
}  // namespace etalon
