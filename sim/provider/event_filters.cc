#include "sim/provider/event_filters.h"

#include <algorithm>
#include <string_view>

namespace etalon::sim {
namespace {

char16_t Lower(char16_t c) { return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c + 0x20) : c; }

bool SameText(std::u16string_view a, std::u16string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char16_t x, char16_t y) { return Lower(x) == Lower(y); });
}

std::u16string_view FileName(std::u16string_view path) {
  const size_t slash = path.find_last_of(u"\\/");
  return slash == std::u16string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

bool EventIdFilter::Admits(uint16_t id) const {
  const bool listed = std::find(ids.begin(), ids.end(), id) != ids.end();
  return listed == filter_in;
}

bool LevelKeywordFilter::Admits(uint8_t event_level, uint64_t keyword) const {
  const bool level_passes = level == 0 || event_level <= level;
  const bool any_passes = match_any == 0 || (keyword & match_any) != 0;
  const bool keyword_passes = keyword == 0 || (any_passes && (keyword & match_all) == match_all);
  return (level_passes && keyword_passes) == filter_in;
}

bool EventNameFilter::Admits(uint8_t event_level, uint64_t keyword, const std::string& name) const {
  const bool is_among = among.Admits(event_level, keyword) == among.filter_in;
  const bool listed = is_among && std::find(names.begin(), names.end(), name) != names.end();
  return listed == among.filter_in;
}

bool EventFilters::Covers(const Process& process) const {
  const auto is_process = [&](uint32_t pid) { return pid == process.pid; };
  const auto is_executable = [&](const std::u16string& executable) {
    return SameText(FileName(executable), FileName(process.image_name));
  };
  const auto passes = [](const auto& list, const auto& matches) {
    return list.empty() || std::any_of(list.begin(), list.end(), matches);
  };
  // No simulated process belongs to a package.
  return passes(process_ids, is_process) && passes(executables, is_executable) &&
         packages.empty() && package_apps.empty();
}

}  // namespace etalon::sim
