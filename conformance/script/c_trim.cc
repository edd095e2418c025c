#include "conformance/script/c_trim.h"

#include <algorithm>
#include <set>

namespace etalon {
namespace {

using Words = std::set<std::string, std::less<>>;

bool IsOfWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Words WordsOf(std::string_view text) {
  Words words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && IsOfWord(text[end])) ++end;
    if (end > at) words.emplace(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  return words;
}

// The word that ends there.
std::string_view WordBefore(std::string_view text, size_t end) {
  size_t start = end;
  while (start > 0 && IsOfWord(text[start - 1])) --start;
  return text.substr(start, end - start);
}

// What a line at the left margin defines: "static inline int Name(", "typedef X(WINAPI* Name)(",
// "} Name;"; "" for any other line.
std::string_view DefinedBy(std::string_view line) {
  constexpr std::string_view kFunction = "static inline ";
  if (line.starts_with(kFunction)) return WordBefore(line, line.find('('));
  const size_t pointer = line.starts_with("typedef ") ? line.find("* ") : line.npos;
  if (pointer != line.npos && line.find('(') < pointer) {
    return WordBefore(line, line.find(')', pointer));
  }
  if (line.starts_with("} ") && line.ends_with(';')) return WordBefore(line, line.size() - 1);
  if (line.starts_with("typedef ") && line.ends_with(';')) return WordBefore(line, line.size() - 1);
  return "";
}

// A paragraph of nothing but types and inline functions is of no use unless somebody names them.
struct Paragraph {
  std::string text;
  Words defined;
  bool can_go = true;
  bool is_used = false;
  Words used;
};

Paragraph Read(std::string text) {
  Paragraph paragraph;
  std::string_view rest = text;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const std::string_view name = DefinedBy(line);
    if (!name.empty()) paragraph.defined.emplace(name);
    const bool is_inside = line.starts_with(' ') || line.starts_with('}') ||
                           line.starts_with("//") || line.starts_with("/*");
    const bool is_definition = line.starts_with("static inline ") || line.starts_with("typedef ");
    if (!is_inside && !is_definition) paragraph.can_go = false;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (paragraph.defined.empty()) paragraph.can_go = false;
  paragraph.used = WordsOf(text);
  paragraph.text = std::move(text);
  return paragraph;
}

}  // namespace

std::vector<std::string> ParagraphsOf(std::string_view program) {
  std::vector<std::string> paragraphs;
  for (size_t start = 0; start <= program.size();) {
    const size_t end = std::min(program.find("\n\n", start), program.size());
    paragraphs.emplace_back(program.substr(start, end - start));
    start = end + 2;
  }
  return paragraphs;
}

std::vector<std::string> WithoutUnused(std::vector<std::string> texts) {
  std::vector<Paragraph> paragraphs;
  for (std::string& text : texts) paragraphs.push_back(Read(std::move(text)));
  Words needed;
  for (bool grew = true; grew;) {
    grew = false;
    for (Paragraph& paragraph : paragraphs) {
      if (paragraph.is_used) continue;
      const bool is_named = std::any_of(paragraph.defined.begin(), paragraph.defined.end(),
                                        [&](const std::string& word) { return needed.contains(word); });
      if (paragraph.can_go && !is_named) continue;
      paragraph.is_used = grew = true;
      needed.merge(Words(paragraph.used));
    }
  }
  std::vector<std::string> kept;
  for (Paragraph& paragraph : paragraphs) {
    if (paragraph.is_used) kept.push_back(std::move(paragraph.text));
  }
  return kept;
}

std::string ProgramOf(const std::vector<std::string>& paragraphs) {
  std::string program;
  for (const std::string& paragraph : paragraphs) {
    program += (&paragraph == &paragraphs.front() ? "" : "\n\n") + paragraph;
  }
  return program;
}

}  // namespace etalon
