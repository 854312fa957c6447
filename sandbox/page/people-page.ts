import { html, type Piece } from "../base/html";
import { mails } from "../records/mail";
import { type User, users } from "../records/user";
import type { World } from "../store/world";
import type { PageRoute } from "./page-route";
import { counted, inWords, link, pager, partOf, personPath, searchForm, table } from "./parts";

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
    const part = partOf(found, query);
    const options = { "": "People", calendars: "Accounts of calendars", deleted: "Deleted" };
    const content = html`<h1>People</h1>
${searchForm(path, [
  { name: "text", label: "Name, address or organisation", value: query.get("text") ?? "" },
  { name: "kind", label: "Which", value: kind, options },
])}
${table({
  caption: counted(part.total, "account"),
  columns: ["Name", "Address", "Organisation", "Mailbox", "E-mails"],
  rows: part.shown.map((user) => ({ cells: cells(world, user) })),
  empty: "No one fits.",
})}
${pager(path, query, part)}`;
    return { status: 200, title: "People", content };
  },
};
