import type { Runtime } from "../runtime";
import type { PageAnswer } from "./page-answer";
import type { PageRequest } from "./page-request";

/** One place of the page. */
export interface PageRoute {
  readonly method: "GET" | "POST";
  /** `{name}` stands for one segment. */
  readonly path: string;
  /** Nothing is answered where there is nothing of that name. */
  readonly run: (runtime: Runtime, request: PageRequest, name: string) => PageAnswer | undefined;
}
