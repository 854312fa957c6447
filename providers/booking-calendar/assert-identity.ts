import type { GraphClient } from "../../src/graph/graph-client";
import { assertTenant, type OfTenant } from "../assert-tenant";
import { refuse } from "../refuse";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";

/** The reader, once its token is known to be of the calendar's own tenant. */
export async function pinnedReader(context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> {
  const reader = context.reader(inputs.organisation);
  await assertTenant(context.tenantId, reader, named(inputs));
  return reader;
}

/** The writer, once its token is known to be of the calendar's tenant and of its organisation's operator. */
export async function pinnedWriter(context: CalendarContext, inputs: CalendarInputs): Promise<GraphClient> {
  const writer = context.writer(inputs.organisation);
  const { account } = await assertTenant(context.tenantId, writer, named(inputs));
  const operator = context.operator(inputs.organisation);
  if (account !== undefined && account !== operator) {
    throw refuse("foreign-operator", { organisation: inputs.organisation, account });
  }
  return writer;
}

const named = ({ address, tenantId }: CalendarInputs): OfTenant => ({ name: address, tenantId });
