import type { Html } from "./html";

/** What the page answers: a document, a file, or somewhere else to go. */
export type PageAnswer =
  | { readonly status: number; readonly title: string; readonly content: Html; readonly refresh?: number }
  | { readonly status: 200; readonly type: string; readonly file: string }
  | { readonly status: 303; readonly location: string };
