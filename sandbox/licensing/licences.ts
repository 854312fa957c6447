import type { JsonObject } from "../base/json";
import { type Sku, skuCatalogue } from "../records/sku-catalogue";
import { type AssignedLicence, activeAssignments, type User } from "../records/user";

/** The plans that assignments switch on together. A plan that one switches off is on when another leaves it on. */
export function enabledPlans(assignments: readonly AssignedLicence[]): Set<string> {
  const plans = assignments.flatMap(({ skuId, disabledPlans }) =>
    Object.values(skuById(skuId)?.plans ?? {}).filter((plan) => !disabledPlans.includes(plan)),
  );
  return new Set(plans);
}

/** One entry per licence, with the plans that are off in every assignment of it. */
export function effectiveLicences(user: User): AssignedLicence[] {
  const union = new Map<string, AssignedLicence>();
  for (const { skuId, disabledPlans, since } of activeAssignments(user)) {
    const known = union.get(skuId);
    union.set(skuId, {
      skuId,
      disabledPlans: known
        ? known.disabledPlans.filter((plan) => disabledPlans.includes(plan))
        : disabledPlans,
      ...(since === undefined ? {} : { since }),
    });
  }
  return [...union.values()];
}

/** Does a user have a plan of that name, by whatever assignment? */
export function hasPlan(user: User, name: RegExp): boolean {
  return [...enabledPlans(activeAssignments(user))].some((plan) => name.test(planName(plan)));
}

/** Plans that the tenant has as a whole, and not each user. */
const ofCompany = new Set(["INTUNE_O365", "M365_LIGHTHOUSE_CUSTOMER_PLAN1"]);

/** Plans that wait for the tenant to switch them on. */
const inactive = new Set(["INTUNE_O365"]);

function status(name: string, disabled: boolean): string {
  if (disabled) return "Disabled";
  return inactive.has(name) ? "PendingActivation" : "Success";
}

/** The plans of a licence as `servicePlanInfo`. */
export function servicePlans(sku: KnownSku, disabled: ReadonlySet<string> = new Set()): JsonObject[] {
  return Object.entries(sku.plans).map(([servicePlanName, servicePlanId]) => ({
    servicePlanId,
    servicePlanName,
    provisioningStatus: status(servicePlanName, disabled.has(servicePlanId)),
    appliesTo: ofCompany.has(servicePlanName) ? "Company" : "User",
  }));
}

/** A licence with its part number. */
export interface KnownSku extends Sku {
  readonly partNumber: string;
}

/** Every licence that the tenant can have. */
export const knownSkus: readonly KnownSku[] = Object.entries(skuCatalogue).map(([partNumber, sku]) => ({
  partNumber,
  ...sku,
}));

const byId = new Map(knownSkus.map((sku) => [sku.skuId, sku]));
const names = new Map(
  knownSkus.flatMap((sku) => Object.entries(sku.plans).map(([name, id]) => [id, name] as const)),
);

/** The licence with that id. */
export function skuById(skuId: string): KnownSku | undefined {
  return byId.get(skuId.toLowerCase());
}

/** The name of a plan. */
export function planName(planId: string): string {
  return names.get(planId) ?? planId;
}

function plansOf({ skuId, disabledPlans, since }: AssignedLicence, user: User): JsonObject[] {
  return Object.entries(skuById(skuId)?.plans ?? {})
    .filter(([, plan]) => !disabledPlans.includes(plan))
    .map(([name, servicePlanId]) => ({
      assignedDateTime: since ?? user.createdDateTime,
      capabilityStatus: "Enabled",
      service: planService(name),
      servicePlanId,
    }));
}

function stateOf(
  user: User,
  licence: AssignedLicence,
  group: string | null,
  state = "Active",
  error = "None",
): JsonObject {
  return {
    skuId: licence.skuId,
    assignedByGroup: group,
    disabledPlans: [...licence.disabledPlans],
    state,
    error,
    lastUpdatedDateTime: licence.since ?? user.createdDateTime,
  };
}

/** What Graph says of a user's licences: the union, the plans that are on, and what became of each assignment. */
export function licenceView(user: User): JsonObject {
  const licences = effectiveLicences(user);
  const plans = new Map(
    licences.flatMap((one) => plansOf(one, user)).map((plan) => [String(plan["servicePlanId"]), plan]),
  );
  return {
    assignedLicenses: licences.map(({ skuId, disabledPlans }) => ({
      disabledPlans: [...disabledPlans],
      skuId,
    })),
    assignedPlans: [...plans.values()],
    provisionedPlans: [...plans.values()].map((plan) => ({
      capabilityStatus: "Enabled",
      provisioningStatus: "Success",
      service: planService(planName(String(plan["servicePlanId"]))),
    })),
    licenseAssignmentStates: [
      ...user.assignedLicenses.map((one) => stateOf(user, one, null)),
      ...(user.inherited ?? []).map((one) => stateOf(user, one, one.group, one.state, one.error)),
    ],
  };
}

/** The services behind plans, as `assignedPlans` calls them; a plan that is not here is called by its own name. */
const services: readonly (readonly [RegExp, string])[] = [
  [/^(EXCHANGE_|MICROSOFTBOOKINGS$|MYANALYTICS|MICROSOFT_SEARCH)/, "exchange"],
  [/^SHAREPOINT/, "SharePoint"],
  [/^MCO/, "MicrosoftCommunicationsOnline"],
  [/^TEAMS1$/, "TeamspaceAPI"],
  [/^(YAMMER|VIVAENGAGE)/, "YammerEnterprise"],
  [/^RMS_/, "RMSOnline"],
  [/^OFFICE(SUBSCRIPTION|MOBILE)/, "MicrosoftOffice"],
  [/^FORMS_/, "OfficeForms"],
  [/^PROJECTWORKMANAGEMENT$/, "ProjectWorkManagement"],
  [/^POWERAPPS_/, "PowerAppsService"],
  [/^FLOW_/, "ProcessSimple"],
  [/^INTUNE_/, "SCO"],
  [/^STREAM_/, "MicrosoftStream"],
  [/^KAIZALA_/, "MicrosoftKaizala"],
  [/^WHITEBOARD_/, "WhiteboardServices"],
  [/^BPOS_S_TODO/, "To-Do"],
  [/^SWAY$/, "Sway"],
];

function planService(planName: string): string {
  return services.find(([pattern]) => pattern.test(planName))?.[1] ?? planName;
}
