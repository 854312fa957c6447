import { GraphError } from "../../../src/graph/graph-error";
import type { Business } from "../../../src/graph/resources/businesses";
import { businesses, parseBusiness } from "../../../src/graph/resources/businesses";
import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs } from "../../../src/model/calendar-record";
import { lookForName } from "../../../src/tenant/calendars";
import { Refusal, refuse } from "../../refuse";
import { toGraph } from "../record/record-of";
import type { Work } from "../update/work";

/** Who makes a calendar, and which. */
export type Creation = Pick<Work, "context" | "reader" | "writer" | "inputs">;

/** Waits between the looks for a calendar that may appear late; the last one is repeated for as long as a run waits. */
const LOOKS_MS = [0, 1000, 3000, 6000, 10_000, 20_000];

/**
 * Looks first and creates second, at most once: Graph may show a new calendar a minute late, and makes a second one of the
 * same name. After a creation of which no one knows the outcome, in this run or in one before, it waits and looks.
 */
export async function findOrCreate(creation: Creation) {
  const found = (await findUnseen(creation)) ?? (await findOurs(creation, "calendar-not-ours"));
  if (found) return { business: found, made: false };
  const { memory } = creation.context;
  return memory.gate.pass(creation.inputs.address, async () => {
    const business = await createOnce(creation);
    if (isOurAddress(business.id, creation.inputs)) {
      memory.gate.proved();
    } else {
      const { displayName, address } = creation.inputs;
      memory.gate.stop({ first: displayName, wanted: address, given: business.id });
    }
    return { business, made: true };
  });
}

/** Whether Graph gave the address that was computed. */
export function isOurAddress(id: string, inputs: CalendarInputs): boolean {
  return id.toLowerCase() === inputs.address.toLowerCase();
}

/** What an earlier run created, or began to create, a short time ago: it may still appear. */
async function findUnseen(creation: Creation): Promise<Business | undefined> {
  const { context, inputs } = creation;
  const begun = context.records.unseenCreation(inputs.organisation, inputs.address);
  if (begun === undefined) return undefined;
  const age = context.now().getTime() - begun.getTime();
  return age < context.creationWaitMs ? await waitFor(creation, context.creationWaitMs - age) : undefined;
}

/** Sends the creation once. Where its answer is lost, or something of that name is there already, looks decide. */
async function createOnce(creation: Creation): Promise<Business> {
  try {
    return await post(creation);
  } catch (error) {
    if (!(error instanceof GraphError) || !(error.kind === "lost-answer" || error.kind === "conflict"))
      throw error;
    const found =
      error.kind === "lost-answer"
        ? await confirmed(creation, error)
        : await findOurs(creation, "calendar-not-ours");
    if (found) return found;
    throw error;
  }
}

/** Whatever keeps the looks from an answer, a run that ends included, leaves the creation unconfirmed. */
async function confirmed(creation: Creation, lost: GraphError): Promise<Business> {
  const { address } = creation.inputs;
  try {
    const found = await waitFor(creation, creation.context.creationWaitMs);
    if (found) return found;
  } catch (cause) {
    throw cause instanceof Refusal ? cause : refuse("creation-unconfirmed", { address }, cause);
  }
  throw refuse("creation-unconfirmed", { address }, lost);
}

async function post({ writer, inputs }: Creation): Promise<Business> {
  const call = businesses.create({ ...toGraph(inputs), businessType: markerOf(inputs) });
  const { method, path } = call;
  const { body, status } = await writer.send(call);
  const business = parseBusiness(body);
  if (!business) throw new GraphError({ kind: "lost-answer", method, path, status });
  return business;
}

async function waitFor(creation: Creation, patienceMs: number): Promise<Business | undefined> {
  let waited = 0;
  for (let look = 0; ; look += 1) {
    const wait = Math.min(LOOKS_MS[look] ?? LOOKS_MS.at(-1) ?? 0, patienceMs - waited);
    await creation.context.sleep(wait);
    waited += wait;
    const found = await findOurs(creation, "lost-answer-without-marker");
    if (found || (waited >= patienceMs && look > 0)) return found;
  }
}

/** Ours by its marker, under the computed address or another; refuses when the computed one is someone else's. */
async function findOurs(
  { reader, inputs }: Creation,
  code: "calendar-not-ours" | "lost-answer-without-marker",
): Promise<Business | undefined> {
  const { address, displayName } = inputs;
  const marker = markerOf(inputs);
  const { atAddress, others } = await lookForName(reader, address, displayName);
  if (atAddress.kind === "unreadable") throw atAddress.error;
  const isOther =
    (atAddress.kind === "there" && ownership(atAddress.calendar.business.businessType, marker) !== "ours") ||
    (atAddress.kind === "hidden" && atAddress.why === "no-role");
  if (isOther) throw refuse(code, { address, marker });
  if (atAddress.kind === "there") return atAddress.calendar.business;
  const elsewhere = others.find((one) => ownership(one.businessType, marker) === "ours");
  if (
    !elsewhere &&
    atAddress.kind === "hidden" &&
    atAddress.why === "account" &&
    code === "calendar-not-ours"
  ) {
    throw refuse("address-in-use", { address, account: atAddress.account });
  }
  return elsewhere;
}
