import { readFaultRule } from "../faults/fault-rule";
import type { AdminRoute } from "./admin-route";

/** GET, POST (one rule, or { rules: [...] }) and DELETE /admin/faults; GET and DELETE /admin/held */
export const faultRoutes: readonly AdminRoute[] = [
  {
    method: "GET",
    path: "faults",
    run: ({ world }) => ({ faults: world.faults.list().map((one) => ({ ...one, rule: { ...one.rule } })) }),
  },
  {
    method: "POST",
    path: "faults",
    run: ({ world }, { body }) => {
      const given = Array.isArray(body["rules"]) ? body["rules"] : [body];
      const rules = given.map(readFaultRule);
      for (const rule of rules) world.faults.add(rule);
      return { armed: rules.length };
    },
  },
  {
    method: "DELETE",
    path: "faults",
    run: ({ world }) => {
      world.faults.clear();
      world.gate.release();
      return {};
    },
  },
  {
    method: "GET",
    path: "held",
    run: ({ world }) => world.gate.state(),
  },
  {
    method: "DELETE",
    path: "held",
    run: ({ world }) => {
      world.gate.release();
      return {};
    },
  },
];
