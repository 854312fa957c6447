import { type Html, html, type Piece } from "./html";

/** Names and values of one thing; those without a value are left out. */
export function facts(list: readonly (readonly [name: string, value: Piece])[]): Html {
  const shown = list.filter(([, value]) => value !== undefined && value !== "" && value !== false);
  const rows = shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">${rows}</dl>`;
}
