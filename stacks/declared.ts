import { LOADING_TEXT as CALENDAR_LOADING } from "../providers/booking-calendar/record/partly-done";
import { LOADING_TEXT as POLICY_LOADING } from "../providers/user-policy/record";
import type { BookingCalendar } from "../src/model/booking-calendar";
import { ownFields, valuesOf } from "../src/model/calendar-fields";
import type { CalendarInputs } from "../src/model/calendar-record";
import type { OrganisationModel } from "../src/model/estate";
import type { Organisation } from "../src/model/organisation";
import { type PolicyInputs, switchesOf } from "../src/model/policy-fields";
import type { Tenant } from "../src/model/tenant";
import type { UserPolicy } from "../src/model/user-policy";

/** What the program registers, as a preview without the engine has it. */
export interface Declared {
  readonly kind: "calendar" | "policy";
  readonly name: string;
  readonly inputs: CalendarInputs | PolicyInputs;
  /** The text that loads the handler. */
  readonly loading: string;
}

/** Everything that the specs of one organisation ask for. */
export function declaredBy(
  tenant: Tenant,
  { organisation, calendars, policies }: OrganisationModel,
): Declared[] {
  return [
    ...calendars.map((calendar) => ({
      kind: "calendar" as const,
      name: calendar.name,
      inputs: calendarInputs(tenant, calendar),
      loading: CALENDAR_LOADING,
    })),
    ...policies.map((policy) => ({
      kind: "policy" as const,
      name: policy.name,
      inputs: policyInputs(tenant, organisation, policy),
      loading: POLICY_LOADING,
    })),
  ];
}

/** What Pulumi is told of a policy. Only what the tenant can be compared with: no file, commit or date. */
export function policyInputs(tenant: Tenant, organisation: Organisation, policy: UserPolicy): PolicyInputs {
  const offered = tenant.baseLicences.find(({ name }) => name === policy.baseLicence);
  return {
    tenantId: tenant.tenantId,
    organisation: organisation.shortName,
    organisationAttribute: tenant.organisationAttribute,
    directoryName: organisation.directoryName,
    policyName: policy.spec.name,
    displayName: policy.displayName,
    // the rules refuse a licence that is not offered; what is not known is never guessed
    licence: offered?.sku ?? "",
    applications: switchesOf(policy.applications),
    users: switchesOf(policy.users),
    grantsLicence: policy.grantsLicence,
    status: policy.status,
    ...(policy.adopt && { adopt: { ...policy.adopt } }),
    ...(policy.deletion && { deletion: { ...policy.deletion } }),
  };
}

/**
 * What Pulumi is told of a calendar. Only what the tenant can be compared with: no file, commit or date, so that moving
 * a spec changes nothing.
 */
export function calendarInputs(tenant: Tenant, calendar: BookingCalendar): CalendarInputs {
  return {
    ...valuesOf(ownFields, (field) => calendar[field]),
    tenantId: tenant.tenantId,
    viewerRole: tenant.viewerRole,
    status: calendar.status,
    members: { ...calendar.members, ...calendar.keptRoles },
    starterService: tenant.starterService,
    ...(calendar.deletion && { deletion: { ...calendar.deletion } }),
    ...(calendar.handover && { handover: { ...calendar.handover } }),
    ...(calendar.adopted && { adopted: true as const }),
    ...(calendar.recreate && { recreate: { ...calendar.recreate } }),
  };
}
