import { type Html, html } from "./html";

const tones: Readonly<Record<string, string>> = {
  Active: "good",
  Published: "good",
  "Waiting for approval": "wait",
  Rejected: "bad",
  Changed: "wait",
};

/** A short state in a coloured box; the colour repeats what the words say. */
export function tag(text: string): Html {
  return html`<span class="tag ${tones[text] ?? "plain"}">${text}</span>`;
}
