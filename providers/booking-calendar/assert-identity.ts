import type { GraphClient } from "../../src/graph/graph-client";
import { refuse } from "../refuse";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";

/** The reader, once its token is known to be of the calendar's own tenant. */
export async function pinnedReader(context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> {
  const reader = context.reader(inputs.organisation);
  await assertTenant(context, reader, inputs);
  return reader;
}

/** The writer, once its token is known to be of the calendar's tenant and of its organisation's operator. */
export async function pinnedWriter(context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> {
  const writer = context.writer(inputs.organisation);
  const account = await assertTenant(context, writer, inputs);
  const operator = context.operator(inputs.organisation);
  if (account !== undefined && account !== operator) {
    throw refuse("foreign-operator", { organisation: inputs.organisation, account });
  }
  return writer;
}

/** By the environment first: signing in to a tenant that is not meant would fail in words about signing in. */
async function assertTenant(
  context: CalendarContext,
  client: GraphClient,
  inputs: CalendarInputs,
): Promise<string | undefined> {
  if (context.tenantId) {
    assertSame(context.tenantId, inputs);
  }
  const { tenantId, account } = await client.claims();
  assertSame(tenantId, inputs);
  return account;
}

function assertSame(tenantId: string, inputs: CalendarInputs): void {
  if (tenantId.toLowerCase() !== inputs.tenantId.toLowerCase()) {
    throw refuse("wrong-tenant", {
      calendar: inputs.address,
      wanted: inputs.tenantId,
      got: tenantId || "(none)",
    });
  }
}
