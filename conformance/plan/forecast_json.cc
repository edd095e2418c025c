#include "conformance/plan/forecast_json.h"

#include <nlohmann/json.hpp>

#include "conformance/plan/quantity.h"
#include "conformance/plan/summary.h"

namespace etalon::plan {
namespace {

using Json = nlohmann::ordered_json;

Json ToJson(const Buffering& buffering) {
  return {{"buffer_size_kb", buffering.buffer_size_kb},
          {"minimum_buffers", buffering.minimum_buffers},
          {"maximum_buffers", buffering.maximum_buffers},
          {"flush_timer_s", Seconds(buffering.flush_timer)},
          {"per_processor", buffering.per_processor}};
}

Json EventsOf(const Forecast& forecast) {
  Json events = {{"attempted", forecast.attempted},
                 {"recorded", forecast.recorded()},
                 {"lost", forecast.lost()},
                 {"no_buffer", forecast.no_buffer},
                 {"no_memory", forecast.no_memory},
                 {"store_full", forecast.store_full},
                 {"too_large", forecast.too_large},
                 {"session_ended", forecast.ended},
                 {"in_lost_buffers", forecast.in_lost_buffers},
                 {"delivered", forecast.delivered},
                 {"stored", forecast.stored}};
  if (forecast.first_loss) {
    events["first_loss_s"] = Seconds(*forecast.first_loss);
    events["last_loss_s"] = Seconds(forecast.last_loss);
  }
  return events;
}

Json CountersOf(const Forecast& forecast) {
  return {{"events_lost", forecast.events_lost},
          {"buffers_written", forecast.buffers_written},
          {"log_buffers_lost", forecast.log_buffers_lost},
          {"real_time_buffers_lost", forecast.real_time_buffers_lost},
          {"number_of_buffers", forecast.number_of_buffers},
          {"peak_buffers_in_use", forecast.peak_in_use},
          {"loss_announcements", forecast.announcements}};
}

Json RemediesOf(const Advice& advice) {
  Json remedies = Json::array();
  for (const Remedy& remedy : advice.buffering) {
    Json entry = ToJson(remedy.buffering);
    entry["bytes"] = remedy.bytes;
    remedies.push_back(std::move(entry));
  }
  return remedies;
}

Json SamplesOf(const Forecast& forecast) {
  Json samples = Json::array();
  for (const Sample& sample : forecast.samples) {
    samples.push_back({{"at_s", Seconds(sample.at)},
                       {"attempted", sample.attempted},
                       {"lost", sample.lost},
                       {"buffers_in_use", sample.in_use},
                       {"buffers_allocated", sample.allocated}});
  }
  return samples;
}

}  // namespace

std::string ToJson(const Scenario& scenario, const Forecast& forecast, const Advice& advice) {
  Json json;
  json["session"] = ToJson(forecast.adjusted);
  json["session"]["text"] = SessionText(scenario, forecast.adjusted);
  json["sink"] = SinkText(scenario);
  json["burst"] = BurstText(scenario);
  json["processors"] = scenario.processors;
  json["seed"] = scenario.seed;
  json["assumptions"] = Assumptions(scenario);
  json["events"] = EventsOf(forecast);
  json["counters"] = CountersOf(forecast);
  json["settings_without_loss"] = RemediesOf(advice);
  if (advice.sink_rate) json["sink_rate_without_loss"] = *advice.sink_rate;
  json["samples"] = SamplesOf(forecast);
  return json.dump(1, ' ', true) + '\n';
}

}  // namespace etalon::plan
