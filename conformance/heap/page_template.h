// page.html, as the build embeds it.
#ifndef ETALON_CONFORMANCE_HEAP_PAGE_TEMPLATE_H_
#define ETALON_CONFORMANCE_HEAP_PAGE_TEMPLATE_H_

#include <string_view>

namespace etalon::heap {

std::string_view PageTemplate();

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_PAGE_TEMPLATE_H_
