// bazel test //conformance: the suite against the simulator, in this process.
// usage: conformance [--windows VERSION]
#include <cstdio>
#include <cstring>

#include "conformance/implementations/in_process.h"
#include "conformance/suite.h"
#include "gtest/gtest.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const bool is_told = argc == 3 && std::strcmp(argv[1], "--windows") == 0;
  const auto windows = etalon::ParseSimulatedWindows(is_told ? argv[2] : "newest");
  if (!windows || (argc > 1 && !is_told)) {
    std::fprintf(stderr, "usage: conformance [--windows %s]\n",
                 etalon::SimulatedWindowsList().c_str());
    return 3;
  }
  const auto simulator = etalon::MakeSimulator({.windows = *windows});
  etalon::SetImplementationUnderTest(simulator.get());
  return RUN_ALL_TESTS();
}
