/** The look of the site: readable on a phone, on paper, and without colours. */
export const style = `:root { color-scheme: light; --blue: #005eb8; --ink: #212b32; --line: #aeb7bd; --soft: #f0f4f5; }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 Arial, Helvetica, sans-serif; color: var(--ink); background: #fff; }
header { background: var(--blue); padding: .75rem 1rem; }
header p { margin: 0 auto; max-width: 75rem; font-weight: bold; font-size: 1.15rem; }
header a, header a:visited { color: #fff; text-decoration: none; }
nav { background: var(--soft); border-bottom: 1px solid var(--line); padding: .5rem 1rem; }
nav ul { margin: 0 auto; padding: 0; max-width: 75rem; list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
main, footer { max-width: 75rem; margin: 0 auto; padding: 1rem; }
footer { border-top: 1px solid var(--line); color: #425563; font-size: .9rem; }
a { color: var(--blue); }
a:visited { color: #330072; }
:focus-visible { outline: 3px solid #212b32; outline-offset: 2px; background: #ffeb3b; color: #212b32; }
header a:focus-visible { color: #212b32; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .25rem .5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; margin: 2rem 0 .75rem; }
label { display: block; font-weight: bold; margin-bottom: .35rem; }
input { font: inherit; width: 100%; max-width: 40rem; padding: .5rem; border: 2px solid var(--ink); background: #fff; color: var(--ink); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
th { background: var(--soft); white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
.timeline { list-style: none; margin: 0; padding: 0 0 0 1rem; border-left: 4px solid var(--blue); }
.timeline li { margin: 0 0 .75rem; overflow-wrap: anywhere; }
.timeline time { display: block; font-weight: bold; }
.timeline span { display: block; color: #425563; font-size: .9rem; }
.pages { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } h1 { font-size: 1.4rem; } }
@media print {
  nav, form, .skip, .pages { display: none; }
  header { background: none; padding: 0; } header a, header a:visited { color: #000; }
  .scroll { overflow: visible; } table { font-size: 8pt; } tr { break-inside: avoid; } thead { display: table-header-group; }
}
`;

/** The search: all words have to be somewhere in a calendar's row. Only the first rows are shown. */
export const searchScript = `"use strict";
const rows = [];
const SHOWN = 50;

function addCalendars(more) {
  for (const row of more) rows.push({ row, text: row.slice(0, 7).join(" ").toLowerCase() });
  if (document.readyState !== "loading") show();
}

function search(words) {
  return rows.filter(({ text }) => words.every((word) => text.includes(word)));
}

function line(found, words) {
  const [displayName, address, organisation, , replyTo, status, people, page] = found.row;
  const row = document.createElement("tr");
  const link = document.createElement("a");
  link.href = page;
  link.textContent = displayName;
  const matching = people.split(" ").filter((person) => words.some((word) => person.toLowerCase().includes(word)));
  for (const content of [link, organisation, status, replyTo, matching.slice(0, 5).join(", ")]) {
    const cell = document.createElement("td");
    cell.append(content);
    row.append(cell);
  }
  return row;
}

function show() {
  const words = document.getElementById("words").value.toLowerCase().split(/\\s+/).filter(Boolean);
  const count = document.getElementById("count");
  const place = document.getElementById("found");
  if (words.length === 0) {
    count.textContent = rows.length.toLocaleString("en-GB") + " calendars";
    place.replaceChildren();
    return;
  }
  const found = search(words);
  count.textContent =
    found.length.toLocaleString("en-GB") + (found.length === 1 ? " calendar" : " calendars") +
    (found.length > SHOWN ? ", the first " + SHOWN + " are shown" : "");
  if (found.length === 0) return place.replaceChildren();
  const table = document.createElement("table");
  const heading = table.createTHead().insertRow();
  for (const title of ["Calendar", "Organisation", "Status", "Reply address", "People found"]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = title;
    heading.append(cell);
  }
  table.createTBody().append(...found.slice(0, SHOWN).map((one) => line(one, words)));
  const region = document.createElement("div");
  region.className = "scroll";
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", "Calendars found");
  region.append(table);
  place.replaceChildren(region);
}

document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("search").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("words").addEventListener("input", show);
  show();
});
`;
