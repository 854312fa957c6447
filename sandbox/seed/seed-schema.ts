import { enums } from "../model/generated/enums";
import { roleDefinitions } from "../records/role";
import { mailboxKinds } from "../records/user";

const text = { type: "string", minLength: 1 };
const flag = { type: "boolean" };
const count = { type: "integer", minimum: 0 };
const listOf = (items: object) => ({ type: "array", items });

function object(properties: Record<string, object>, required: readonly string[] = []) {
  return { type: "object", properties, required, additionalProperties: false };
}

const staff = object(
  {
    address: text,
    displayName: text,
    role: { enum: Object.keys(enums["bookingStaffRole"] ?? {}) },
    status: { enum: Object.keys(enums["bookingStaffMembershipStatus"] ?? {}) },
  },
  ["address", "role"],
);

const appointment = object(
  { start: text, end: text, customer: text, customerEmail: text, service: text, staff: listOf(text) },
  ["start", "end"],
);

const calendar = object(
  {
    displayName: text,
    address: text,
    email: text,
    phone: { type: "string" },
    businessType: { type: "string" },
    published: flag,
    staff: listOf(staff),
    appointments: listOf(appointment),
  },
  ["displayName"],
);

const licences = listOf(object({ sku: text, disabledPlans: listOf(text) }, ["sku"]));

const guid = { type: "string", pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" };

const group = object(
  { id: guid, displayName: text, description: text, organisation: text, members: listOf(text), licences },
  ["displayName"],
);

const subscription = object(
  { sku: text, enabled: count, warning: count, suspended: count, lockedOut: count },
  ["sku", "enabled"],
);

const user = object(
  {
    address: { type: "string", pattern: "^[^@\\s]+@[^@\\s]+$" },
    displayName: text,
    organisation: text,
    mail: { type: "string", pattern: "^[^@\\s]+@[^@\\s]+$" },
    mailbox: { enum: mailboxKinds },
    mailboxSettings: { enum: ["readable", "forbidden"] },
    roles: listOf({ enum: Object.keys(roleDefinitions) }),
    enabled: flag,
    guest: flag,
    aliases: listOf(text),
    licences,
    deleted: flag,
  },
  ["address"],
);

/** What a seed file may hold. Settings are checked by their own table. */
export const seedSchema = object({
  tenant: object({
    tenantId: guid,
    domain: text,
    initialDomain: text,
  }),
  settings: { type: "object" },
  organisations: listOf(object({ shortName: text, operator: text }, ["shortName"])),
  users: listOf(user),
  calendars: listOf(calendar),
  groups: listOf(group),
  subscriptions: listOf(subscription),
  generate: object({ users: count, calendars: count, staffPerCalendar: count }),
});
