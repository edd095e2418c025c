#include "conformance/plan/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "conformance/plan/quantity.h"
#include "conformance/plan/summary.h"

namespace etalon::plan {
namespace {

// In pixels.
constexpr int kWidth = 900;
constexpr int kHeight = 540;
constexpr int kLeft = 84;
constexpr int kRight = kWidth - 150;  // what lies behind belongs to the labels of the lines
constexpr int kTimeLabels = kHeight - 36;

// Two palettes of one design; an <img> follows the reader's choice too.
constexpr char kStyle[] = R"(<style>
text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 18px; font-weight: 600 }
.quiet { fill: #59636e; font-size: 12px }
.paper { fill: #ffffff }
.grid { stroke: #d8dee4; stroke-width: 1 }
.axis { stroke: #818b98; stroke-width: 1 }
.losing { fill: #cf222e; fill-opacity: .07 }
.line { fill: none; stroke-width: 2; stroke-linejoin: round }
.use { stroke: #0969da } .use-area { fill: #0969da; fill-opacity: .18 } .use-text { fill: #0969da }
.limit { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 6 4 }
.all { stroke: #818b98 } .all-text { fill: #59636e }
.lost { stroke: #cf222e } .lost-area { fill: #cf222e; fill-opacity: .22 }
.lost-text { fill: #cf222e }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .quiet, .all-text { fill: #9198a1 } .paper { fill: #0d1117 }
.grid { stroke: #2a313c } .axis, .all { stroke: #7d8590 } .limit { stroke: #e6edf3 }
.use { stroke: #58a6ff } .use-area { fill: #58a6ff } .use-text { fill: #58a6ff }
.lost { stroke: #ff7b72 } .lost-area, .losing { fill: #ff7b72 } .lost-text { fill: #ff7b72 }
}
</style>
)";

// Where a panel stands, and what its heights mean.
struct Panel {
  int top;
  int bottom;
  double most;  // at the top

  double Y(double value) const { return bottom - (bottom - top) * std::min(value / most, 1.0); }
};

// A tenth of a pixel is exact enough.
std::string Fixed(double value) {
  std::array<char, 32> text = {};
  std::snprintf(text.data(), text.size(), "%.4g", value);
  return text.data();
}

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else
      escaped += c;
  }
  return escaped;
}

// The smallest of 1, 2, 5, 10, ... that divides `most` into at most `parts`.
double Step(double most, int parts) {
  double step = std::pow(10, std::floor(std::log10(most / parts)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    if (most / (step * factor) <= parts) return step * factor;
  }
  return step * 10;
}

class Picture {
 public:
  Picture(const Scenario& scenario, const Forecast& forecast);
  std::string Draw();

 private:
  using Value = std::function<double(const Sample&)>;

  double X(sim::Ticks at) const {
    return kLeft + (kRight - kLeft) * static_cast<double>(at) / static_cast<double>(end_);
  }
  void Text(double x, double y, const char* style, const char* anchor, const std::string& text);
  void Line(double x1, double y1, double x2, double y2, const char* style);
  void Heading();
  void Losing();
  void Shade(double from, double to);
  void TimeAxis();
  void ValueAxis(const Panel& panel, const std::string& name);
  std::string Path(const Panel& panel, const Value& value) const;
  void Curve(const Panel& panel, const Value& value, const char* line, const char* area);
  void BuffersPanel();
  void EventsPanel();

  const Scenario& scenario_;
  const Forecast& forecast_;
  const sim::Ticks end_;
  Panel buffers_ = {116, 306, 1};
  Panel events_ = {356, 484, 1};
  std::string svg_;
};

Picture::Picture(const Scenario& scenario, const Forecast& forecast)
    : scenario_(scenario),
      forecast_(forecast),
      end_(std::max<sim::Ticks>(forecast.samples.back().at, 1)) {
  // A limit far above what was used is named and not drawn.
  const double peak = std::max<double>(forecast.peak_in_use, 1);
  const double limit = forecast.adjusted.maximum_buffers;
  buffers_.most = limit <= 3 * peak ? limit * 1.08 : peak * 1.25;
  events_.most = std::max<double>(static_cast<double>(forecast.attempted), 1) * 1.08;
}

void Picture::Text(double x, double y, const char* style, const char* anchor,
                   const std::string& text) {
  svg_ += "<text x=\"" + Fixed(x) + "\" y=\"" + Fixed(y) + "\" class=\"" + style +
          "\" text-anchor=\"" + anchor + "\">" + Escaped(text) + "</text>\n";
}

void Picture::Line(double x1, double y1, double x2, double y2, const char* style) {
  svg_ += "<line x1=\"" + Fixed(x1) + "\" y1=\"" + Fixed(y1) + "\" x2=\"" + Fixed(x2) + "\" y2=\"" +
          Fixed(y2) + "\" class=\"" + style + "\"/>\n";
}

void Picture::Heading() {
  const std::string title = forecast_.lost() == 0
                                ? "None of " + CountText(forecast_.attempted) + " events lost"
                                : CountText(forecast_.lost()) + " of " +
                                      CountText(forecast_.attempted) + " events lost (" +
                                      ShareText(forecast_.lost(), forecast_.attempted) + ")";
  Text(20, 32, "title", "start", title);
  Text(20, 54, "quiet", "start",
       SessionText(scenario_, forecast_.adjusted) + "; " + SinkText(scenario_));
  Text(20, 72, "quiet", "start", BurstText(scenario_));
}

// The times during which events were lost, behind both panels.
void Picture::Losing() {
  if (!forecast_.first_loss) return;
  constexpr double kGap = 8;  // a buffer that comes back in between does not end a loss
  const std::vector<Sample>& samples = forecast_.samples;
  double from = -1;
  double to = -1;
  for (size_t i = 1; i < samples.size(); ++i) {
    if (samples[i].lost == samples[i - 1].lost) continue;
    const double x = X(samples[i - 1].at);
    if (from >= 0 && x > to + kGap) Shade(from, to);
    if (from < 0 || x > to + kGap) from = x;
    to = X(samples[i].at);
  }
  if (from >= 0) Shade(from, to);
  Text(kRight, events_.top - 8, "lost-text", "end",
       "first loss at " + DurationText(*forecast_.first_loss) + ", last at " +
           DurationText(forecast_.last_loss));
}

void Picture::Shade(double from, double to) {
  for (const Panel& panel : {buffers_, events_}) {
    svg_ += "<rect x=\"" + Fixed(from) + "\" y=\"" + Fixed(panel.top) + "\" width=\"" +
            Fixed(std::max(to - from, 1.0)) + "\" height=\"" + Fixed(panel.bottom - panel.top) +
            "\" class=\"losing\"/>\n";
  }
}

void Picture::TimeAxis() {
  const double seconds = Seconds(end_);
  const bool in_ms = seconds < 1;
  const double most = in_ms ? seconds * 1000 : seconds;
  const double step = Step(most, 8);
  for (int i = 0; i * step <= most * 1.0001; ++i) {
    const double x = kLeft + (kRight - kLeft) * i * step / most;
    for (const Panel& panel : {buffers_, events_}) {
      Line(x, panel.top, x, panel.bottom, "grid");
      Line(x, panel.bottom, x, panel.bottom + 5, "axis");
    }
    std::array<char, 32> label = {};
    std::snprintf(label.data(), label.size(), "%g", i * step);
    Text(x, kTimeLabels, "quiet", "middle", label.data());
  }
  Text((kLeft + kRight) / 2.0, kHeight - 12, "", "middle",
       in_ms ? "milliseconds after the start" : "seconds after the start");
}

void Picture::ValueAxis(const Panel& panel, const std::string& name) {
  const double step = std::max(Step(panel.most, (panel.bottom - panel.top) / 32), 1.0);
  for (int i = 0; i * step <= panel.most; ++i) {
    const double y = panel.Y(i * step);
    Line(kLeft, y, kRight, y, i == 0 ? "axis" : "grid");
    Text(kLeft - 8, y + 4, "quiet", "end", CountText(static_cast<uint64_t>(i * step)));
  }
  Text(kLeft, panel.top - 8, "", "start", name);
}

// A step for each sample; of those that share a pixel the largest value counts.
std::string Picture::Path(const Panel& panel, const Value& value) const {
  std::string path;
  std::string last;
  double column = -1;
  double most = 0;
  const auto add = [&] {
    if (column < 0) return;
    const std::string x = Fixed(column);
    const std::string y = Fixed(panel.Y(most));
    if (y != last) path += path.empty() ? "M" + x + " " + y : "H" + x + "V" + y;
    last = y;
  };
  for (const Sample& sample : forecast_.samples) {
    const double x = std::round(X(sample.at));
    if (x != column) {
      add();
      column = x;
      most = 0;
    }
    most = std::max(most, value(sample));
  }
  add();
  return path + "H" + Fixed(column);
}

void Picture::Curve(const Panel& panel, const Value& value, const char* line, const char* area) {
  const std::string path = Path(panel, value);
  if (area != nullptr) {
    const std::string floor = Fixed(panel.bottom);
    svg_ +=
        "<path d=\"" + path + "V" + floor + "H" + Fixed(kLeft) + "Z\" class=\"" + area + "\"/>\n";
  }
  svg_ += "<path d=\"" + path + "\" class=\"line " + line + "\"/>\n";
}

void Picture::BuffersPanel() {
  ValueAxis(buffers_, "buffers in use");
  Curve(
      buffers_, [](const Sample& sample) { return sample.in_use; }, "use", "use-area");
  const uint32_t limit = forecast_.adjusted.maximum_buffers;
  const bool drawn = limit <= buffers_.most;
  const double y = drawn ? buffers_.Y(limit) : buffers_.top;
  if (drawn) Line(kLeft, y, kRight, y, "limit");
  Text(kRight + 8, y + 4, "", "start",
       "MaximumBuffers" + std::string(drawn ? " " : " is ") + CountText(limit));
  const uint64_t bytes = uint64_t{limit} * forecast_.adjusted.buffer_size_kb * 1024;
  Text(kRight + 8, y + 21, "quiet", "start", BytesText(bytes) + " in all");
  const double peak = buffers_.Y(forecast_.peak_in_use);
  if (peak - y > 40) {
    Text(kRight + 8, peak + 4, "use-text", "start", "at most " + CountText(forecast_.peak_in_use));
  }
}

void Picture::EventsPanel() {
  ValueAxis(events_, "events so far");
  Curve(
      events_, [](const Sample& sample) { return static_cast<double>(sample.attempted); }, "all",
      nullptr);
  Curve(
      events_, [](const Sample& sample) { return static_cast<double>(sample.lost); }, "lost",
      "lost-area");
  const double all = events_.Y(static_cast<double>(forecast_.attempted));
  const double lost = events_.Y(static_cast<double>(forecast_.lost()));
  Text(kRight + 8, all + 4, "all-text", "start", "attempted");
  Text(kRight + 8, std::max(lost, all + 18) + 4, "lost-text", "start",
       forecast_.lost() == 0 ? "none lost" : "lost");
}

std::string Picture::Draw() {
  svg_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + std::to_string(kWidth) + " " +
         std::to_string(kHeight) + "\" width=\"" + std::to_string(kWidth) + "\" height=\"" +
         std::to_string(kHeight) + "\" role=\"img\">\n";
  svg_ += kStyle;
  svg_ += "<rect width=\"100%\" height=\"100%\" class=\"paper\"/>\n";
  Heading();
  Losing();
  TimeAxis();
  BuffersPanel();
  EventsPanel();
  return svg_ + "</svg>\n";
}

}  // namespace

std::string ToSvg(const Scenario& scenario, const Forecast& forecast) {
  return Picture(scenario, forecast).Draw();
}

}  // namespace etalon::plan
