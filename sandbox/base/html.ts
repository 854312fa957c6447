const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Markup that may be sent as it is: only `html` makes it. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What can stand in a template: markup as it is, text escaped, nothing for nothing. */
export type Piece = Html | string | number | false | undefined | readonly Piece[];

// Controls, and marks that turn the direction of text: a name could pretend with them to be other words.
const misleading = /(?![\t\n\r])\p{Cc}|\p{Bidi_Control}/gu;

function render(piece: Piece): string {
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === "string")
    return piece
      .toWellFormed()
      .replace(misleading, "\ufffd")
      .replace(/[&<>"']/g, (character) => entities[character] ?? "");
  if (typeof piece === "number") return String(piece);
  return Array.isArray(piece) ? piece.map(render).join("") : "";
}

/** A template of markup; whatever is put into it is escaped. */
export function html(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(texts.map((text, at) => text + (at < pieces.length ? render(pieces[at]) : "")).join(""));
}

const tones: Readonly<Record<string, string>> = {
  Active: "good",
  Published: "good",
  "Waiting for approval": "wait",
  Rejected: "bad",
  Changed: "wait",
  "A run is at work": "wait",
};

/** A short state in a coloured box; the colour repeats what the words say. */
export function tag(text: string): Html {
  return html`<span class="tag ${tones[text] ?? "plain"}">${text}</span>`;
}
