import { type Invariant, writesOf } from "./moment";

/** I1: neither a preview nor a destroy changes anything in the tenant. */
export const previewsWriteNothing: Invariant = {
  id: "I1",
  findings: (moment) =>
    moment.command === "up"
      ? []
      : writesOf(moment).map(({ method, path }) => `${moment.command} sent ${method} ${path}`),
};
