import type { CalendarContext } from "../../../providers/booking-calendar/context";
import type { GraphCall, GraphOutcome } from "../../../src/graph/call";
import type { GraphClient } from "../../../src/graph/graph-client";
import { GraphError } from "../../../src/graph/graph-error";
import { businesses } from "../../../src/graph/resources/businesses";
import { answerOf } from "../../../src/graph/send-with-retries";
import { isRecord } from "../../../src/graph/wire";
import type { SeededFault } from "./seeded-fault";

type Send = GraphClient["sendAll"];

/** A client whose calls go through something else first. */
function through(
  client: GraphClient,
  sendAll: (calls: readonly GraphCall[], send: Send) => ReturnType<Send>,
) {
  const all: Send = (calls) => sendAll(calls, (some) => client.sendAll(some));
  return { ...client, sendAll: all, send: async (call: GraphCall) => answerOf((await all([call]))[0]) };
}

const reading =
  (change: (outcome: GraphOutcome, call: GraphCall) => GraphOutcome) =>
  (context: CalendarContext): CalendarContext => ({
    ...context,
    reader: (organisation) =>
      through(context.reader(organisation), async (calls, send) =>
        (await send(calls)).map((outcome, index) => change(outcome, calls[index] as GraphCall)),
      ),
  });

const writing =
  (sendAll: (calls: readonly GraphCall[], send: Send) => ReturnType<Send>) =>
  (context: CalendarContext): CalendarContext => ({
    ...context,
    writer: (organisation) => through(context.writer(organisation), sendAll),
    deleter: (organisation) => {
      const deleter = context.deleter(organisation);
      return deleter && through(deleter, sendAll);
    },
  });

const isStaff = ({ path }: GraphCall): boolean => path.includes("/staffMembers");
const isBusiness = ({ path }: GraphCall): boolean => /\/bookingBusinesses\/[^/?]+$/.test(path);
const isCreation = ({ method, path }: GraphCall): boolean =>
  method === "POST" && path.endsWith("/bookingBusinesses");

/** Makes something else of the body of a good answer. */
function body(outcome: GraphOutcome, change: (body: Record<string, unknown>) => object): GraphOutcome {
  if (!outcome.ok || !isRecord(outcome.answer.body)) return outcome;
  return { ok: true, answer: { ...outcome.answer, body: change(outcome.answer.body) } };
}

/** Calls in another order, each without waiting for another; outcomes in the order asked for. */
async function reordered(calls: readonly GraphCall[], send: Send, first: (call: GraphCall) => boolean) {
  const free = calls.map(({ after: _after, ...call }, index) => ({ call, index }));
  const order = [...free.filter(({ call }) => first(call)), ...free.filter(({ call }) => !first(call))];
  const outcomes: GraphOutcome[] = [];
  for (const { call, index } of order) outcomes[index] = (await send([call]))[0] as GraphOutcome;
  return outcomes;
}

const absent = ({ method, path }: GraphCall): GraphOutcome => ({
  ok: false,
  error: new GraphError({ kind: "not-found", method, path, status: 404 }),
});

const done: GraphOutcome = { ok: true, answer: { status: 204, headers: {}, body: undefined } };

const markAs =
  (when: (mark: string) => boolean) =>
  (outcome: GraphOutcome): GraphOutcome =>
    body(outcome, (one) => {
      const name = String(one["displayName"]).toLowerCase();
      const isOther = typeof one["businessType"] === "string" && when(one["businessType"]);
      return isOther ? { ...one, businessType: `managed from git: leeds/${name}` } : one;
    });

/** Every one of these is caught: test/lifecycles/seeded.test.ts. */
export const seededFaults: readonly SeededFault[] = [
  {
    name: "removes people before it adds others",
    breaks: ["I7"],
    context: writing((calls, send) =>
      calls.some((call) => call.method === "DELETE" && isStaff(call))
        ? reordered(calls, send, ({ method }) => method === "DELETE")
        : send(calls),
    ),
  },
  {
    name: "takes a calendar without a mark for ours",
    breaks: ["I3"],
    context: reading(markAs((mark) => mark === "")),
  },
  {
    name: "takes a calendar with another's mark for ours",
    breaks: ["I3"],
    context: reading(markAs((mark) => mark.includes("hull"))),
  },
  {
    name: "sends a creation again when the answer was lost",
    breaks: ["I6", "I10"],
    context: writing(async (calls, send) => {
      const outcomes = await send(calls);
      const [first] = outcomes;
      const isLost = first && !first.ok && first.error.kind === "lost-answer";
      return isLost && calls.some(isCreation) ? send(calls) : outcomes;
    }),
  },
  {
    name: "deletes a calendar when the engine asks for it",
    breaks: ["I1", "I2"],
    handler: (handler, context) => ({
      ...handler,
      delete: async (id) =>
        void (await (context.deleter("Leeds") ?? context.writer("Leeds")).sendAll([businesses.delete(id)])),
    }),
  },
  {
    name: "gives viewers the role of admins, and admins that of viewers",
    breaks: ["I4", "I6", "I7"],
    context: writing((calls, send) =>
      send(
        calls.map((call) =>
          isStaff(call) && call.method === "POST" ? { ...call, body: swapped(call) } : call,
        ),
      ),
    ),
  },
  {
    name: "loses the record of what is half made",
    breaks: ["I6", "I10"],
    handler: (handler) => ({
      ...handler,
      create: (inputs) =>
        handler.create(inputs).catch((error: unknown) => {
          throw new Error(String(error));
        }),
    }),
  },
  {
    name: "believes that a deletion happened",
    breaks: ["I10"],
    context: (context) => {
      const deleted = new Set<string>();
      const believing = writing(async (calls, send) => {
        const outcomes = await send(calls);
        return outcomes.map((outcome, index) => {
          const call = calls[index] as GraphCall;
          if (call.method !== "DELETE" || !isBusiness(call)) return outcome;
          deleted.add(call.path);
          return done;
        });
      });
      return reading((outcome, call) => (deleted.has(call.path) ? absent(call) : outcome))(
        believing(context),
      );
    },
  },
  {
    name: "repairs the tenant while it reads",
    breaks: ["I1"],
    handler: (handler, context) => ({
      ...handler,
      read: async (id, record) => {
        const found = await handler.read(id, record);
        const phone = isRecord(record) ? String(record["phone"]) : "";
        if (found.props.status === "active")
          await context.writer("Leeds").sendAll([businesses.patch(id, { phone: `${phone} ` })]);
        return found;
      },
    }),
  },
  {
    name: "forgets a calendar that the tenant lost, and creates it again",
    breaks: ["I2", "I10"],
    handler: (handler) => ({
      ...handler,
      read: async (id, record) => {
        const found = await handler.read(id, record);
        return found.props.status === "missing" ? { ...found, id: "" } : found;
      },
    }),
  },
  {
    name: "deletes again what lives at a deleted calendar's address",
    breaks: ["I1", "I2", "I3"],
    handler: (handler, context) => ({
      ...handler,
      read: async (id, record) => {
        const found = await handler.read(id, record);
        if (found.props.live.livesAgain)
          await (context.deleter("Leeds") ?? context.writer("Leeds")).sendAll([businesses.delete(id)]);
        return found;
      },
    }),
  },
  {
    name: "sees no difference but that of the phone",
    breaks: ["I6"],
    handler: (handler) => ({
      ...handler,
      diff: async (id, olds, news) => {
        const { changes, replaces } = await handler.diff(id, olds, news);
        const list = (of: unknown) => JSON.stringify(isRecord(of) ? of["phone"] : "");
        return { changes: changes && list(olds) !== list(news), replaces };
      },
    }),
  },
];

function swapped({ body: sent }: GraphCall): unknown {
  if (!isRecord(sent) || String(sent["emailAddress"]).startsWith("svc.")) return sent;
  return { ...sent, role: sent["role"] === "administrator" ? "member" : "administrator" };
}
