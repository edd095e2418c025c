#include "conformance/violations/permitted_changes.h"

#include <algorithm>
#include <iterator>

#include "conformance/suite.h"

namespace etalon {
namespace {

using std::string_view;

constexpr string_view kHandle[] = {"argument/handle/*"};
constexpr string_view kProperties[] = {"argument/properties/*"};
constexpr string_view kArray[] = {"argument/properties[*"};
constexpr string_view kLoggerCount[] = {"argument/logger_count/*"};
constexpr string_view kEventsLost[] = {"session/*/EventsLost", "session/*/cpu/*/EventLost"};
constexpr string_view kSession[] = {"session/*"};
constexpr string_view kQueued[] = {"session/*/cpu/*/Filled", "session/*/LastSequence",
                                   "session/*/QueuedBuffers"};
// A flushed buffer is on its way, or already in a file.
constexpr string_view kFlushed[] = {"session/*/cpu/*/Filled",  "session/*/BuffersWritten",
                                    "session/*/LastSequence",  "session/*/FreeBuffers",
                                    "session/*/QueuedBuffers", "file/*",
                                    "drive/*"};
constexpr string_view kSettings[] = {"session/*/FlushTimer", "session/*/MaximumBuffers",
                                     "session/*/EnableFlags", "session/*/LogFileMode"};
constexpr string_view kTraceClosed[] = {"trace/*"};
constexpr string_view kRegistration[] = {"registration/*", "counter/RegistrationHandles",
                                         "argument/registration/*", "argument/classes/*"};
constexpr string_view kEnabled[] = {"enabled/*", "event registration/*/place/*",
                                    "counter/ProcessAndThreadIds"};
constexpr string_view kReturnLength[] = {"argument/return_length/*"};
constexpr string_view kFiles[] = {"file/*", "drive/*"};
constexpr string_view kCallbackThread[] = {"counter/ProcessAndThreadIds"};

constexpr string_view kIds[] = {"counter/Random", "counter/ProcessAndThreadIds"};
constexpr string_view kGuidCount[] = {"argument/guid_count/*"};
constexpr string_view kProviders[] = {"argument/providers/*"};
constexpr string_view kBufferSize[] = {"argument/buffer_size/*"};

constexpr PermittedChange kVocabulary[] = {
    {"*TraceHandle = 0, where it can be written", kHandle},
    {"*RegHandle = 0", kHandle},
    {"EventsLost counts it", kEventsLost},
    {"a GUID and a thread ID are used up", kIds},
    {"ReturnLength", kReturnLength},
    {"*BufferSize", kBufferSize},
    {"GuidCount", kGuidCount},
    {"the array is filled as far as it goes", kProviders},
    {"*TraceHandle = 0", kHandle},
    {"the properties, except names that do not fit", kProperties},
    {"STOP: the session is stopped", kSession},
    {"FLUSH: its buffers are flushed", kFlushed},
    {"UPDATE: its settings are changed", kSettings},
    {"the new log file is there, and empty", kFiles},
    {"PropertyArray holds PropertyArrayCount sessions", kArray},
    {"*LoggerCount = number of running sessions", kLoggerCount},
    {"EventsLost", kEventsLost},
    {"a buffer that has no room for the event is queued", kQueued},
    {"the handle is closed", kTraceClosed},
    {"ProcessTrace ends", kTraceClosed},
    {"the session enables the provider, whose callbacks go on", kEnabled},
    {"*ReturnLength is the size that is needed", kReturnLength},
    {"the merged file is there, and empty", kFiles},
    {"the merged file is complete but for what was lost", kFiles},
    {"the provider is registered", kRegistration},
    {"the callback runs on a thread of its own", kCallbackThread},
};

}  // namespace

const PermittedChange* FindPermittedChange(string_view words) {
  const auto* const found = std::find_if(std::begin(kVocabulary), std::end(kVocabulary),
                                         [&](const auto& entry) { return entry.words == words; });
  return found == std::end(kVocabulary) ? nullptr : found;
}

bool Permits(const PermittedChange& permitted, const std::string& name) {
  return std::any_of(permitted.names.begin(), permitted.names.end(),
                     [&](string_view glob) { return GlobMatches(glob, name); });
}

}  // namespace etalon
