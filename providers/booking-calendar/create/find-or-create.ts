import type { GraphClient } from "../../../src/graph/graph-client";
import { GraphError } from "../../../src/graph/graph-error";
import type { Business } from "../../../src/graph/resources/businesses";
import { businesses, parseBusiness } from "../../../src/graph/resources/businesses";
import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { CalendarInputs } from "../../../src/model/calendar-record";
import { refuse } from "../../refuse";
import type { CalendarContext } from "../context";
import { lookForName } from "../look";
import { toGraph } from "../record/record-of";

/** Who makes a calendar, and which. */
export interface Creation {
  readonly context: CalendarContext;
  readonly reader: GraphClient;
  readonly writer: GraphClient;
  readonly inputs: CalendarInputs;
}

/** The business that is ours: one that an interrupted run left, or a new one. */
export interface FoundOrCreated {
  readonly business: Business;
  readonly made: boolean;
}

/** Looks after a lost answer: a new mailbox may appear late. */
const LOOKS_MS = [0, 1000, 3000];
const ATTEMPTS = 3;

/** Looks first, makes second, and never makes twice or takes what is somebody's. */
export async function findOrCreate(making: Creation): Promise<FoundOrCreated> {
  const found = await findOurs(making, "calendar-not-ours");
  if (found) {
    return { business: found, made: false };
  }
  const { memory } = making.context;
  return memory.gate.pass(making.inputs.address, async () => {
    const obtained = await make(making);
    const { id } = obtained.business;
    if (isOurAddress(id, making.inputs)) {
      memory.gate.proved();
    } else {
      memory.gate.stop({ first: making.inputs.displayName, wanted: making.inputs.address, given: id });
    }
    return obtained;
  });
}

/** Whether Graph gave the address that was computed. */
export function isOurAddress(id: string, inputs: CalendarInputs): boolean {
  return id.toLowerCase() === inputs.address.toLowerCase();
}

async function make(making: Creation): Promise<FoundOrCreated> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { business: await post(making), made: true };
    } catch (error) {
      if (!(error instanceof GraphError) || !(error.kind === "lost-answer" || error.kind === "conflict")) {
        throw error;
      }
      const found = await lookAfterwards(making, error);
      if (found) {
        return { business: found, made: true };
      }
      if (error.kind === "conflict" || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function post({ writer, inputs }: Creation): Promise<Business> {
  const call = businesses.create({
    ...toGraph(inputs),
    businessType: markerOf(inputs),
  });
  const answer = await writer.send(call);
  const business = parseBusiness(answer.body);
  if (!business) {
    throw new GraphError({
      kind: "lost-answer",
      method: call.method,
      path: call.path,
      status: answer.status,
    });
  }
  return business;
}

async function lookAfterwards(making: Creation, error: GraphError): Promise<Business | undefined> {
  const code = error.kind === "conflict" ? "calendar-not-ours" : "lost-answer-without-marker";
  for (const wait of error.kind === "conflict" ? [0] : LOOKS_MS) {
    await making.context.sleep(wait);
    const found = await findOurs(making, code);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Ours by its mark, under the computed address or another; refuses when the computed one is taken by somebody's. */
async function findOurs(
  { reader, inputs }: Creation,
  code: "calendar-not-ours" | "lost-answer-without-marker",
): Promise<Business | undefined> {
  const marker = markerOf(inputs);
  const found = await lookForName(reader, inputs.address, inputs.displayName).catch((error: unknown) => {
    if (error instanceof GraphError && error.kind === "no-role") {
      throw refuse("calendar-not-ours", { address: inputs.address, marker }, error);
    }
    throw error;
  });
  const atAddress = found.find((one) => isOurAddress(one.id, inputs));
  if (atAddress && ownership(atAddress.businessType, marker) !== "ours") {
    throw refuse(code, { address: inputs.address, marker });
  }
  return atAddress ?? found.find((one) => ownership(one.businessType, marker) === "ours");
}
