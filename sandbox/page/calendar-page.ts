import { type Html, html, type Piece, tag } from "../base/html";
import { isJsonObject, type JsonValue } from "../base/json";
import type { SpecOfCalendar } from "../graph/runtime";
import {
  appointments,
  type Business,
  businesses,
  type Contained,
  customers,
  type StaffMember,
  services,
  staffMembers,
} from "../records/business";
import { users } from "../records/user";
import type { World } from "../store/world";
import type { PageRoute } from "./layout";
import { calendarPath, counted, facts, inWords, link, moment, personPath, searchList, table } from "./parts";

const path = "/calendars";

function cells(world: World, business: Business): Piece[] {
  const staff = world.store.of(staffMembers).by("business", business.id.toLowerCase());
  const pending = staff.filter((one) => one.membershipStatus === "pendingAcceptance").length;
  return [
    link(calendarPath(business.id), business.displayName),
    business.id,
    html`${staff.length}${pending > 0 && ` (${pending} waiting)`}`,
    business.businessType ? html`<code>${business.businessType}</code>` : "none",
    tag(business.isPublished ? "Published" : "Not published"),
  ];
}

/** GET /calendars?text=&page= */
export const calendarsPage: PageRoute = {
  method: "GET",
  path,
  run: ({ world }, { query }) => {
    const given = query.get("text") ?? "";
    const wanted = given.trim().toLowerCase();
    return searchList(query, {
      title: "Calendars",
      path,
      fields: [{ name: "text", label: "Name or address", value: given }],
      found: world.store
        .of(businesses)
        .all()
        .filter(({ id, displayName }) => `${displayName} ${id}`.toLowerCase().includes(wanted))
        .sort((left, right) => left.displayName.localeCompare(right.displayName, "en-GB")),
      noun: "calendar",
      columns: ["Calendar", "Address", "Staff", "Marker", "Public page"],
      cells: (business) => cells(world, business),
      empty: wanted === "" ? "There is no calendar yet." : "No calendar has that in its name or address.",
    });
  },
};

const mostAppointments = 200;

const text = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

function timeOf(value: JsonValue | undefined): string {
  return isJsonObject(value) ? text(value["dateTime"]) : "";
}

function person(world: World, { emailAddress, displayName }: StaffMember): Piece {
  if (!emailAddress) return displayName;
  const isKnown = world.store.of(users).by("address", emailAddress.toLowerCase()).length > 0;
  return html`${isKnown ? link(personPath(emailAddress), displayName) : displayName} <span class="small">${emailAddress}</span>`;
}

function staffTable(world: World, staff: readonly StaffMember[]): Html {
  return table({
    caption: "People on this calendar",
    columns: ["Person", "Role", "Membership"],
    rows: staff.map((member) => ({
      cells: [person(world, member), inWords(member.role), tag(inWords(member.membershipStatus))],
    })),
    empty: "No one is on this calendar.",
  });
}

function serviceTable(world: World, key: string): Html {
  return table({
    caption: "Services of this calendar",
    columns: ["Service", "Length", "Shown to patients"],
    rows: world.store
      .of(services)
      .by("business", key)
      .map((service) => ({
        cells: [
          service.displayName,
          lengthInWords(text(service["defaultDuration"])),
          service["isHiddenFromCustomers"] === true ? "No" : "Yes",
        ],
      })),
    empty: "It offers no service.",
  });
}

function patients(appointment: Contained): string {
  const list = appointment["customers"];
  const names = Array.isArray(list) ? list.map((one) => (isJsonObject(one) ? text(one["name"]) : "")) : [];
  return [...names, text(appointment["customerName"])].filter((name) => name !== "").join(", ");
}

function appointmentTable(world: World, key: string, staff: readonly StaffMember[]): Html {
  const all = world.store.of(appointments).by("business", key);
  const sorted = [...all].sort((left, right) =>
    timeOf(left["startDateTime"]) < timeOf(right["startDateTime"]) ? -1 : 1,
  );
  const names = new Map(staff.map((member) => [member.id.toLowerCase(), member.displayName]));
  const withWhom = ({ staffMemberIds: ids }: Contained): string =>
    Array.isArray(ids)
      ? ids.map((id) => names.get(String(id).toLowerCase()) ?? "someone who left").join(", ")
      : "";
  return html`${table({
    caption: "Appointments of made-up patients",
    columns: ["From", "To", "Service", "Patient", "With"],
    rows: sorted.slice(0, mostAppointments).map((one) => ({
      cells: [
        moment(timeOf(one["startDateTime"])),
        moment(timeOf(one["endDateTime"])),
        text(one["serviceName"]),
        patients(one),
        withWhom(one),
      ],
    })),
    empty: "There is no appointment.",
  })}${all.length > mostAppointments && html`<p>And ${counted(all.length - mostAppointments, "later one")}.</p>`}`;
}

/** The file that asks for the calendar, to be read here or opened in an editor. */
function specPart(spec: SpecOfCalendar | undefined): Html {
  if (spec === undefined) return html`<p>No spec in this folder asks for it.</p>`;
  return html`<p><a href="${spec.editor}">Open ${spec.path} in Visual Studio Code</a></p>
<pre tabindex="0" role="region" aria-label="Text of the spec"><code>${spec.text}</code></pre>`;
}

function content(world: World, business: Business, spec: SpecOfCalendar | undefined): Html {
  const key = business.id.toLowerCase();
  const staff = world.store.of(staffMembers).by("business", key);
  const late = business.visibleFrom > world.clock.now();
  const known = world.store.of(customers).countBy("business", key);
  return html`<h1>${business.displayName}</h1>
${facts([
  ["Address", business.id],
  ["Replies go to", text(business["email"])],
  ["Telephone", text(business["phone"])],
  ["Marker (business type)", business.businessType ? html`<code>${business.businessType}</code>` : "none"],
  [
    "Public page",
    html`${tag(business.isPublished ? "Published" : "Not published")} ${text(business["publicUrl"])}`,
  ],
  ["Made", moment(business.createdDateTime)],
  ["Changed", moment(business.lastUpdatedDateTime)],
  ["Can be found from", late && moment(business.visibleFrom)],
  [
    "Hold the mailbox only",
    business.fullAccess.length > 0 && counted(business.fullAccess.length, "person", "people"),
  ],
  ["Patients on file", known > 0 && String(known)],
])}
<h2>Staff</h2>
${staffTable(world, staff)}
<h2>Services</h2>
${serviceTable(world, key)}
<h2>Appointments</h2>
${appointmentTable(world, key, staff)}
<h2>Spec</h2>
${specPart(spec)}`;
}

/** GET /calendars/{address}: the only place that shows made-up patients. */
export const calendarPage: PageRoute = {
  method: "GET",
  path: "/calendars/{name}",
  run: ({ world, specOf }, _request, name) => {
    const business = world.store.of(businesses).get(name.toLowerCase());
    if (!business) return undefined;
    const shown = content(world, business, specOf(business.id));
    return { status: 200, title: business.displayName, content: shown };
  },
};

/** `PT1H30M` as `1 h 30 min`; other lengths stay as they are written. */
function lengthInWords(duration: string): string {
  const [, hours, minutes] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  const parts = [hours && `${hours} h`, minutes && `${minutes} min`].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" ") : duration;
}
