import { businesses } from "../bookings/businesses/business";
import { type StaffMember, staffMembers } from "../bookings/staff/staff-member";
import { groups } from "../directory/groups/group";
import { type AssignedLicence, addressesOf, type User } from "../directory/users/user";
import { hasPlan } from "../licensing/effective-licences";
import { planName, skuById } from "../licensing/known-skus";
import { settleLicences } from "../licensing/settle-licences";
import { mailsOf } from "../mail/mails-of";
import type { Runtime } from "../runtime";
import type { World } from "../world";
import { facts } from "./facts";
import { findPerson } from "./find-person";
import { type Html, html } from "./html";
import { calendarPath, link } from "./link";
import { mailArticle } from "./mail-article";
import { moment } from "./moment";
import { notice } from "./notice";
import type { PageRoute } from "./page-route";
import { table } from "./table";
import { tag } from "./tag";
import { inWords } from "./words";

function licenceRow(licence: AssignedLicence, from: string, state: string) {
  const off = licence.disabledPlans.map(planName);
  return {
    cells: [
      skuById(licence.skuId)?.partNumber ?? licence.skuId,
      from,
      state,
      off.length === 0 ? "none" : off.join(", "),
    ],
  };
}

function licenceTable(world: World, user: User): Html {
  const nameOf = (group: string) => world.store.of(groups).get(group)?.displayName ?? group;
  return table({
    caption: "Licences of this person",
    columns: ["Licence", "From", "State", "Plans that are off"],
    rows: [
      ...user.assignedLicenses.map((one) => licenceRow(one, "given directly", "Active")),
      ...(user.inherited ?? []).map((one) =>
        licenceRow(one, nameOf(one.group), one.state === "Active" ? "Active" : one.error),
      ),
    ],
    empty: "This person has no licence.",
  });
}

function membershipTable(world: World, user: User): Html {
  const rows: StaffMember[] = addressesOf(user).flatMap((address) =>
    world.store.of(staffMembers).by("address", address),
  );
  return table({
    caption: "Calendars of this person",
    columns: ["Calendar", "Role", "Membership"],
    rows: rows.map(({ business, role, membershipStatus }) => ({
      cells: [
        link(calendarPath(business), world.store.of(businesses).get(business)?.displayName ?? business),
        inWords(role),
        tag(inWords(membershipStatus)),
      ],
    })),
    empty: "This person is on no calendar.",
  });
}

function content({ world, pageToken }: Runtime, user: User, answered: string | null): Html {
  const aliases = addressesOf(user).filter((address) => address !== user.userPrincipalName.toLowerCase());
  const received = mailsOf(world, user);
  const mayBook = hasPlan(user, /^MICROSOFTBOOKINGS$/);
  return html`${notice(
    world,
    received.find((mail) => mail.id === answered),
  )}<h1>${user.displayName}</h1>
${facts([
  ["Address", user.userPrincipalName],
  ["Other addresses", aliases.join(", ")],
  ["Organisation", user.companyName ?? "none"],
  ["Mailbox", inWords(user.mailbox)],
  ["May sign in", user.accountEnabled ? "Yes" : "No"],
  ["Guest", user.userType === "Guest" && "Yes"],
  ["Bookings licence", mayBook ? "On" : "Off"],
  ["Deleted", user.deletedDateTime !== null && moment(user.deletedDateTime)],
  ["Object id", html`<code>${user.id}</code>`],
])}
<h2>Mailbox</h2>
${received.length === 0 && html`<p>No e-mail has come. The sandbox writes when somebody is put on a calendar and has to approve, and to staff when an appointment is made or cancelled.</p>`}
${received.map((mail) => mailArticle(world, mail, { pageToken, mayBook }))}
<h2>Calendars</h2>
${membershipTable(world, user)}
<h2>Licences</h2>
${licenceTable(world, user)}`;
}

/** GET /people/{address or object id}: a person with their mailbox. */
export const personPage: PageRoute = {
  method: "GET",
  path: "/people/{name}",
  run: (runtime, { query }, name) => {
    settleLicences(runtime.world);
    const user = findPerson(runtime.world, name);
    return (
      user && { status: 200, title: user.displayName, content: content(runtime, user, query.get("answered")) }
    );
  },
};
