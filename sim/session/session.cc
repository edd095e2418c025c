#include "sim/session/session.h"

#include <utility>

namespace etalon::sim {

Session::Session(Host& host, uint16_t logger_id, uint32_t processors)
    : host_(host),
      logger_id_(logger_id),
      processors_(processors),
      pool_(host.faults, host.memory, host.concurrent),
      real_time_feed_(host.concurrent),
      instances_lock_(host.concurrent),
      sink_lock_(host.concurrent),
      log_file_(*host.disk, host.faults) {
  real_time_feed_.SetRoomHandler([this] {
    if (store_full_) ScheduleDrain();
  });
  for (uint32_t cpu = 0; cpu < processors; ++cpu) {
    cells_.push_back(std::make_unique<Cell>(host.concurrent, static_cast<uint16_t>(cpu)));
  }
}

bool Session::TakeMemory(const SessionSettings& settings) {
  return pool_.Start(settings.buffer_size_kb * 1024, settings.minimum_buffers,
                     settings.maximum_buffers);
}

bool Session::Start(SessionSettings settings, std::unique_ptr<File> file) {
  if (!pool_.has_memory() && !TakeMemory(settings)) return false;

  settings_ = std::move(settings);
  ring_ = Has(EVENT_TRACE_BUFFERING_MODE);
  is_private_ = Has(EVENT_TRACE_PRIVATE_LOGGER_MODE) && settings_.instance_of == 0;
  {
    std::lock_guard<Lock> hold(instances_lock_);
    instances_.clear();
  }
  start_time_ = host_.clock.Stamp(ClockType::kSystemTime);
  start_stamp_ = host_.clock.FromTicks(start_time_, settings_.clock);
  ResetStatistics();
  if (!OpenSinks(std::move(file))) {
    GiveMemoryBack();
    return false;
  }
  OpenCells();
  state_ = State::kRunning;
  return true;
}

void Session::ResetStatistics() {
  buffers_written_ = 0;
  log_buffers_lost_ = 0;
  real_time_buffers_lost_ = 0;
  buffer_lost_ = false;
  store_full_ = false;
  sequence_ = 0;
  {
    std::lock_guard<Lock> hold(sink_lock_);
    handed_out_ = passed_consumers_by_ = 0;
    in_file_ = {};
  }
  real_time_feed_.ResetLedger();
  for (const auto& cell : cells_) {
    std::lock_guard<SpinLock> hold(cell->lock);
    cell->events_lost = 0;
    cell->events_refused = 0;
    cell->last_lost_stamp = 0;
    cell->event_lost = false;
  }
}

// The first processor has its buffer at once, so that FreeBuffers is one less than NumberOfBuffers
// from the start, as tools show it; its memory comes with the first event like everybody's.
void Session::OpenCells() {
  const bool per_processor = PerProcessor(settings_);
  per_processor_.store(per_processor, std::memory_order_relaxed);
  secure_.store(Has(EVENT_TRACE_SECURE_MODE), std::memory_order_relaxed);
  independent_.store(Has(EVENT_TRACE_INDEPENDENT_SESSION_MODE), std::memory_order_relaxed);
  for (const auto& cell : cells_) {
    std::lock_guard<SpinLock> hold(cell->lock);
    if (cell->cpu != 0 && !per_processor) break;
    cell->open = true;
    WriteResult ignored;
    if (cell->cpu == 0) cell->buffer = pool_.Take(false, 0, &ignored);
  }
}

void Session::CloseCells() {
  for (const auto& cell : cells_) {
    std::lock_guard<SpinLock> hold(cell->lock);
    cell->open = false;
    if (cell->buffer == nullptr) continue;
    if (cell->buffer->empty()) {
      pool_.Release(std::exchange(cell->buffer, nullptr));
    } else {
      Seal(*cell, 0);
    }
  }
  pool_.FlagLastQueued(kBufferFlagFlushMarker);
}

void Session::SealAll() {
  bool sealed = false;
  for (const auto& cell : cells_) {
    std::lock_guard<SpinLock> hold(cell->lock);
    if (!cell->open || cell->buffer == nullptr || cell->buffer->empty()) continue;
    Seal(*cell, 0);
    sealed = true;
  }
  if (sealed) pool_.FlagLastQueued(kBufferFlagFlushMarker);
}

void Session::Seal(Cell& cell, uint32_t overflow) {
  BufferSeal seal;
  seal.stamp = host_.clock.FromTicks(host_.clock.Now(), settings_.clock);
  seal.overflow = overflow;
  if (std::exchange(cell.event_lost, false)) seal.flags |= kBufferFlagEventsLost;
  if (buffer_lost_.exchange(false)) seal.flags |= kBufferFlagBufferLost;
  cell.buffer->Seal(seal);
  pool_.Queue(std::exchange(cell.buffer, nullptr));
}

WriteResult Session::Hold(uint32_t cpu, uint32_t size, Place* place) {
  place->LetGo();
  Cell& cell = CellOf(cpu);
  std::unique_lock<SpinLock> hold(cell.lock);
  const uint32_t room = AlignEvent(size);
  const WriteResult result = MakeRoom(cell, room, size + 1);
  if (result != WriteResult::kWritten) return result;
  place->session_ = this;
  place->cell_ = &cell;
  place->room_ = room;
  place->hold_ = std::move(hold);
  return result;
}

void Session::CountLost(uint32_t cpu) {
  Cell& cell = CellOf(cpu);
  std::lock_guard<SpinLock> hold(cell.lock);
  if (cell.open) Lose(cell, WriteResult::kStoreFull);
}

void Session::CountRefused(uint32_t cpu) {
  Cell& cell = CellOf(cpu);
  std::lock_guard<SpinLock> hold(cell.lock);
  if (cell.open) ++cell.events_refused;
}

WriteResult Session::SwitchBuffer(Cell& cell, uint32_t room, uint32_t least) {
  if (room > usable_bytes() || least > usable_bytes()) return Refuse(cell, WriteResult::kTooBig);
  if (cell.buffer != nullptr && !cell.buffer->empty()) {
    Seal(cell, room);
    if (!ring_) ScheduleDrain();
  }
  if (!ring_) {
    // Simulated, other things happen here: buffers come back, or the session ends, or a callback
    // writes to this very cell.
    host_.scheduler->RunDue();
    if (!cell.open) return Refuse(cell, WriteResult::kNotRunning);
    if (cell.buffer != nullptr && !cell.buffer->empty()) {
      return room <= cell.buffer->room() ? WriteResult::kWritten : SwitchBuffer(cell, room, least);
    }
  }
  if (cell.buffer == nullptr) {
    if (store_full_) return Lose(cell, WriteResult::kStoreFull);
    WriteResult why;
    cell.buffer = pool_.Take(ring_, real_time_feed_.lent(), &why);
    if (cell.buffer == nullptr) return Lose(cell, why);
  }
  if (!cell.buffer->Prepare(pool_.buffer_bytes(), cell.cpu)) {
    return Lose(cell, WriteResult::kNoMemory);
  }
  return WriteResult::kWritten;
}

WriteResult Session::Lose(Cell& cell, WriteResult why) {
  ++cell.events_lost;
  cell.event_lost = true;
  cell.last_lost_stamp = host_.clock.FromTicks(host_.clock.Now(), settings_.clock);
  return why;
}

WriteResult Session::Refuse(Cell& cell, WriteResult why) {
  ++cell.events_refused;
  return why;
}

WriteResult Session::RefuseTooBig(uint32_t cpu) {
  Cell& cell = CellOf(cpu);
  std::lock_guard<SpinLock> hold(cell.lock);
  return cell.open ? Refuse(cell, WriteResult::kTooBig) : WriteResult::kNotRunning;
}

void Session::Flush() {
  if (ring_) return;
  SealAll();
  Drain();
}

void Session::BeginStop() {
  state_ = State::kStopping;
  CloseCells();
  CloseSinks();
  pool_.Stop();
}

void Session::Finish() { state_ = State::kStopped; }

Session* Session::InstanceIn(uint32_t pid) const {
  std::lock_guard<Lock> hold(instances_lock_);
  for (const auto& [process, instance] : instances_) {
    if (process == pid) return instance;
  }
  return nullptr;
}

void Session::RunIn(uint32_t pid, Session& instance) {
  std::lock_guard<Lock> hold(instances_lock_);
  instances_.emplace_back(pid, &instance);
}

void Session::Leave(uint32_t pid) {
  std::lock_guard<Lock> hold(instances_lock_);
  std::erase_if(instances_, [&](const auto& entry) { return entry.first == pid; });
}

std::vector<Session*> Session::instances() const {
  std::lock_guard<Lock> hold(instances_lock_);
  std::vector<Session*> sessions;
  for (const auto& [process, instance] : instances_) sessions.push_back(instance);
  return sessions;
}

void Session::SetMaximumBuffers(uint32_t count) {
  settings_.maximum_buffers = count;
  pool_.SetMaximum(count);
}

void Session::SetEnableFlags(uint32_t flags) { settings_.enable_flags = flags; }

uint32_t Session::EventsLost() const {
  uint32_t lost = 0;
  for (const auto& cell : cells_) {
    std::lock_guard<SpinLock> hold(cell->lock);
    lost += cell->events_lost;
  }
  return lost;
}

std::vector<int64_t> Session::LastLostStamps() const {
  std::vector<int64_t> stamps;
  for (const auto& cell : cells_) {
    std::lock_guard<SpinLock> hold(cell->lock);
    stamps.push_back(cell->last_lost_stamp);
  }
  return stamps;
}

Ledger Session::ledger() const {
  std::lock_guard<Lock> hold(sink_lock_);
  std::vector<std::unique_lock<SpinLock>> holds;  // no buffer moves while we count
  Ledger ledger;
  for (const auto& cell : cells_) {
    holds.emplace_back(cell->lock);
    ledger.refused += cell->events_refused;
    ledger.events_lost += cell->events_lost;
    if (cell->buffer != nullptr) ledger.in_buffers += cell->buffer->events();
  }
  ledger.in_buffers += pool_.queued_events();
  ledger.overwritten = pool_.overwritten_events();
  ledger.handed_out = handed_out_;
  ledger.file = in_file_;
  ledger.real_time = real_time_feed_.ledger();
  ledger.real_time.passed_by = passed_consumers_by_;
  return ledger;
}

SessionStatistics Session::statistics() const {
  SessionStatistics statistics;
  statistics.number_of_buffers = pool_.number();
  statistics.free_buffers = pool_.free(real_time_feed_.lent());
  statistics.events_lost = EventsLost();
  statistics.buffers_written = buffers_written_;
  statistics.log_buffers_lost = log_buffers_lost_;
  statistics.real_time_buffers_lost = real_time_buffers_lost_;
  statistics.logger_thread_id = settings_.logger_thread_id;
  return statistics;
}

}  // namespace etalon::sim
