import { type Html, html } from "./html";

/** A field of a form that filters a list: text, or one of some values. */
export interface SearchField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options?: Readonly<Record<string, string>>;
}

function control({ name, value, options }: SearchField): Html {
  if (!options)
    return html`<input id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false">`;
  const list = Object.entries(options).map(
    ([key, text]) => html`<option value="${key}"${key === value && html` selected`}>${text}</option>`,
  );
  return html`<select id="${name}" name="${name}">${list}</select>`;
}

/** A form that asks for a list again, with what is to be in it. */
export function searchForm(path: string, fields: readonly SearchField[]): Html {
  const parts = fields.map(
    (field) =>
      html`<div class="field"><label for="${field.name}">${field.label}</label>${control(field)}</div>`,
  );
  return html`<form class="search" role="search" method="get" action="${path}">${parts}<button>Show</button></form>`;
}
