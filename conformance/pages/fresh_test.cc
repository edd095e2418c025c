// The pages in docs/clauses are what the registry and the suite give now.
#include "conformance/pages/pages.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

TEST(FreshPages, AreWhatTheRegistryGives) {
  std::map<std::string, std::string> kept = KeptPages(kPagesFolder);
  for (const auto& [name, text] : ClausePages()) {
    EXPECT_TRUE(kept[name] == text) << kPagesFolder << '/' << name << " is stale: "
                                    << kRefreshPagesCommand;
    kept.erase(name);
  }
  for (const auto& [name, text] : kept) {
    ADD_FAILURE() << kPagesFolder << '/' << name << " belongs to no function: "
                  << kRefreshPagesCommand;
  }
}

}  // namespace
}  // namespace etalon
