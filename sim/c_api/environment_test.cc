#include "sim/c_api/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace etalon::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Variables = std::map<std::string, std::string>;

std::optional<Environment> Read(const Variables& variables, std::string* why = nullptr) {
  std::string ignored;
  return ReadEnvironment(
      [&](const char* name) -> const char* {
        const auto found = variables.find(name);
        return found != variables.end() ? found->second.c_str() : nullptr;
      },
      why != nullptr ? why : &ignored);
}

TEST(Environment, HasDefaults) {
  const std::optional<Environment> environment = Read({});
  ASSERT_TRUE(environment);
  EXPECT_EQ(environment->processors, 2u);
  EXPECT_FALSE(environment->seed);
  EXPECT_THAT(environment->faults, ElementsAre());
}

TEST(Environment, IsRead) {
  const std::optional<Environment> environment =
      Read({{"ETALON_CPUS", "8"},
            {"ETALON_SEED", "18446744073709551615"},
            {"ETALON_WINDOWS", "6.1"},
            {"ETALON_FAULTS", "disk-write,file-open:2,buffer-memory:3:4,properties-memory"}});
  ASSERT_TRUE(environment);
  EXPECT_EQ(environment->processors, 8u);
  EXPECT_EQ(environment->seed, UINT64_MAX);
  EXPECT_THAT(environment->faults,
              ElementsAre(AskedFault{Fault::kDiskWrite, 0, 1}, AskedFault{Fault::kFileOpen, 2, 1},
                          AskedFault{Fault::kBufferMemory, 3, 4},
                          AskedFault{Fault::kPropertiesMemory, 0, 1}));
}

TEST(Environment, NamesAWindows) {
  std::string why;
  EXPECT_EQ(Read({{"ETALON_WINDOWS", "5.2"}}, &why)->windows, kServer2003);
  EXPECT_EQ(Read({}, &why)->windows, kNewest);
}

TEST(Environment, NamesAToken) {
  std::string why;
  EXPECT_EQ(Read({}, &why)->token, Token::kAdministrator);
  EXPECT_EQ(Read({{"ETALON_TOKEN", "user"}, {"ETALON_MACHINE", "/tmp/socket"}}, &why)->token,
            Token::kUser);
  EXPECT_FALSE(Read({{"ETALON_TOKEN", "nobody"}}, &why));
}

TEST(Environment, RefusesWhatItCannotHonour) {
  for (const auto& [name, value] :
       {std::pair("ETALON_CPUS", "0"), std::pair("ETALON_CPUS", "257"),
        std::pair("ETALON_CPUS", "two"), std::pair("ETALON_CPUS", ""),
        std::pair("ETALON_SEED", "-1"), std::pair("ETALON_FAULTS", "disk"),
        std::pair("ETALON_FAULTS", "disk-write:x"), std::pair("ETALON_FAULTS", "disk-write:1:2:3"),
        std::pair("ETALON_WINDOWS", "6.0")}) {
    std::string why;
    EXPECT_FALSE(Read({{name, value}}, &why)) << name << '=' << value;
    EXPECT_THAT(why, HasSubstr(std::string(name) + "=" + value + ": "));
  }
}

TEST(EnvironmentTest, LeavesTheRestToAMachineInAnotherProcess) {
  std::string why;
  EXPECT_TRUE(Read({{"ETALON_MACHINE", "/tmp/socket"}}, &why));
  EXPECT_FALSE(Read({{"ETALON_MACHINE", "/tmp/socket"}, {"ETALON_CPUS", "4"}}, &why));
  EXPECT_THAT(why, HasSubstr("ETALON_CPUS=4: "));
}

}  // namespace
}  // namespace etalon::sim
