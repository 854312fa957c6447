import { type Chain, chain } from "../chain";
import { hasNone, hasOne, is, like, oneOf, something } from "../matches";
import { added, allWords, by, changed, made, op, seen, unseen } from "./steps";

const roles = ["administrator", "viewer", "guest", "scheduler"] as const;
/** The word for team members is `member` on the wire, though the description says `teamMember`. */
const member = oneOf("member", "teamMember");
const staff = "{calendar}/staffMembers";
const one = `${staff}/{staff}`;
const words = { headers: allWords };

const wrong: readonly [string, object][] = [
  ["no e-mail", { displayName: "amy", role: "viewer" }],
  ["no name", { emailAddress: "{amy}", role: "viewer" }],
  ["no role", { displayName: "amy", emailAddress: "{amy}" }],
  ["an unknown role", { displayName: "amy", emailAddress: "{amy}", role: "boss" }],
  ["an unknown property", { displayName: "amy", emailAddress: "{amy}", role: "viewer", colorIndex: 1 }],
  [
    "another type",
    {
      "@odata.type": "#microsoft.graph.bookingService",
      displayName: "amy",
      emailAddress: "{amy}",
      role: "viewer",
    },
  ],
];

/** Staff of calendars. */
export const staffChains: readonly Chain[] = [
  ...roles.map((role) =>
    chain(
      `someone can be added as ${role}`,
      made(),
      added(role, "amy", { body: { role, emailAddress: something } }),
      seen(one, { role }, words),
    ),
  ),
  chain(
    "someone can be added as team member",
    made(),
    added("member", "amy", { body: { role: member } }),
    seen(one, { role: member }, words),
  ),
  chain(
    "the word teamMember",
    made(),
    op(`POST ${staff}`, [201, 400, 500], {
      send: { displayName: "amy", emailAddress: "{amy}", role: "teamMember" },
      headers: allWords,
      observe: "whether the word teamMember is taken",
    }),
  ),
  chain(
    "roles that came later are hidden from who does not ask for them",
    made(),
    added("scheduler"),
    seen(one, { role: "unknownFutureValue" }),
  ),
  ...roles.flatMap((from) =>
    roles
      .filter((to) => to !== from)
      .map((to) =>
        chain(
          `${from} becomes ${to}, and stays the same member`,
          made(),
          added(from),
          changed({ role: to }),
          seen(staff, { value: hasOne({ role: to }) }, words),
          seen(one, { id: "{staff}", role: to }, words),
        ),
      ),
  ),
  ...wrong.map(([what, send]) =>
    chain(
      `no one is added with ${what}`,
      made(),
      op(`POST ${staff}`, [400, 500], { send }),
      seen(staff, {
        value: is("no one but the creator", (value) => Array.isArray(value) && value.length <= 1),
      }),
    ),
  ),
  chain(
    "each member says its type, as the list declares the base only",
    made(),
    added("viewer"),
    seen(staff, { value: hasOne({ "@odata.type": "#microsoft.graph.bookingStaffMember", role: "viewer" }) }),
  ),
  chain(
    "members have ids that are GUIDs",
    made(),
    added("viewer", "amy", { body: { id: like(/^[0-9a-f-]{36}$/i) } }),
  ),
  chain(
    "members get the calendar's hours and notifications",
    made(),
    added("viewer", "amy", {
      body: {
        isEmailNotificationEnabled: true,
        useBusinessHours: oneOf(true, false),
        workingHours: is("hours", Array.isArray),
      },
    }),
  ),
  chain(
    "membership of people of the tenant begins as pending or active",
    made(),
    added("viewer", "amy", {
      body: { membershipStatus: oneOf("pendingAcceptance", "active") },
      observe: "membershipStatus of new staff of the tenant",
      show: "membershipStatus",
    }),
  ),
  chain(
    "outsiders need not accept",
    made(),
    op(`POST ${staff}`, 201, {
      send: { displayName: "Pat", emailAddress: "pat@example.com", role: "externalGuest" },
      body: { membershipStatus: oneOf("active", "pendingAcceptance") },
      observe: "membershipStatus of outsiders",
      show: "membershipStatus",
    }),
  ),
  chain(
    "membershipStatus cannot be written",
    made(),
    added("viewer", "amy", { keep: { staff: "id", status: "membershipStatus" } }),
    op(`PATCH ${one}`, [204, 400, 500], { send: { membershipStatus: "rejectedByStaff" } }),
    seen(one, undefined, {
      observe: "membershipStatus after an attempt to write it",
      show: "membershipStatus",
    }),
  ),
  chain(
    "two people on one calendar",
    made(),
    added("administrator", "amy"),
    added("viewer", "bob"),
    seen(staff, { value: hasOne({ role: "viewer", displayName: "bob" }) }),
    seen(staff, { value: hasOne({ role: "administrator", displayName: "amy" }) }),
  ),
  chain(
    "someone who leaves is gone, and the others stay",
    made(),
    added("administrator", "amy"),
    added("viewer", "bob"),
    op(`DELETE ${one}`, 204),
    unseen(one, 404),
    seen(staff, { value: hasNone({ displayName: "bob" }) }),
    seen(staff, { value: hasOne({ displayName: "amy" }) }),
  ),
  chain("no one leaves twice", made(), added("viewer"), op(`DELETE ${one}`, 204), op(`DELETE ${one}`, 404)),
  chain(
    "who left cannot be changed",
    made(),
    added("viewer"),
    op(`DELETE ${one}`, 204),
    changed({ role: "administrator" }, 404),
  ),
  chain(
    "who left can come back as someone new",
    made(),
    added("viewer"),
    op(`DELETE ${one}`, 204),
    added("administrator", "amy", { body: { role: "administrator" } }),
    seen(staff, { value: hasOne({ displayName: "amy", role: "administrator" }) }),
  ),
  chain(
    "the same person twice",
    made(),
    added("viewer"),
    op(`POST ${staff}`, [201, 400, 409, 500], {
      send: { displayName: "amy", emailAddress: "{amy}", role: "viewer" },
      observe: "adding the same person twice",
    }),
  ),
  chain(
    "a member's name can change",
    made(),
    added("viewer"),
    changed({ displayName: "Amy S." }),
    seen(one, { displayName: "Amy S.", role: "viewer" }),
  ),
  chain(
    "a member's notifications can be switched off",
    made(),
    added("viewer"),
    changed({ isEmailNotificationEnabled: false }),
    seen(one, { isEmailNotificationEnabled: false }),
  ),
  chain(
    "a member can have hours of their own",
    made(),
    added("viewer"),
    changed({
      useBusinessHours: false,
      workingHours: [
        { day: "friday", timeSlots: [{ startTime: "09:00:00.0000000", endTime: "10:00:00.0000000" }] },
      ],
    }),
    seen(one, {
      useBusinessHours: false,
      workingHours: hasOne({ day: "friday", timeSlots: [{ startTime: like(/^09:00/) }] }),
    }),
  ),
  chain(
    "a wrong change of a member changes nothing",
    made(),
    added("viewer"),
    changed({ role: "boss", displayName: "x" }, [400, 500]),
    seen(one, { role: "viewer", displayName: "amy" }),
  ),
  chain(
    "a member of one calendar is none of another",
    made(),
    added("viewer"),
    op("POST {calendars}", 201, { send: { displayName: "{name}B" }, keep: { other: "id" } }),
    unseen("{calendars}/{other}/staffMembers/{staff}", 404),
    seen("{calendars}/{other}/staffMembers", { value: hasNone({ displayName: "amy" }) }),
  ),
  chain(
    "the creator of a calendar",
    made(),
    op(`GET ${staff}`, 200, {
      headers: allWords,
      observe: "staff of a calendar that has just been made",
      show: "value.0.role",
    }),
  ),
  chain(
    "an application that may only read changes no staff",
    made(),
    added("viewer"),
    by("observer", `PATCH ${one}`, 403, { send: { role: "administrator" } }),
    by("observer", `DELETE ${one}`, 403),
    seen(one, { role: "viewer" }),
  ),
  chain(
    "a stranger sees no staff",
    made(),
    by("stranger", `GET ${staff}`, [403, 404], { code: ["ErrorFolderNotFound", "ErrorAccessDenied"] }),
  ),
  chain(
    "a stranger adds no one, not even themselves",
    made(),
    by("stranger", `POST ${staff}`, [403, 404], {
      send: { displayName: "x", emailAddress: "{amy}", role: "administrator" },
    }),
    seen(staff, { value: hasNone({ displayName: "x" }) }),
  ),
  {
    ...chain(
      "the last administrator",
      made(),
      op(`GET ${staff}`, 200, { keep: { staff: "value.0.id" } }),
      op(`DELETE ${one}`, [204, 400, 403, 500], { observe: "whether the last administrator can be removed" }),
    ),
    leavesBehind: true,
  },
];
