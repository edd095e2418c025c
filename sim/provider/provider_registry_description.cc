// Providers as text, to be compared before and after a call.
#include <bit>

#include "sim/provider/provider_registry.h"

namespace etalon::sim {
namespace {

void Describe(const Registration& registration, const StateWriter& out) {
  out.Number("ProcessId", registration.process->pid);
  out.Text("ControlGuid", ToText(registration.control_guid));
  for (const auto& registered : registration.classes) {
    const StateWriter of_class = out.In("class", reinterpret_cast<uintptr_t>(registered->handle));
    of_class.Text("Guid", ToText(registered->class_guid));
    of_class.Number("LastInstanceId", registered->last_instance_id);
  }
}

void Describe(const Wanted& wanted, uint32_t properties, const EventFilters* filters,
              const StateWriter& out) {
  out.Number("Level", wanted.level);
  out.Number("MatchAny", wanted.match_any);
  out.Number("MatchAll", wanted.match_all);
  out.Number("Properties", properties);
  out.Number("Filtered", filters != nullptr ? 1 : 0);
}

void Describe(const EventRegistration& registration, const StateWriter& out) {
  out.Number("ProcessId", registration.process()->pid);
  out.Text("Provider", ToText(registration.provider()));
  out.Number("HasTraits", registration.traits() != nullptr ? 1 : 0);
  out.Number("UsesDescriptorType", registration.uses_descriptor_type() ? 1 : 0);
  if (registration.group()) out.Text("Group", ToText(*registration.group()));
  for (uint32_t left = registration.enabled_places(); left != 0; left &= left - 1) {
    const size_t place = static_cast<size_t>(std::countr_zero(left));
    const EnabledSession& enabled = registration.at(place);
    const StateWriter of_place = out.In("place", place);
    of_place.Number("Session", enabled.session().handle());
    Describe(enabled.wanted(), enabled.properties(), enabled.filters(), of_place);
  }
}

void Describe(const ProviderEnablement& enablement, const StateWriter& out) {
  for (const SessionRequest& request : enablement.requests) {
    const StateWriter one = out.In("session", request.session->handle());
    const Wanted asked = {request.level, request.match_any, request.match_all};
    Describe(asked, request.properties, request.filters, one);
    one.Text("SourceId", ToText(request.source_id));
  }
}

}  // namespace

void ProviderRegistry::Describe(const StateWriter& out) const {
  for (const auto& registration : registrations_) {
    sim::Describe(*registration, out.In("registration", registration->handle));
  }
  for (const EventRegistration* registration : event_registrations()) {
    sim::Describe(*registration, out.In("event registration", registration->handle()));
  }
  for (const ProviderEnablement& enablement : enablements()) {
    sim::Describe(enablement, out.In("enabled/" + ToText(enablement.guid)));
  }
  out.In("counter").Number("RegistrationHandles", handles_given_);
}

}  // namespace etalon::sim
