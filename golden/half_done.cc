#include "golden/half_done.h"

#include <algorithm>
#include <set>

#include "sim/include/evntrace.h"

namespace etalon {
namespace {

using State = std::map<std::string, std::string>;

// "session/etalon/EventsLost" -> "session/etalon"
std::string ObjectOf(const std::string& name) {
  const size_t kind = name.find('/');
  const size_t end = kind == std::string::npos ? kind : name.find('/', kind + 1);
  return name.substr(0, end);
}

bool IsOf(const std::string& object, const std::string& kind) {
  return object.rfind(kind + "/", 0) == 0;
}

bool EndsWith(const std::string& name, const std::string& end) {
  return name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
}

// What any call may change, and what changes by itself: numbers that are given out once, files and
// drives, whether a consumer is at work, and what a session has counted and holds.
bool MayChange(const std::string& name) {
  if (IsOf(name, "counter") || IsOf(name, "file") || IsOf(name, "drive")) return true;
  if (IsOf(name, "trace")) return EndsWith(name, "/Processing");
  if (!IsOf(name, "session")) return false;
  static constexpr const char* kSettings[] = {
      "/Handle",         "/State",          "/Wnode.Guid",    "/Wnode.ClientContext",
      "/Wnode.Flags",    "/BufferSize",     "/LogFileMode",   "/MinimumBuffers",
      "/MaximumBuffers", "/FlushTimer",     "/EnableFlags",   "/LogFileName",
      "/OpenLogFile",    "/LoggerThreadId", "/HeapProcesses", "/HeapStackTypes"};
  return std::none_of(std::begin(kSettings), std::end(kSettings),
                      [&](const std::string& setting) { return EndsWith(name, setting); });
}

// A series of files goes on to its next one when the one that is open has become full.
bool IsNextOfSeries(const State& state, const std::string& name) {
  if (!EndsWith(name, "/OpenLogFile")) return false;
  const auto mode = state.find(ObjectOf(name) + "/LogFileMode");
  return mode != state.end() && (std::stoul(mode->second) & EVENT_TRACE_FILE_MODE_NEWFILE) != 0;
}

std::set<std::string> ObjectsIn(const State& state) {
  std::set<std::string> objects;
  for (const auto& [name, value] : state) objects.insert(ObjectOf(name));
  return objects;
}

}  // namespace

std::vector<std::string> FindHalfDone(const State& before, const State& after) {
  const std::set<std::string> objects_before = ObjectsIn(before);
  const std::set<std::string> objects_after = ObjectsIn(after);
  std::vector<std::string> found;
  for (const std::string& object : objects_after) {
    if (!IsOf(object, "file") && objects_before.count(object) == 0)
      found.push_back(object + " is new");
  }
  for (const auto& [name, value] : before) {
    const std::string object = ObjectOf(name);
    if (MayChange(name) || objects_after.count(object) == 0) continue;
    const auto now = after.find(name);
    if (now == after.end()) {
      found.push_back(name + " is gone");
    } else if (now->second != value && !IsNextOfSeries(before, name)) {
      found.push_back(name + " is " + now->second + " and was " + value);
    }
  }
  for (const std::string& object : objects_before) {
    const bool may_go = IsOf(object, "session") || IsOf(object, "enabled") || IsOf(object, "trace");
    if (!may_go && objects_after.count(object) == 0) found.push_back(object + " is gone");
  }
  return found;
}

}  // namespace etalon
