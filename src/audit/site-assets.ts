/** The look of the site: readable on a phone, on paper, and without colours. */
export const style = `:root { color-scheme: light; --width: 75rem; --blue: #005eb8; --ink: #212b32; --line: #aeb7bd; --soft: #f0f4f5; }
* { box-sizing: border-box; }
.wide { --width: 120rem; }
body { margin: 0; font: 1rem/1.5 Arial, Helvetica, sans-serif; color: var(--ink); background: #fff; }
header { background: var(--blue); padding: .75rem 1rem; }
header p { margin: 0 auto; max-width: var(--width); font-weight: bold; font-size: 1.15rem; }
header a, header a:visited { color: #fff; text-decoration: none; }
nav { background: var(--soft); border-bottom: 1px solid var(--line); padding: .5rem 1rem; }
nav ul { margin: 0 auto; padding: 0; max-width: var(--width); list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav a[aria-current] { color: var(--ink); font-weight: bold; text-decoration: none; box-shadow: 0 3px var(--blue); }
main, footer { width: calc(100% - 2rem); max-width: var(--width); margin: 0 auto; padding: 1rem 0; }
footer { border-top: 1px solid var(--line); color: #425563; font-size: .9rem; }
a { color: var(--blue); }
a:visited { color: #330072; }
:focus-visible { outline: 3px solid #212b32; outline-offset: 2px; background: #ffeb3b; color: #212b32; }
header a:focus-visible { color: #212b32; }
input:focus-visible { background: #fff; box-shadow: 0 0 0 6px #ffeb3b; outline-offset: -2px; }
main:focus { outline: none; background: none; }
p { max-width: 50rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .25rem .5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; margin: 2rem 0 .75rem; }
label { display: block; font-weight: bold; margin-bottom: .35rem; }
input { font: inherit; width: 100%; max-width: 40rem; padding: .5rem; border: 2px solid var(--ink); background: #fff; color: var(--ink); }
.scroll { overflow-x: auto; background: linear-gradient(to right, #fff 2rem, transparent) left / 4rem 100% local no-repeat,
  linear-gradient(to left, #fff 2rem, transparent) right / 4rem 100% local no-repeat,
  linear-gradient(to right, #00000038, transparent) left / .75rem 100% no-repeat,
  linear-gradient(to left, #00000038, transparent) right / .75rem 100% no-repeat; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
th { background: var(--soft); white-space: nowrap; }
td time, td code { white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
.timeline { list-style: none; margin: 0; padding: 0 0 0 1rem; border-left: 4px solid var(--blue); }
.timeline li { margin: 0 0 .75rem; overflow-wrap: anywhere; }
.timeline time { display: block; font-weight: bold; }
.timeline span { display: block; color: #425563; font-size: .9rem; }
.pages { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } h1 { font-size: 1.4rem; }
  .scroll { overflow: visible; background: none; }
  table, tbody, tr, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border: 1px solid var(--line); margin-bottom: .75rem; padding: .25rem 0; }
  td { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0 .75rem; border: 0; padding: .2rem .6rem; overflow-wrap: anywhere; }
  td::before { content: attr(data-column); font-weight: bold; }
  td:empty { display: none; }
}
@page { size: A4; margin: 12mm; }
@page wide { size: A4 landscape; }
@media print {
  .wide { page: wide; }
  nav, form, #count, .skip, .pages, noscript { display: none; }
  header { background: none; padding: 0; } header a, header a:visited { color: #000; }
  main, footer, header p { width: auto; max-width: none; padding: 0; }
  .scroll { overflow: visible; background: none; }
  table { font-size: 8pt; } .wide table { font-size: 6.5pt; }
  th, td { padding: .2rem .3rem; white-space: normal; }
  td a, .long { overflow-wrap: anywhere; }
  tr, .timeline li { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; }
  p a[href]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
  header p a[href]::after { content: none; }
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

const TITLES = ["Calendar", "Organisation", "Status", "Reply address", "People found"];

function withRole(name, role) {
  const element = document.createElement(name);
  element.setAttribute("role", role);
  return element;
}

function matching(people, words) {
  return people.split(" ").filter((person) => words.some((word) => person.toLowerCase().includes(word)));
}

function line({ row: [displayName, , organisation, , replyTo, status, people, page] }, words, titles) {
  const row = withRole("tr", "row");
  const link = document.createElement("a");
  link.href = page;
  link.textContent = displayName;
  const contents = [link, organisation, status, replyTo, matching(people, words).slice(0, 5).join(", ")];
  titles.forEach((title, at) => {
    const cell = withRole("td", "cell");
    cell.dataset.column = title;
    if (contents[at] !== "") cell.append(contents[at]);
    row.append(cell);
  });
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
    (found.length > SHOWN ? ", the first " + SHOWN + " are shown" : "") +
    (found.length === 0 ? ": none has all of these words" : "");
  if (found.length === 0) return place.replaceChildren();
  const shown = found.slice(0, SHOWN);
  const isByPerson = shown.some(({ row }) => matching(row[6], words).length > 0);
  const titles = isByPerson ? TITLES : TITLES.slice(0, -1);
  const table = withRole("table", "table");
  const [head, body] = [withRole("thead", "rowgroup"), withRole("tbody", "rowgroup")];
  const heading = withRole("tr", "row");
  for (const title of titles) {
    const cell = withRole("th", "columnheader");
    cell.scope = "col";
    cell.textContent = title;
    heading.append(cell);
  }
  head.append(heading);
  body.append(...shown.map((one) => line(one, words, titles)));
  table.append(head, body);
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
