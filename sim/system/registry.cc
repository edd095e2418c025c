#include "sim/system/registry.h"

#include <utility>

#include "sim/host/upper_case.h"

namespace etalon::sim {

namespace {

template <typename T>
std::optional<T> As(const Registry::Value* value) {
  const T* data = value != nullptr ? std::get_if<T>(value) : nullptr;
  return data != nullptr ? std::optional<T>(*data) : std::nullopt;
}

}  // namespace

void Registry::Set(std::u16string_view key, std::u16string_view value, Value data) {
  for (size_t end = key.find(u'\\');; end = key.find(u'\\', end + 1)) {
    const std::u16string_view path = key.substr(0, end);
    Key& node = keys_[UpperCase(path)];
    if (node.path.empty()) node.path = path;
    if (end == std::u16string_view::npos) break;
  }
  keys_[UpperCase(key)].values[UpperCase(value)] = std::move(data);
}

const Registry::Value* Registry::Find(std::u16string_view key, std::u16string_view value) const {
  const auto node = keys_.find(UpperCase(key));
  if (node == keys_.end()) return nullptr;
  const auto found = node->second.values.find(UpperCase(value));
  return found != node->second.values.end() ? &found->second : nullptr;
}

std::optional<uint64_t> Registry::Number(std::u16string_view key, std::u16string_view value) const {
  return As<uint64_t>(Find(key, value));
}

std::optional<std::u16string> Registry::Text(std::u16string_view key,
                                             std::u16string_view value) const {
  return As<std::u16string>(Find(key, value));
}

std::optional<Registry::Bytes> Registry::Binary(std::u16string_view key,
                                                std::u16string_view value) const {
  return As<Bytes>(Find(key, value));
}

std::vector<std::u16string> Registry::Below(std::u16string_view key) const {
  const std::u16string prefix = UpperCase(key) + u"\\";
  std::vector<std::u16string> names;
  for (const auto& [folded, node] : keys_) {
    if (folded.compare(0, prefix.size(), prefix) != 0) continue;
    const std::u16string name = node.path.substr(prefix.size());
    if (name.find(u'\\') == std::u16string::npos) names.push_back(name);
  }
  return names;
}

}  // namespace etalon::sim
