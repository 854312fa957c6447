import { BOOKING_CALENDAR_TYPE as CALENDAR } from "../providers/booking-calendar/resource";
import { USER_POLICY_TYPE as POLICY } from "../providers/user-policy/resource";
import { type CalendarInputs, hasEnded } from "../src/model/calendar-record";
import type { PolicyInputs } from "../src/model/policy-fields";
import type { Tenant } from "../src/model/tenant";

/** A resource that some program registers: ours or another's. */
export interface Registered {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly isProtected: boolean;
}

/** What our program registers besides: the stack, its groups, the provider of dynamic resources, the last run's outputs. */
const AROUND =
  /^(pulumi:pulumi:(Stack|StackReference)|pulumi:providers:pulumi(-nodejs)?|nhsmail:(Organisation|ServiceArea))$/;

/** Whether a type has no place in an organisation's stack. */
export const foreignType = (type: string): boolean =>
  type !== CALENDAR && type !== POLICY && !AROUND.test(type);

/** What speaks against a resource, whoever wrote the program: what must hold of every calendar and policy in every run. */
export function violationsOf(
  { type, props, isProtected }: Registered,
  stack: string,
  tenant: Tenant | undefined,
): string[] {
  if (type !== CALENDAR && type !== POLICY) return [];
  const { organisation = "", tenantId } = props as Partial<CalendarInputs & PolicyInputs>;
  const own = type === CALENDAR ? ofCalendar(props) : ofPolicy(props);
  return [
    ...(organisation.toLowerCase() === stack.toLowerCase()
      ? []
      : [`It is of ${organisation || "no organisation"}, and this stack is of ${stack}.`]),
    ...(tenant && tenantId !== tenant.tenantId
      ? [`It names the tenant ${tenantId}, and specs/tenant.yaml names ${tenant.tenantId}.`]
      : []),
    ...(isProtected ? [] : ["It is not protected: if it vanished from the program, it would be deleted."]),
    ...own,
  ];
}

function ofCalendar(props: Registered["props"]): string[] {
  const {
    address = "",
    organisation = "",
    members = {},
    status,
    adopted,
    deletion,
  } = props as Partial<CalendarInputs>;
  const begins = address.toLowerCase().startsWith(organisation.toLowerCase());
  return [
    ...(begins || adopted ? [] : [`Its address ${address} does not begin with ${organisation}.`]),
    ...(!hasEnded(status) && !Object.values(members).includes("admin") ? [`${address} has no admin.`] : []),
    ...(status === "deleted" && deletion === undefined
      ? [`${address} is to be deleted, and nothing confirms it.`]
      : []),
  ];
}

function ofPolicy(props: Registered["props"]): string[] {
  const { displayName = "", organisation = "", status, deletion } = props as Partial<PolicyInputs>;
  return [
    ...(displayName.toLowerCase().startsWith(organisation.toLowerCase())
      ? []
      : [`The group ${displayName} does not begin with ${organisation}.`]),
    ...(status === "deleted" && deletion === undefined
      ? [`${displayName} is to be retired, and nothing confirms it.`]
      : []),
  ];
}
