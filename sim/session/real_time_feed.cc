#include "sim/session/real_time_feed.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace etalon::sim {

void RealTimeFeed::Open(uint64_t store_capacity_bytes, uint64_t reserve_bytes, bool stores) {
  std::lock_guard<Lock> hold(lock_);
  open_ = true;
  stores_ = stores;
  capacity_bytes_ = store_capacity_bytes;
  reserve_bytes_ = reserve_bytes;
}

void RealTimeFeed::Close() {
  std::lock_guard<Lock> hold(lock_);
  open_ = false;
  ledger_.never_read += store_.events;
  store_ = {};
  store_is_full_ = false;
  for (auto& [id, queue] : queues_) queue.closed = true;
  CountLent();
}

bool RealTimeFeed::Fits(uint64_t bytes, const Queue& queue) const {
  return queue.bytes + bytes <= capacity_bytes_;
}

bool RealTimeFeed::HasRoom(uint64_t bytes) const {
  std::lock_guard<Lock> hold(lock_);
  bool attached = false;
  for (const auto& [id, queue] : queues_) {
    if (queue.closed) continue;
    if (Fits(bytes, queue)) return true;
    attached = true;
  }
  return !attached && Fits(bytes, store_);
}

bool RealTimeFeed::Append(const SealedBuffer& buffer, Queue* queue) {
  if (!Fits(buffer->size(), *queue)) {
    queue->loss = true;
    return false;
  }
  queue->bytes += buffer->size();
  queue->buffers.push_back({buffer, std::exchange(queue->loss, false)});
  return true;
}

void RealTimeFeed::CountLent() {
  uint32_t lent = 0;
  for (const auto& [id, queue] : queues_) {
    if (queue.closed || queue.in_hand == 0) continue;
    const uint32_t kept = static_cast<uint32_t>(queue.buffers.size()) + queue.in_hand;
    lent = std::max(lent, kept - std::min(kept, queue.from_store));
  }
  lent_.store(lent, std::memory_order_relaxed);
}

bool RealTimeFeed::Deliver(SealedBuffer buffer, uint32_t events) {
  std::lock_guard<Lock> hold(lock_);
  const bool arrived = Pass(buffer, events);
  if (!arrived) ledger_.in_lost_buffers += events;
  return arrived;
}

bool RealTimeFeed::Pass(const SealedBuffer& buffer, uint32_t events) {
  bool attached = false;
  bool arrived = true;
  for (auto& [id, queue] : queues_) {
    if (queue.closed) continue;
    attached = true;
    arrived = Append(buffer, &queue) && arrived;
  }
  CountLent();
  if (attached) {
    if (arrived) ledger_.delivered += events;
    return arrived;
  }
  if (!stores_) return false;
  arrived = Append(buffer, &store_);
  if (arrived) store_.events += events;
  store_is_full_ = store_.bytes + buffer->size() + reserve_bytes_ > capacity_bytes_;
  return arrived;
}

RealTimeFeed::ConsumerId RealTimeFeed::Attach() {
  ConsumerId consumer = 0;
  {
    std::lock_guard<Lock> hold(lock_);
    consumer = next_consumer_++;
    Queue& queue = queues_[consumer];
    ledger_.delivered += std::exchange(store_.events, 0);
    queue = std::exchange(store_, {});
    queue.from_store = static_cast<uint32_t>(queue.buffers.size());
    store_is_full_ = false;
    queue.closed = !open_;
  }
  if (room_handler_) room_handler_();
  return consumer;
}

void RealTimeFeed::Detach(ConsumerId consumer) {
  std::lock_guard<Lock> hold(lock_);
  queues_.erase(consumer);
  CountLent();
}

SealedBuffer RealTimeFeed::Take(ConsumerId consumer, bool* after_loss) {
  Waiting next = TakeFrom(consumer);
  if (after_loss != nullptr) *after_loss = next.after_loss;
  if (next.buffer != nullptr && room_handler_) room_handler_();
  return std::move(next.buffer);
}

RealTimeFeed::Waiting RealTimeFeed::TakeFrom(ConsumerId consumer) {
  std::lock_guard<Lock> hold(lock_);
  const auto found = queues_.find(consumer);
  if (found == queues_.end() || found->second.buffers.empty()) return {};
  Queue& queue = found->second;
  Waiting next = std::move(queue.buffers.front());
  queue.buffers.pop_front();
  queue.bytes -= next.buffer->size();
  ++queue.in_hand;
  CountLent();
  return next;
}

void RealTimeFeed::Finish(ConsumerId consumer) {
  std::lock_guard<Lock> hold(lock_);
  const auto found = queues_.find(consumer);
  if (found == queues_.end() || found->second.in_hand == 0) return;
  --found->second.in_hand;
  if (found->second.from_store > 0) --found->second.from_store;
  CountLent();
}

bool RealTimeFeed::HasMore(ConsumerId consumer) const {
  std::lock_guard<Lock> hold(lock_);
  const auto found = queues_.find(consumer);
  return found != queues_.end() && !found->second.buffers.empty();
}

bool RealTimeFeed::Ended(ConsumerId consumer) const {
  std::lock_guard<Lock> hold(lock_);
  const auto found = queues_.find(consumer);
  return found == queues_.end() || (found->second.closed && found->second.buffers.empty());
}

Ledger::RealTime RealTimeFeed::ledger() const {
  std::lock_guard<Lock> hold(lock_);
  Ledger::RealTime ledger = ledger_;
  ledger.waiting = store_.events;
  return ledger;
}

void RealTimeFeed::ResetLedger() {
  std::lock_guard<Lock> hold(lock_);
  ledger_ = {};
}

bool RealTimeFeed::open() const {
  std::lock_guard<Lock> hold(lock_);
  return open_;
}

void RealTimeFeed::Describe(const StateWriter& out) const {
  std::lock_guard<Lock> hold(lock_);
  out.Number("Open", open_ ? 1 : 0);
  out.Number("Stored", store_.buffers.size());
  for (const auto& [id, queue] : queues_) out.Number(std::to_string(id), queue.buffers.size());
}

}  // namespace etalon::sim
