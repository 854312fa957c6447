import { type Html, html, type Piece } from "./html";

/** A table with a caption. On a narrow screen each row becomes a block whose cells carry their column's name. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly Piece[]; readonly mark?: string }[];
  /** Said where there are no rows. */
  readonly empty: string;
}

function row(columns: readonly string[], cells: readonly Piece[], mark: string | undefined): Html {
  const content = cells.map(
    (cell, at) =>
      html`<td role="cell"><span class="column" aria-hidden="true">${columns[at] ?? ""}</span><span class="value">${cell}</span></td>`,
  );
  return html`<tr role="row"${mark !== undefined && html` class="${mark}"`}>${content}</tr>`;
}

/** The table; its roles are written out because blocks on a narrow screen would lose them. */
export function table({ caption, columns, rows, empty }: Table): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  const heads = columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`);
  const body = rows.map(({ cells, mark }) => row(columns, cells, mark));
  return html`<table role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads}</tr></thead>
<tbody role="rowgroup">${body}</tbody></table>`;
}
