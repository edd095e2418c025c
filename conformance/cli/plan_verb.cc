#include "conformance/cli/plan_verb.h"

#include <cmath>
#include <fstream>
#include <optional>

#include "conformance/cli/exit_code.h"
#include "conformance/cli/suggestion.h"
#include "conformance/plan/examples.h"
#include "conformance/plan/forecast.h"
#include "conformance/plan/forecast_json.h"
#include "conformance/plan/picture.h"
#include "conformance/plan/quantity.h"
#include "conformance/plan/remedy.h"
#include "conformance/plan/scenario.h"
#include "conformance/plan/summary.h"

namespace etalon {
namespace {

constexpr char kComparison[] = "rustinel-305";

// Reads arguments into a scenario; the first that is wrong is told.
class Reader {
 public:
  const std::string& problem() const { return problem_; }

  void Count(const char* option, const std::string& text, uint32_t most, uint32_t* value) {
    if (text.empty()) return;
    const std::optional<double> count = plan::ParseRate(text);
    if (!count || *count != std::floor(*count) || *count > most) {
      return Complain(option, text, "a whole number, at most " + plan::CountText(most));
    }
    *value = static_cast<uint32_t>(*count);
  }

  void Bytes(const char* option, const std::string& text, uint64_t* value) {
    if (text.empty()) return;
    const std::optional<uint64_t> bytes = plan::ParseBytes(text);
    if (!bytes) return Complain(option, text, "bytes, such as 1500, 64KB or 100MB");
    *value = *bytes;
  }

  void Duration(const char* option, const std::string& text, sim::Ticks* value) {
    if (text.empty()) return;
    const std::optional<sim::Ticks> duration = plan::ParseDuration(text);
    if (!duration) return Complain(option, text, "a time, such as 2, 1.5s or 20ms");
    *value = *duration;
  }

  void DiskRate(const std::string& text, double* value) {
    if (text.empty()) return;
    uint64_t bytes = 0;
    Bytes("--disk-rate", text.ends_with("/s") ? text.substr(0, text.size() - 2) : text, &bytes);
    *value = static_cast<double>(bytes);
  }

  void ConsumerRate(const std::string& text, double* value) {
    if (text.empty()) return;
    const std::optional<double> rate = plan::ParseRate(text);
    if (!rate || *rate <= 0) {
      return Complain("--consumer-rate", text, "events a second, such as 3400 or 20k");
    }
    *value = *rate;
  }

  void Complain(const char* option, const std::string& text, const std::string& expected) {
    Refuse(option, text, "expected " + expected);
  }
  void Refuse(const char* option, const std::string& text, const std::string& why) {
    if (problem_.empty()) problem_ = std::string(option) + " " + text + ": " + why;
  }

 private:
  std::string problem_;
};

void ReadBursts(const PlanArguments& arguments, Reader* reader, plan::Scenario* scenario) {
  if (!arguments.bursts.empty()) scenario->bursts.clear();
  for (const std::string& text : arguments.bursts) {
    std::string why;
    const std::optional<plan::Burst> burst = plan::ParseBurst(text, &why);
    if (!burst) return reader->Refuse("--burst", text, why);
    scenario->bursts.push_back(*burst);
  }
  reader->Count("--events-each", arguments.events_each, 100000, &scenario->events_each);
  uint64_t bytes = scenario->event_bytes;
  reader->Bytes("--event-size", arguments.event_size, &bytes);
  if (bytes < plan::kLeastEventBytes || bytes > 65535) {
    return reader->Complain("--event-size", arguments.event_size,
                            "48 to 65535 bytes, header and data");
  }
  scenario->event_bytes = static_cast<uint32_t>(bytes);
}

void ReadSession(const PlanArguments& arguments, Reader* reader, plan::Scenario* scenario) {
  plan::Buffering& buffering = scenario->buffering;
  // KB, as BufferSize is; a unit may be given all the same.
  if (!arguments.buffer_size.empty()) {
    const bool plain = arguments.buffer_size.find_first_not_of("0123456789") == std::string::npos;
    uint64_t bytes = 0;
    reader->Bytes("--buffer-size", arguments.buffer_size + (plain ? "KB" : ""), &bytes);
    if (bytes % 1024 != 0 || bytes > (1u << 30)) {
      reader->Complain("--buffer-size", arguments.buffer_size, "whole KB, at most 1 GB");
    }
    buffering.buffer_size_kb = static_cast<uint32_t>(bytes / 1024);
  }
  reader->Count("--minimum", arguments.minimum, 1 << 20, &buffering.minimum_buffers);
  reader->Count("--maximum", arguments.maximum, 1 << 20, &buffering.maximum_buffers);
  reader->Duration("--flush-timer", arguments.flush_timer, &buffering.flush_timer);
  reader->Count("--cpus", arguments.cpus, 256, &scenario->processors);
  if (arguments.one_stream) buffering.per_processor = false;
  reader->Bytes("--memory", arguments.memory, &scenario->memory_bytes);
}

void ReadStall(const std::string& text, Reader* reader, plan::Sink* sink) {
  if (text.empty()) return;
  const size_t plus = text.find('+');
  if (plus == std::string::npos) {
    return reader->Complain("--consumer-stall", text, "START+LENGTH, such as 2s+500ms");
  }
  reader->Duration("--consumer-stall", text.substr(0, plus), &sink->stall_at);
  reader->Duration("--consumer-stall", text.substr(plus + 1), &sink->stall_length);
}

void ReadSink(const PlanArguments& arguments, Reader* reader, plan::Scenario* scenario) {
  plan::Sink& sink = scenario->sink;
  if (arguments.sink == "file") {
    sink.kind = plan::SinkKind::kFile;
  } else if (arguments.sink == "real-time") {
    sink.kind = plan::SinkKind::kRealTime;
  } else if (!arguments.sink.empty()) {
    return reader->Complain("--sink", arguments.sink, "file or real-time");
  }
  reader->DiskRate(arguments.disk_rate, &sink.disk_rate);
  reader->Duration("--disk-latency", arguments.disk_latency, &sink.disk_latency);
  reader->Bytes("--disk-free", arguments.disk_free, &sink.disk_free);
  reader->ConsumerRate(arguments.consumer_rate, &sink.consumer_rate);
  reader->Bytes("--store", arguments.store, &sink.store_bytes);
  sink.has_consumer = sink.has_consumer && arguments.consumer_after != "never";
  if (sink.has_consumer) {
    reader->Duration("--consumer-after", arguments.consumer_after, &sink.consumer_after);
  }
  ReadStall(arguments.consumer_stall, reader, &sink);
}

// What was given for a sink that is not there.
std::string Misplaced(const PlanArguments& arguments, const plan::Sink& sink) {
  const bool disk = !arguments.disk_rate.empty() || !arguments.disk_latency.empty() ||
                    !arguments.disk_free.empty();
  const bool consumer = !arguments.consumer_rate.empty() || !arguments.consumer_after.empty() ||
                        !arguments.consumer_stall.empty() || !arguments.store.empty();
  if (disk && sink.kind != plan::SinkKind::kFile) return "a disk is for --sink file";
  if (consumer && sink.kind == plan::SinkKind::kFile) {
    return "a consumer is for --sink real-time";
  }
  return "";
}

// "": *scenario is good.
std::string Read(const PlanArguments& arguments, plan::Scenario* scenario) {
  if (!arguments.example.empty()) {
    std::vector<std::string> names = plan::ExampleNames();
    const std::optional<plan::Scenario> example = plan::FindExample(arguments.example);
    names.emplace_back(kComparison);
    if (!example)
      return "no example is called " + arguments.example + DidYouMean(arguments.example, names);
    *scenario = *example;
  } else if (arguments.bursts.empty()) {
    return "what happens? --burst COUNT@RATE, such as --burst 1500@100, or --example " +
           std::string(kComparison);
  }
  Reader reader;
  ReadBursts(arguments, &reader, scenario);
  ReadSession(arguments, &reader, scenario);
  ReadSink(arguments, &reader, scenario);
  scenario->seed = arguments.seed;
  if (!reader.problem().empty()) return reader.problem();
  const std::string misplaced = Misplaced(arguments, scenario->sink);
  return misplaced.empty() ? plan::WhatIsWrong(*scenario) : misplaced;
}

bool WriteFile(const std::string& name, const std::string& text, std::ostream& err) {
  std::ofstream file(name, std::ios::binary);
  file << text;
  file.flush();
  if (!file.good()) err << "etalon: plan: " << name << " cannot be written\n";
  return file.good();
}

int WriteFiles(const PlanArguments& arguments, const plan::Scenario& scenario,
               const plan::Forecast& forecast, const plan::Advice& advice, std::ostream& err) {
  bool written = true;
  if (!arguments.svg_file.empty()) {
    written &= WriteFile(arguments.svg_file, plan::ToSvg(scenario, forecast), err);
  }
  if (!arguments.json_file.empty()) {
    written &= WriteFile(arguments.json_file, plan::ToJson(scenario, forecast, advice), err);
  }
  return written ? kAsExpected : kFault;
}

void AddSessionOptions(CLI::App* verb, PlanArguments& arguments) {
  verb->add_option("--buffer-size", arguments.buffer_size,
                   "BufferSize in KB; default as in ETW: 64")
      ->type_name("KB");
  verb->add_option("--minimum", arguments.minimum,
                   "MinimumBuffers; default as in ETW: two for each processor")
      ->type_name("N");
  verb->add_option("--maximum", arguments.maximum,
                   "MaximumBuffers; default as in ETW: 22 more than the minimum")
      ->type_name("N");
  verb->add_option("--flush-timer", arguments.flush_timer,
                   "FlushTimer, such as 1s or 20ms (EVENT_TRACE_USE_MS_FLUSH_TIMER); default: 1s "
                   "in real time, none for a file")
      ->type_name("TIME");
  verb->add_option("--cpus", arguments.cpus, "processors; default 4")->type_name("N");
  verb->add_flag("--one-stream", arguments.one_stream,
                 "EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING, as krabs and ferrisetw have it");
  verb->add_option("--memory", arguments.memory, "for the buffers of all sessions; default 4GB")
      ->type_name("BYTES");
}

void AddSinkOptions(CLI::App* verb, PlanArguments& arguments) {
  verb->add_option("--sink", arguments.sink, "where events go: real-time (the default) or file")
      ->type_name("WORD");
  verb->add_option("--disk-rate", arguments.disk_rate, "what the disk writes a second, as 50MB")
      ->type_name("BYTES");
  verb->add_option("--disk-latency", arguments.disk_latency, "of each buffer's write, as 5ms")
      ->type_name("TIME");
  verb->add_option("--disk-free", arguments.disk_free, "room on the disk; default 100GB")
      ->type_name("BYTES");
  verb->add_option("--consumer-rate", arguments.consumer_rate,
                   "events a second that the consumer's callback manages, as 20k")
      ->type_name("RATE");
  verb->add_option("--consumer-after", arguments.consumer_after,
                   "when the consumer comes, or never; default at once")
      ->type_name("TIME");
  verb->add_option("--consumer-stall", arguments.consumer_stall,
                   "when it stops and for how long, as 2s+500ms")
      ->type_name("START+LENGTH");
  verb->add_option("--store", arguments.store,
                   "the playback store, where events wait for the first consumer; default 64MB")
      ->type_name("BYTES");
}

}  // namespace

CLI::App* AddPlanVerb(CLI::App& app, PlanArguments& arguments) {
  CLI::App* verb = app.add_subcommand(
      "plan", "Tell how many events a session loses, when, and with which settings none");
  verb->add_option("--burst", arguments.bursts,
                   "[PRODUCERS*]COUNT@RATE[xTIMES/PERIOD][+START]: 1500@100 is 1,500 at 100 a "
                   "second; 20*100@8 the same of 20 producers, 100 each; 5k@50kx10/1s ten bursts, "
                   "one a second; may be given again")
      ->type_name("BURST")
      ->expected(1)
      ->take_all();
  verb->add_option("--events-each", arguments.events_each,
                   "events that one of these counts for, as a process start does; default 1")
      ->type_name("N");
  verb->add_option("--event-size", arguments.event_size,
                   "bytes of an event, header and data; default 200")
      ->type_name("BYTES");
  AddSessionOptions(verb, arguments);
  AddSinkOptions(verb, arguments);
  verb->add_option("--example", arguments.example,
                   "rustinel-305: bursts that were measured on Windows; rustinel-305-flat, -20x100 "
                   "and -40x100: each of them, as a start for other options")
      ->type_name("NAME");
  verb->add_flag("--no-search", arguments.no_search, "do not look for settings that lose none");
  verb->add_option("--svg", arguments.svg_file, "draw buffers and losses over time")
      ->type_name("FILE");
  verb->add_option("--json", arguments.json_file, "all of it, as docs/planning.md describes it")
      ->type_name("FILE");
  verb->add_option("--seed", arguments.seed, "of the simulator's choices")->capture_default_str();
  verb->footer(
      "The answer comes from running the session on the simulator, in virtual time.\n"
      "exit codes: 0 there is an answer, 3 there is none (arguments, files)");
  return verb;
}

int Plan(const PlanArguments& arguments, std::ostream& out, std::ostream& err) {
  if (arguments.example == kComparison) {
    if (!arguments.svg_file.empty() || !arguments.json_file.empty() || !arguments.bursts.empty()) {
      err << "etalon: plan: " << kComparison << " is a table; a picture, JSON and other options "
          << "go with one of its bursts, such as " << plan::ExampleNames().back() << '\n';
      return kFault;
    }
    plan::PrintComparison(out);
    return kAsExpected;
  }
  plan::Scenario scenario;
  if (const std::string problem = Read(arguments, &scenario); !problem.empty()) {
    err << "etalon: plan: " << problem << '\n';
    return kFault;
  }
  const plan::Forecast forecast = plan::Rehearse(scenario);
  if (forecast.start_error != 0) {
    err << "etalon: plan: the session does not start: error " << forecast.start_error
        << "; has the computer the memory for its buffers (--memory)?\n";
    return kFault;
  }
  plan::Advice advice;
  if (!arguments.no_search) advice = plan::FindRemedies(scenario, forecast);
  plan::PrintSummary(scenario, forecast, advice, out);
  return WriteFiles(arguments, scenario, forecast, advice, err);
}

}  // namespace etalon
