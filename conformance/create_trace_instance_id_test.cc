// CreateTraceInstanceId.
#include "conformance/clause_test.h"

namespace etalon {
namespace {

using testing::SizeIs;

CLAUSE_TEST(CREATEINST_E01, NoClass) {
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = kNoHandle}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CREATEINST_E01, Class) {
  const Outcome registered = Register();
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[1]}), Succeeds());
}

CLAUSE_TEST(CREATEINST_E02, NoPlaceForTheInstance) {
  const Outcome registered = Register();
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[1],
                                        .instance = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CREATEINST_E02, PlaceForTheInstance) {
  const Outcome registered = Register();
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[2],
                                        .instance = {.place = Place::kBlock}}),
              Succeeds());
}

CLAUSE_TEST(CREATEINST_U01, HandleOfNobody) {
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = {.literal = 0x1338}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CREATEINST_U01, ClassThatIsNoLongerRegistered) {
  const Outcome registered = Register();
  Must(UnregisterTraceGuids{.registration = registered.handles[0]});
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[1]}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CREATEINST_U01, ClassOfAnotherProcess) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "other"});
  const Outcome registered = Must(RegisterTraceGuidsW{.on = {.process = "other"}});
  ASSERT_THAT(registered.handles, SizeIs(2));
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles[1]}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CREATEINST_U01, ClassOfTheSameProcess) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "other"});
  const Outcome registered = Must(RegisterTraceGuidsW{.on = {.process = "other"}});
  ASSERT_THAT(registered.handles, SizeIs(2));
  EXPECT_THAT(
      Run(CreateTraceInstanceId{.class_handle = registered.handles[1], .on = {.process = "other"}}),
      Succeeds());
}

CLAUSE_TEST(CREATEINST_S01, ClassAndNumber) {
  const Outcome registered = Register();
  const Outcome created = Run(CreateTraceInstanceId{.class_handle = registered.handles[2]});
  EXPECT_THAT(created, Succeeds());
  EXPECT_THAT(created, Has("instance", "RegHandle", registered.handles[2].symbol));
  EXPECT_NE(created.Number("instance", "InstanceId"), 0u);
}

CLAUSE_TEST(CREATEINST_S02, NumbersIncrease) {
  const Outcome registered = Register();
  uint64_t last[2] = {0, 0};
  for (int i = 0; i < 6; ++i) {
    const int which = i % 2;  // the two classes by turns
    const uint64_t number =
        Must(CreateTraceInstanceId{.class_handle = registered.handles[1 + which]})
            .Number("instance", "InstanceId");
    EXPECT_GT(number, last[which]) << "class " << which;
    last[which] = number;
  }
}

CLAUSE_TEST(CREATEINST_P01, EveryClassOfARegistration) {
  const Outcome registered = Register();
  for (const size_t which : {size_t{1}, size_t{2}}) {
    EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles.at(which)}),
                Has("instance", "RegHandle", registered.handles.at(which).symbol));
  }
  EXPECT_THAT(Run(CreateTraceInstanceId{.class_handle = registered.handles.at(0)}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CREATEINST_P02, WhatLiesThereIsReplaced) {
  const Outcome registered = Register();
  const Handle class_handle = registered.handles.at(1);
  const uint64_t first =
      Must(CreateTraceInstanceId{.class_handle = class_handle, .instance = {.block = "kept"}})
          .Number("kept", "InstanceId");
  const Outcome second =
      Must(CreateTraceInstanceId{.class_handle = class_handle, .instance = {.block = "kept"}});
  EXPECT_GT(second.Number("kept", "InstanceId"), first);
}

}  // namespace
}  // namespace etalon
