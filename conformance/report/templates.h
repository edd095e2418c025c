// The files of templates/, as the build embeds them.
#ifndef ETALON_CONFORMANCE_REPORT_TEMPLATES_H_
#define ETALON_CONFORMANCE_REPORT_TEMPLATES_H_

#include <string_view>

namespace etalon {

// "" for a name that is none.
std::string_view TemplateFile(std::string_view name);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_TEMPLATES_H_
