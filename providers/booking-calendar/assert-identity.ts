import type { GraphClient } from "../../src/graph/graph-client";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";
import { refuse } from "./refuse";

/** The reader, once its token is known to be of the calendar's own tenant. */
export async function pinnedReader(context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> {
  const reader = context.reader(inputs.organisation);
  await assertTenant(reader, inputs);
  return reader;
}

/** The writer, once its token is known to be of the calendar's tenant and of its organisation's operator. */
export async function pinnedWriter(context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> {
  const writer = context.writer(inputs.organisation);
  const account = await assertTenant(writer, inputs);
  const operator = context.operator(inputs.organisation);
  if (account !== undefined && account !== operator) {
    throw refuse("foreign-operator", { organisation: inputs.organisation, account });
  }
  return writer;
}

async function assertTenant(client: GraphClient, inputs: CalendarInputs): Promise<string | undefined> {
  const { tenantId, account } = await client.claims();
  if (tenantId !== inputs.tenantId.toLowerCase()) {
    throw refuse("wrong-tenant", {
      calendar: inputs.address,
      wanted: inputs.tenantId,
      got: tenantId || "(none)",
    });
  }
  return account;
}
