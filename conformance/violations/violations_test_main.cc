#include "conformance/implementations/in_process.h"
#include "conformance/suite.h"
#include "gtest/gtest.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const auto simulator = etalon::MakeSimulator({});
  etalon::SetImplementationUnderTest(simulator.get());
  return RUN_ALL_TESTS();
}
