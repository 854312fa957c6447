import type { JsonObject } from "../base/json";
import type { AssignedLicence, User } from "../records/user";
import { effectiveLicences, planName, skuById } from "./licences";

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
