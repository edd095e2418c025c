// What docs/testing_your_etw_code.md shows.
#include "orders.h"

#include <etalon.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using shop::Controller;
using shop::Provider;
using testing::_;
using testing::AtLeast;
using testing::InSequence;

class MockListener : public shop::Listener {
 public:
  MOCK_METHOD(void, OnShipped, (ULONG order), (override));
};

class Orders : public testing::Test {
 protected:
  Orders() { etalon_begin_machine(/*seed=*/1, /*processors=*/1); }
  ~Orders() override { etalon_end_machine(); }
};

TEST_F(Orders, AreReadBackInOrder) {
  Controller controller;
  ASSERT_EQ(controller.Start({.log_file = TEXT("orders.etl")}), ERROR_SUCCESS);
  Provider provider;
  provider.Shipped(1);
  provider.Shipped(2);
  ASSERT_EQ(controller.Stop(), ERROR_SUCCESS);

  MockListener listener;
  {
    const InSequence in_order;
    EXPECT_CALL(listener, OnShipped(1));
    EXPECT_CALL(listener, OnShipped(2));
  }
  EXPECT_EQ(shop::Listen(TEXT("orders.etl"), listener), ERROR_SUCCESS);
}

TEST_F(Orders, ReplaceARecordingThatACrashLeftBehind) {
  Controller crashed, controller;
  ASSERT_EQ(crashed.Start({}), ERROR_SUCCESS);
  EXPECT_EQ(controller.Start({}), ERROR_SUCCESS);
}

TEST_F(Orders, CannotBeRecordedWhenAllSessionsAreTaken) {
  for (int i = 0; i < 64; ++i) {
    struct {
      EVENT_TRACE_PROPERTIES properties;
      WCHAR name[64];
    } block = {};
    block.properties.Wnode.BufferSize = sizeof(block);
    block.properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    block.properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
    block.properties.LoggerNameOffset = sizeof(block.properties);
    const WCHAR name[] = {static_cast<WCHAR>('A' + i / 8), static_cast<WCHAR>('0' + i % 8), 0};
    TRACEHANDLE other;
    ASSERT_EQ(StartTrace(&other, name, &block.properties), ERROR_SUCCESS);
  }
  Controller controller;
  EXPECT_EQ(controller.Start({}), ERROR_NO_SYSTEM_RESOURCES);
}

TEST_F(Orders, CannotBeRecordedOnAFullDisk) {
  etalon_set_disk('C', /*free_bytes=*/0, ETALON_INSTANT, /*latency_us=*/0);
  Controller controller;
  EXPECT_EQ(controller.Start({.log_file = TEXT("C:\\etalon\\orders.etl")}), ERROR_DISK_FULL);
}

TEST_F(Orders, AreCountedWhenTheyFindNoBuffer) {
  Controller controller;
  ASSERT_EQ(controller.Start({TEXT("orders.etl"), /*buffer_kb=*/4, /*maximum_buffers=*/2}),
            ERROR_SUCCESS);
  etalon_set_disk('C', 1 << 30, /*bytes_per_second=*/0, 0);  // its writes never end
  Provider provider;
  for (ULONG order = 0; order < 1000; ++order) provider.Shipped(order);
  EXPECT_GT(provider.dropped(), 0u);
  etalon_set_disk('C', 1 << 30, ETALON_INSTANT, 0);
}

TEST_F(Orders, AreLostToAListenerWhoIsTooSlow) {
  Controller controller;
  ASSERT_EQ(controller.Start({nullptr, /*buffer_kb=*/4, /*maximum_buffers=*/2}), ERROR_SUCCESS);
  MockListener listener;
  EXPECT_CALL(listener, OnShipped(_)).Times(AtLeast(1)).WillRepeatedly([](ULONG) { Sleep(100); });
  const HANDLE thread = CreateThread(
      nullptr, 0,
      [](LPVOID to) -> DWORD { return shop::Listen(nullptr, *static_cast<MockListener*>(to)); },
      &listener, 0, nullptr);
  Provider provider;
  for (ULONG order = 0; order < 1000; ++order) {
    provider.Shipped(order);
    Sleep(1);  // a second of the machine's time in all, and none of yours
  }
  ASSERT_EQ(controller.Stop(), ERROR_SUCCESS);
  EXPECT_EQ(WaitForSingleObject(thread, INFINITE), WAIT_OBJECT_0);
  EXPECT_GT(controller.events_lost(), 0u);
}

TEST_F(Orders, AreNotForEverybodyToRecord) {
  etalon_set_token(ETALON_TOKEN_USER);
  Controller controller;
  EXPECT_EQ(controller.Start({}), ERROR_ACCESS_DENIED);
}

TEST_F(Orders, CannotBeRecordedWhereNoFileMayBeMade) {
  etalon_inject_fault(ETALON_FAULT_FILE_OPEN, /*after=*/0, /*times=*/1);
  Controller controller;
  EXPECT_EQ(controller.Start({.log_file = TEXT("orders.etl")}), ERROR_ACCESS_DENIED);
  EXPECT_EQ(controller.Start({.log_file = TEXT("orders.etl")}), ERROR_SUCCESS);
}

}  // namespace
