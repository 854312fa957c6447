import { type Business, businesses } from "../bookings/businesses/business";
import { staffMembers } from "../bookings/staff/staff-member";
import type { World } from "../world";
import { counted } from "./counted";
import { html, type Piece } from "./html";
import { calendarPath, link } from "./link";
import type { PageRoute } from "./page-route";
import { pager, partOf } from "./paging";
import { searchForm } from "./search-form";
import { table } from "./table";
import { tag } from "./tag";

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
    const text = (query.get("text") ?? "").trim().toLowerCase();
    const found = world.store
      .of(businesses)
      .all()
      .filter(({ id, displayName }) => `${displayName} ${id}`.toLowerCase().includes(text))
      .sort((left, right) => left.displayName.localeCompare(right.displayName, "en-GB"));
    const part = partOf(found, query);
    const content = html`<h1>Calendars</h1>
${searchForm(path, [{ name: "text", label: "Name or address", value: query.get("text") ?? "" }])}
${table({
  caption: counted(part.total, "calendar"),
  columns: ["Calendar", "Address", "Staff", "Marker", "Public page"],
  rows: part.shown.map((business) => ({ cells: cells(world, business) })),
  empty: text === "" ? "There is no calendar yet." : "No calendar has that in its name or address.",
})}
${pager(path, query, part)}`;
    return { status: 200, title: "Calendars", content };
  },
};
