import { randomUUID } from "node:crypto";
import { type Html, html, type Piece, tag } from "../base/html";
import { mailsOf } from "../bookings/mail";
import { type Decision, decideMembership } from "../bookings/staff";
import type { Runtime } from "../graph/runtime";
import type { ServedWorld } from "../graph/serve";
import { hasPlan, planName, skuById } from "../licensing/licences";
import { settleLicences } from "../licensing/settle-licences";
import { businesses, type StaffMember, staffMembers } from "../records/business";
import { groups } from "../records/group";
import { type Mail, mails } from "../records/mail";
import { type AssignedLicence, addressesOf, type User, users } from "../records/user";
import type { World } from "../store/world";
import { type PageRoute, problemPage } from "./layout";
import {
  calendarPath,
  facts,
  inWords,
  link,
  membershipOf,
  moment,
  personPath,
  searchList,
  table,
} from "./parts";

const path = "/people";

const kinds: Readonly<Record<string, (user: User) => boolean>> = {
  "": (user) => user.mailbox !== "booking" && user.deletedDateTime === null,
  calendars: (user) => user.mailbox === "booking" && user.deletedDateTime === null,
  deleted: (user) => user.deletedDateTime !== null,
};

function cells(world: World, user: User): Piece[] {
  const name = user.deletedDateTime === null ? user.userPrincipalName : user.id;
  const sent = world.store.of(mails).countBy("to", user.userPrincipalName.toLowerCase());
  return [
    link(personPath(name), user.displayName),
    user.userPrincipalName,
    user.companyName ?? "none",
    inWords(user.mailbox),
    sent === 0 ? "none" : String(sent),
  ];
}

/** GET /people?text=&kind=&page= */
export const peoplePage: PageRoute = {
  method: "GET",
  path,
  run: ({ world }, { query }) => {
    const text = (query.get("text") ?? "").trim().toLowerCase();
    const kind = query.get("kind") ?? "";
    const fits = (Object.hasOwn(kinds, kind) && kinds[kind]) || (() => true);
    const found = world.store
      .of(users)
      .all()
      .filter(
        (user) =>
          fits(user) &&
          `${user.displayName} ${user.userPrincipalName} ${user.companyName ?? ""}`
            .toLowerCase()
            .includes(text),
      );
    const options = { "": "People", calendars: "Accounts of calendars", deleted: "Deleted" };
    return searchList(query, {
      title: "People",
      path,
      fields: [
        { name: "text", label: "Name, address or organisation", value: query.get("text") ?? "" },
        { name: "kind", label: "Which", value: kind, options },
      ],
      found,
      noun: "account",
      columns: ["Name", "Address", "Organisation", "Mailbox", "E-mails"],
      cells: (user) => cells(world, user),
      empty: "No one fits.",
    });
  },
};

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
${received.length === 0 && html`<p>No e-mail has come. The sandbox writes when someone is put on a calendar and has to approve, and to staff when an appointment is made or cancelled.</p>`}
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

/** The person of that object id or address; of several with an address the one who is not deleted. */
function findPerson({ store }: World, name: string): User | undefined {
  const byId = store.of(users).get(name);
  if (byId) return byId;
  const found = store.of(users).by("address", name.toLowerCase());
  return found.find((user) => user.deletedDateTime === null) ?? found[0];
}

const done: Readonly<Record<string, string>> = {
  active: "You approved the membership of",
  rejectedByStaff: "You rejected the membership of",
};

/** What the button that was just pressed has done; as the membership is now, so that no link can claim what is not so. */
export function notice(world: World, mail: Mail | undefined): Html | undefined {
  if (!mail) return undefined;
  const words = done[membershipOf(world, mail)?.membershipStatus ?? ""];
  return words === undefined
    ? undefined
    : html`<p class="notice" role="status">${words} ${mail.businessName}.</p>`;
}

interface Reader {
  readonly pageToken: string;
  /** Has the plan that accepting needs. */
  readonly mayBook: boolean;
}

const subjects = {
  membership: "You have been added to",
  booking: "New booking in",
  cancellation: "Cancelled booking in",
} as const;

function buttons(world: World, mail: Mail, { pageToken, mayBook }: Reader): Html {
  const member = membershipOf(world, mail);
  if (!member) return html`<p>You are no longer on this calendar.</p>`;
  const { membershipStatus: status, role } = member;
  const button = (word: string, text: string, tone: string) =>
    html`<button class="${tone}" name="decision" value="${word}">${text} <span class="hidden">the membership of ${mail.businessName}</span></button>`;
  return html`<p>The calendar may book you and see when you are free, once you approve. Your role is ${inWords(role)}.</p>
<p>Your answer: ${tag(inWords(status))}</p>
${!mayBook && status !== "active" && html`<p class="small">In Microsoft 365 approving needs a Bookings licence, which this person does not have. The sandbox takes the answer all the same.</p>`}
<form method="post" action="/answer">
<input type="hidden" name="token" value="${pageToken}"><input type="hidden" name="mail" value="${mail.id}">
${status !== "active" && button("approve", "Approve", "main")}
${status !== "rejectedByStaff" && button("reject", "Reject", "second")}
</form>`;
}

function booking({ service, start, end }: Mail): Html {
  return html`<p>${service || "An appointment"}, from ${moment(start ?? "")} to ${moment(end ?? "")}. Who it is for is shown on the calendar's page only.</p>`;
}

function mailArticle(world: World, mail: Mail, reader: Reader): Html {
  const calendar = world.store.of(businesses).get(mail.business);
  return html`<article class="mail" aria-labelledby="mail-${mail.id}">
<h3 id="mail-${mail.id}">${subjects[mail.kind]} ${mail.businessName}</h3>
<p class="small">From ${calendar ? link(calendarPath(mail.business), calendar.id) : `${mail.business} (deleted)`} to ${mail.to}, ${moment(mail.sentDateTime)}</p>
${mail.kind === "membership" ? buttons(world, mail, reader) : booking(mail)}
</article>`;
}

function isDecision(word: string | null): word is Decision {
  return word === "approve" || word === "reject";
}

/** Whoever follows the log sees why a membership changed. */
function record(world: ServedWorld, mail: Mail, { id }: StaffMember, decision: Decision): void {
  const requestId = randomUUID();
  world.log.record({
    time: world.clock.now(),
    who: mail.to,
    appId: "portal",
    kind: "portal",
    via: "mail",
    method: "POST",
    path: `/solutions/bookingBusinesses/${mail.business}/staffMembers/${id}`,
    operation: `membership.${decision}`,
    status: 200,
    effect: "write",
    requestId,
    clientRequestId: requestId,
    milliseconds: 0,
  });
}

/** POST /answer { mail, decision }: a button in a membership e-mail. */
export const answerMail: PageRoute = {
  method: "POST",
  path: "/answer",
  run: ({ world }, { form }) => {
    const decision = form.get("decision");
    const mail = world.store.of(mails).get(form.get("mail") ?? "");
    if (mail?.kind !== "membership") return undefined;
    if (!isDecision(decision))
      return problemPage(400, "No answer", "The answer is neither approve nor reject.");
    const member = membershipOf(world, mail);
    if (!member) return problemPage(409, "Too late", "This person is no longer on that calendar.");
    world.store.transaction(() => {
      decideMembership(world, member, decision);
      record(world, mail, member, decision);
    });
    return { status: 303, location: `${personPath(mail.to)}?answered=${mail.id}` };
  },
};
