import type { GraphClient } from "../../src/graph/graph-client";
import type { StaffMember } from "../../src/graph/resources/staff";
import { type Account, accountOf } from "../../src/tenant/people";
import type { CalendarContext } from "./context";

/** What an operator's account is found with: it is asked for once in a run. */
type Asking = Pick<CalendarContext, "memory">;

function remembered(
  { memory: { accounts } }: Asking,
  reader: GraphClient,
  operator: string,
): Promise<Account | undefined> {
  const asked = accounts.get(operator) ?? accountOf(reader, operator);
  accounts.set(operator, asked);
  // a failure is no answer: the next calendar asks again
  asked.catch(() => accounts.delete(operator));
  return asked;
}

/** Whether someone who signed in is the operator, by the object: principal names and mail addresses may differ. */
export async function isOperatorsAccount(
  context: Asking,
  reader: () => Promise<GraphClient>,
  operator: string | undefined,
  { account, objectId }: { readonly account?: string; readonly objectId?: string },
): Promise<boolean> {
  if (account === undefined || account === operator) return true;
  if (operator === undefined || objectId === undefined) return false;
  const known = await remembered(context, await reader(), operator);
  return known?.id.toLowerCase() === objectId.toLowerCase();
}

/** Tells the operator's own row from those of members, whichever of its addresses Graph shows. */
export async function operatorRows(
  context: Asking,
  reader: GraphClient,
  operator: string | undefined,
  rows: readonly StaffMember[],
): Promise<(row: StaffMember) => boolean> {
  const isNamed = ({ emailAddress }: StaffMember): boolean => emailAddress.toLowerCase() === operator;
  if (operator === undefined || rows.length === 0 || rows.some(isNamed)) return isNamed;
  const addresses = (await remembered(context, reader, operator))?.addresses ?? [operator];
  return ({ emailAddress }) => addresses.includes(emailAddress.toLowerCase());
}

/** The rows with the operator under the name that the identities file has. */
export async function withOperatorNamed(
  context: Asking & Pick<CalendarContext, "operator">,
  reader: GraphClient,
  organisation: string,
  rows: readonly StaffMember[],
): Promise<readonly StaffMember[]> {
  const operator = context.operator(organisation);
  if (operator === undefined) return rows;
  const isOperator = await operatorRows(context, reader, operator, rows);
  return rows.map((row) => (isOperator(row) ? { ...row, emailAddress: operator } : row));
}
