import { randomUUID } from "node:crypto";
import { InputError } from "../base/input";
import { newAppointment } from "../bookings/appointments";
import { addBusiness } from "../bookings/create-business";
import { addStaffMember } from "../bookings/staff";
import {
  registerCalendarDeleter,
  registerCalendarOperator,
  registerDirectoryOperator,
} from "../identity/identities";
import { settleLicences } from "../licensing/settle-licences";
import { Call, portalAdmin } from "../odata/call";
import { appointments, businesses } from "../records/business";
import { administrativeUnits, groups, memberships } from "../records/group";
import { licenceJobs, subscriptions } from "../records/licence";
import { assignRole, roleDefinitions } from "../records/role";
import { skuCatalogue } from "../records/sku-catalogue";
import { type AssignedLicence, newUser, type User, users } from "../records/user";
import { readSettings } from "../store/settings";
import { changeSettings, type World } from "../store/world";
import type {
  Seed,
  SeedAppointment,
  SeedCalendar,
  SeedGroup,
  SeedLicence,
  SeedOrganisation,
  SeedSubscription,
  SeedUser,
} from "./seed";

function addAll(world: World, seed: Seed): void {
  for (const subscription of seed.subscriptions ?? []) seedSubscription(world, subscription);
  for (const user of seed.users ?? []) seedUser(world, user);
  for (const organisation of seed.organisations ?? []) seedOrganisation(world, organisation);
  fillUnits(world);
  for (const group of seed.groups ?? []) seedGroup(world, group);
  for (const calendar of seed.calendars ?? []) seedCalendar(world, calendar);
}

/** Adds what a seed describes to the tenant, whole or not at all. */
export function applySeed(world: World, seed: Seed): void {
  world.store.transaction(() => {
    changeSettings(world, readSettings(seed.settings));
    addAll(world, seed);
    if (seed.generate) addAll(world, generateSeed(seed.generate, world.tenant.domain));
  });
}

const number = (n: number) => String(n).padStart(5, "0");

/** Bulk that depends on nothing but the numbers asked for. */
function generateSeed(wanted: NonNullable<Seed["generate"]>, domain: string): Seed {
  const address = (n: number) => `user.${number(n)}@${domain}`;
  const amount = wanted.users ?? 0;
  const users: SeedUser[] = Array.from({ length: amount }, (_, n) => ({
    address: address(n),
    displayName: `User ${number(n)}`,
    organisation: `Org${n % 50}`,
  }));
  const staffOf = (n: number) =>
    Array.from({ length: Math.min(wanted.staffPerCalendar ?? 0, amount) }, (_, i) => ({
      address: address((n * 7 + i) % amount),
      role: i === 0 ? "administrator" : "viewer",
      status: "active",
    }));
  const calendars: SeedCalendar[] = Array.from({ length: wanted.calendars ?? 0 }, (_, n) => ({
    displayName: `Org${n % 50}Clinic${number(n)}`,
    staff: staffOf(n),
  }));
  return { users, calendars };
}

/** An organisation: its administrative unit, the account that runs its calendars, and the application for its people. */
function seedOrganisation(world: World, organisation: SeedOrganisation): void {
  const { shortName } = organisation;
  const address = organisation.operator ?? `svc.${shortName.toLowerCase()}.bookings@${world.tenant.domain}`;
  const operator =
    world.store.of(users).by("userPrincipalName", address.toLowerCase())[0] ??
    seedUser(world, {
      address,
      displayName: `${shortName} Bookings service account`,
      organisation: shortName,
      licences: [{ sku: "ENTERPRISEPACK" }],
    });
  const units = world.store.of(administrativeUnits);
  const unit =
    units.by("displayName", shortName.toLowerCase())[0] ??
    units.put({ id: randomUUID(), displayName: shortName, description: null, members: [] });
  registerCalendarDeleter(world);
  registerCalendarOperator(world, shortName.toLowerCase(), operator.id);
  registerDirectoryOperator(world, shortName.toLowerCase(), unit.id);
}

/** Brings every user into the administrative unit of the user's organisation. */
function fillUnits(world: World): void {
  // One look at the users for all units: there may be tens of thousands of them, and hundreds of units.
  const byName = new Map<string, string[]>();
  for (const { companyName, id } of world.store.of(users).all()) {
    const name = companyName?.toLowerCase();
    if (name === undefined) continue;
    const ids = byName.get(name);
    if (ids) ids.push(id);
    else byName.set(name, [id]);
  }
  const units = world.store.of(administrativeUnits);
  for (const unit of units.all()) {
    const people = byName.get(unit.displayName.toLowerCase()) ?? [];
    const members = [...new Set([...unit.members, ...people])];
    if (members.length > unit.members.length) units.put({ ...unit, members });
  }
}

function memberIds(world: World, given: SeedGroup): string[] {
  const ids = (given.members ?? []).map((address) => {
    const found = world.store.of(users).by("address", address.toLowerCase());
    const user = found.find((one) => one.deletedDateTime === null);
    if (!user) throw new InputError(`Group ${given.displayName} has the member ${address}, who is no user.`);
    return user.id;
  });
  return [...new Set(ids)];
}

function putIntoUnit(world: World, organisation: string, id: string): void {
  const collection = world.store.of(administrativeUnits);
  const unit = collection.by("displayName", organisation.toLowerCase())[0];
  if (!unit) throw new InputError(`There is no organisation ${organisation} for a group.`);
  collection.put({ ...unit, members: [...unit.members, id] });
}

/** A security group that has long given its licences to its members. */
function seedGroup(world: World, given: SeedGroup): void {
  const assignedLicenses = (given.licences ?? []).map(seedLicence);
  const group = world.store.of(groups).put({
    id: given.id ?? randomUUID(),
    displayName: given.displayName,
    description: given.description ?? null,
    mailNickname: given.displayName.replace(/[^A-Za-z0-9]/g, "") || "group",
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    isAssignableToRole: null,
    visibility: null,
    createdDateTime: world.clock.iso(),
    assignedLicenses,
    wasLicensed: assignedLicenses.length > 0,
    visibleFrom: 0,
    listedFrom: 0,
  });
  for (const member of memberIds(world, given))
    world.store.of(memberships).put({ group: group.id, member, kind: "user", listedFrom: 0 });
  if (given.organisation) putIntoUnit(world, given.organisation, group.id);
  if (assignedLicenses.length === 0) return;
  world.store.of(licenceJobs).put({ id: randomUUID(), group: group.id, startsAt: 0, due: 0 });
  settleLicences(world);
}

function seedUser(world: World, given: SeedUser): User {
  const collection = world.store.of(users);
  for (const address of [given.address, ...(given.aliases ?? [])]) {
    if (collection.by("address", address.toLowerCase()).some((user) => user.deletedDateTime === null))
      throw new InputError(`The seed has ${address} twice.`);
  }
  const { mailboxSettings, enabled = true, deleted, licences = [], roles: _roles, ...same } = given;
  const now = world.clock.iso();
  const user = collection.put(
    newUser({
      displayName: given.address.split("@")[0] ?? given.address,
      mailbox: "user",
      ...same,
      settingsForbidden: mailboxSettings === "forbidden",
      accountEnabled: enabled,
      licences: licences.map(seedLicence),
      createdDateTime: now,
      deletedDateTime: deleted ? now : null,
    }),
  );
  for (const role of given.roles ?? []) assignRole(world, user.id, roleDefinitions[role]);
  return user;
}

function skuOf(partNumber: string) {
  const sku = skuCatalogue[partNumber];
  if (sku) return sku;
  throw new InputError(`There is no licence ${partNumber}. Known: ${Object.keys(skuCatalogue).join(", ")}.`);
}

/** A licence as a seed writes it: part number, and names or ids of the plans that are off. */
function seedLicence(given: SeedLicence): AssignedLicence {
  const sku = skuOf(given.sku);
  const disabledPlans = (given.disabledPlans ?? []).map((plan) => {
    const id = sku.plans[plan] ?? Object.values(sku.plans).find((one) => one === plan);
    if (id === undefined) throw new InputError(`Licence ${given.sku} has no plan ${plan}.`);
    return id;
  });
  return { skuId: sku.skuId, disabledPlans };
}

function seedSubscription(world: World, given: SeedSubscription): void {
  const { enabled, warning = 0, suspended = 0, lockedOut = 0 } = given;
  const { skuId } = skuOf(given.sku);
  world.store.of(subscriptions).put({ skuId, enabled, warning, suspended, lockedOut });
}

function appointmentBody(given: SeedAppointment, staffIds: ReadonlyMap<string, string>) {
  const time = (text: string) => ({ dateTime: text, timeZone: "UTC" });
  const customer = given.customer
    ? [
        {
          "@odata.type": "#microsoft.graph.bookingCustomerInformation",
          name: given.customer,
          emailAddress: given.customerEmail ?? null,
        },
      ]
    : [];
  return {
    startDateTime: time(given.start),
    endDateTime: time(given.end),
    serviceName: given.service ?? "Appointment",
    customers: customer,
    staffMemberIds: (given.staff ?? []).map((address) => staffIds.get(address.toLowerCase()) ?? address),
  };
}

/** A calendar with its people and appointments, as if made long ago. */
function seedCalendar(world: World, given: SeedCalendar): void {
  const call = new Call(world, {
    caller: portalAdmin,
    params: {},
    query: new Map(),
    headers: {},
    body: undefined,
    path: "",
  });
  const address = given.address ?? `${given.displayName.replace(/\s/g, "")}@${world.tenant.domain}`;
  if (world.store.of(businesses).get(address.toLowerCase()))
    throw new InputError(`The seed has the calendar ${address} twice.`);
  const { displayName, email = null, phone = "", businessType = "" } = given;
  const made = addBusiness(
    call,
    address,
    { displayName, email, phone, businessType },
    { visibleFrom: 0, fullAccess: [] },
  );
  const business = given.published
    ? world.store.of(businesses).put({
        ...made,
        isPublished: true,
        publicUrl: `https://outlook.office365.com/owa/calendar/${address}/bookings/`,
      })
    : made;
  const staffIds = new Map<string, string>();
  for (const person of given.staff ?? []) {
    const known = world.store.of(users).by("address", person.address.toLowerCase())[0];
    const name = person.displayName ?? known?.displayName ?? person.address;
    const sent = { displayName: name, emailAddress: person.address, role: person.role };
    staffIds.set(
      person.address.toLowerCase(),
      addStaffMember(call, business, sent, person.status ?? "active").id,
    );
  }
  for (const one of given.appointments ?? [])
    world.store.of(appointments).put(newAppointment(call, business, appointmentBody(one, staffIds)));
}
