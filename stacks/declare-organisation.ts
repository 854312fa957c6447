import { ComponentResource } from "@pulumi/pulumi";
import { BookingCalendar as BookingCalendarResource } from "../providers/booking-calendar/resource";
import { UserPolicy as UserPolicyResource } from "../providers/user-policy/resource";
import type { BookingCalendar } from "../src/model/booking-calendar";
import type { OrganisationModel } from "../src/model/estate";
import type { Tenant } from "../src/model/tenant";
import { calendarInputs } from "./calendar-inputs";
import { policyInputs } from "./policy-inputs";

/** Groups an organisation's calendars in Pulumi's tree. Its type is part of every URN: frozen. */
class OrganisationGroup extends ComponentResource {
  constructor(name: string) {
    super("nhsmail:Organisation", name);
    this.registerOutputs({});
  }
}

/** Groups the clinics of one service area. Moving a calendar between areas changes no URN: only types count there. */
class ServiceAreaGroup extends ComponentResource {
  constructor(name: string, parent: OrganisationGroup) {
    super("nhsmail:ServiceArea", name, {}, { parent });
    this.registerOutputs({});
  }
}

const byServiceArea = (calendars: readonly BookingCalendar[]): Map<string, BookingCalendar[]> =>
  Map.groupBy(calendars, (calendar) => calendar.serviceArea);

/** Registers everything that the specs of one organisation ask for, the calendars in their service areas, and its policies. */
export function declareOrganisation(
  tenant: Tenant,
  { organisation, calendars, policies }: OrganisationModel,
): void {
  const depth = Error.stackTraceLimit;
  // Pulumi takes a stack per property: they cost a third of a large preview, and their paths would end up in the state.
  Error.stackTraceLimit = 0;
  try {
    const group = new OrganisationGroup(organisation.stack);
    for (const [area, members] of byServiceArea(calendars)) {
      const parent = new ServiceAreaGroup(`${organisation.stack}: ${area}`, group);
      for (const calendar of members) {
        new BookingCalendarResource(calendar.name, calendarInputs(tenant, organisation, calendar), {
          parent,
        });
      }
    }
    for (const policy of policies) {
      new UserPolicyResource(policy.name, policyInputs(tenant, organisation, policy), { parent: group });
    }
  } finally {
    Error.stackTraceLimit = depth;
  }
}
