const text = { type: "string", minLength: 1 };
const anything = { type: "object" };

function object(properties: Record<string, object>, required: readonly string[] = []): object {
  return { type: "object", properties, required, additionalProperties: false };
}

const membership = object({ business: text, address: text });

const action = {
  minProperties: 1,
  maxProperties: 1,
  ...object({
    approve: membership,
    reject: membership,
    settings: anything,
    fault: anything,
    noFaults: { const: true },
    advance: text,
    addresses: object({ user: text, mail: text, aliases: { type: "array", items: text } }, ["user", "mail"]),
    edit: object({ method: text, path: text, body: anything }, ["method", "path"]),
  }),
};

const step = object(
  {
    it: text,
    specs: text,
    remove: { type: "array", items: text },
    tenant: { type: "array", items: action },
    run: { type: "string", pattern: "^(bookings|pulumi) " },
    env: { type: "object", additionalProperties: { type: "string" } },
    exit: { type: "integer" },
    order: { type: "array", items: text },
    anyOrder: { const: true },
    writes: { const: "none" },
  },
  ["it"],
);

const list = { type: "array", items: anything };

/** What a story.yaml may hold: a mistyped key must not make a test that tests nothing. */
export const storySchema = object(
  {
    title: text,
    begins: { const: "two-clinics" },
    agrees: { const: true },
    seed: object({
      settings: anything,
      organisations: list,
      users: list,
      calendars: list,
      groups: list,
      subscriptions: list,
    }),
    steps: { type: "array", minItems: 1, items: step },
  },
  ["title", "steps"],
);
