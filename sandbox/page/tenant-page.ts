import { type Html, html } from "../base/html";
import type { ServedWorld } from "../graph/serve";
import { businesses, type StaffMember, staffMembers } from "../records/business";
import { administrativeUnits } from "../records/group";
import { users } from "../records/user";
import { type SettingName, type Settings, settingShapes } from "../store/settings";
import type { PageRoute } from "./layout";
import { calendarPath, counted, facts, inWords, link, moment, personPath, table } from "./parts";

const mostPending = 20;

function changedSettings(settings: Settings): Html {
  // The settings' own names, in their order.
  const names = (Object.keys(settingShapes) as SettingName[]).filter(
    (name) => settings[name] !== settingShapes[name].default,
  );
  return table({
    caption: "Settings that differ from the default",
    columns: ["Setting", "Value", "Default", "What it does"],
    rows: names.map((name) => ({
      cells: [
        html`<code>${name}</code>`,
        html`<code>${String(settings[name])}</code>`,
        html`<code>${String(settingShapes[name].default)}</code>`,
        settingShapes[name].about,
      ],
    })),
    empty: "Every setting has its default.",
  });
}

function pendingTable({ store }: ServedWorld, pending: readonly StaffMember[]): Html {
  const shown = pending.slice(0, mostPending);
  const more = pending.length - shown.length;
  return html`${table({
    caption: "Membership that waits for approval",
    columns: ["Person", "Calendar", "Role"],
    rows: shown.map(({ displayName, emailAddress, business, role }) => ({
      cells: [
        emailAddress ? link(personPath(emailAddress), displayName) : displayName,
        link(calendarPath(business), store.of(businesses).get(business)?.displayName ?? business),
        inWords(role),
      ],
    })),
    empty: "No one has an answer to give.",
  })}${more > 0 && html`<p>And ${counted(more, "other")}.</p>`}`;
}

function armedFaults({ faults }: ServedWorld): Html | undefined {
  const armed = faults.list();
  if (armed.length === 0) return undefined;
  return table({
    caption: "Faults that are armed",
    columns: ["Operation", "Kind", "Met so far", "Shown so far"],
    rows: armed.map(({ rule, seen, fired }) => ({ cells: [rule.operation, rule.kind, seen, fired] })),
    empty: "",
  });
}

/** A number that says at once how large the tenant is. */
function card(number: number, one: string, many: string, path?: string): Html {
  const noun = number === 1 ? one : many;
  return html`<li><strong>${number.toLocaleString("en-GB")}</strong> ${path === undefined ? noun : link(path, noun)}</li>`;
}

function content(world: ServedWorld): Html {
  const { tenant, store, clock } = world;
  const people = store
    .of(users)
    .all()
    .filter((user) => user.mailbox !== "booking" && user.deletedDateTime === null);
  const organisations = store
    .of(administrativeUnits)
    .all()
    .map((unit) => unit.displayName);
  const pending = store
    .of(staffMembers)
    .all()
    .filter((one) => one.membershipStatus === "pendingAcceptance");
  return html`<h1>Tenant ${tenant.domain}</h1>
<ul class="counts">${[
    card(store.of(businesses).count(), "calendar", "calendars", "/calendars"),
    card(people.length, "person", "people", "/people"),
    card(pending.length, "waiting for approval", "waiting for approval"),
    card(organisations.length, "organisation", "organisations"),
  ]}</ul>
${facts([
  ["Tenant id", html`<code>${tenant.tenantId}</code>`],
  ["First domain", tenant.initialDomain],
  ["Graph", html`<code>${world.graphUrl}</code>`],
  ["Sign-in", html`<code>${world.origin}</code>`],
  ["Time in the tenant", html`${moment(clock.now())}${clock.state().frozen !== undefined && " (stopped)"}`],
  ["Organisations", organisations.join(", ")],
])}
<h2>Waiting for approval</h2>
${pendingTable(world, pending)}
<h2>Settings</h2>
${changedSettings(world.settings)}
${armedFaults(world)}`;
}

/** GET /: the tenant. */
export const tenantPage: PageRoute = {
  method: "GET",
  path: "/",
  run: ({ world }) => ({ status: 200, title: `Tenant ${world.tenant.domain}`, content: content(world) }),
};
