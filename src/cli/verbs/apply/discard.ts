import type { Tenant } from "../../../model/tenant";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { openRecords } from "../../../records/open-records";
import type { ListedCalendar } from "../../../report/listing";
import { STATUS_WORDS } from "../../../report/status-words";
import { isConfirmed } from "../../ask";
import { assertTenant, observer } from "../../ask-directory";
import { checkedEstate } from "../../checked-estate";
import type { Context } from "../../context";
import { findCalendar, listed } from "../../listed";
import type { Verb } from "../../verb";

async function removeFromTenant(
  { io }: Context,
  tenant: Tenant,
  calendar: ListedCalendar,
): Promise<"removed" | "gone-already"> {
  const { discardHalfMade } = await import(
    "../../../../providers/booking-calendar/delete/discard-half-made.js"
  );
  const { ableDeleter } = await import("../../../../providers/booking-calendar/delete/delete-calendar.js");
  const { hasIdentity, openGraph, operatorAddress } = await import("../../../graph/open-graph.js");
  const { accountOf } = await import("../../../tenant/people.js");
  const { markerNamed } = await import("../../../model/calendar-marker.js");
  const { organisation, displayName, address } = calendar;
  const identity = hasIdentity("calendarDeleter") ? "calendarDeleter" : { operatorOf: organisation };
  const reader = await observer(io, tenant);
  const signedIn = openGraph({ identity, signal: io.signal });
  await assertTenant(signedIn, tenant);
  const writer =
    identity === "calendarDeleter" && hasIdentity({ operatorOf: organisation })
      ? openGraph({ identity: { operatorOf: organisation }, signal: io.signal })
      : undefined;
  if (writer) await assertTenant(writer, tenant);
  const deleter = await ableDeleter(signedIn, { address, tenantId: tenant.tenantId });
  const operator = operatorAddress(organisation);
  const account = operator === undefined ? undefined : await accountOf(reader, operator);
  return discardHalfMade({
    reader,
    deleter,
    ...(writer && { writer }),
    address,
    marker: markerNamed(organisation, displayName),
    // an attempt before this one may have left the deleter on the staff
    operator: [operator, (await signedIn.claims()).account, ...(account?.addresses ?? [])].flatMap(
      (one) => one ?? [],
    ),
    recorded: true,
    unseen: calendar.unseen === true,
    now: io.now(),
  });
}

async function discard(wanted: string, given: string | undefined, context: Context): Promise<void> {
  const { io, root } = context;
  const organisations = context.organisations();
  const { calendars, estate } = await listed(context, organisations);
  const calendar = findCalendar(calendars, wanted);
  const { address, status, name } = calendar;
  if (status !== "half-made")
    refuse(problem("not-half-made", { address, status: STATUS_WORDS[status].toLowerCase() }));
  // The typed address is the confirmation: a “yes” could be meant for another calendar.
  const isWanted = await isConfirmed(context.io, {
    name: address,
    given,
    question: `This removes ${address} from the tenant. Type its address to go on: `,
    missing: problem("needs-confirm", { address }),
    wrong: problem("wrong-confirmation", { address }),
  });
  if (!isWanted) return context.say("Nothing was changed.");
  // Which tenant is meant stands in the specs only: where they cannot be read, this says why.
  const tenant = estate.tenant ?? checkedEstate(root, organisations).tenant;
  const outcome = await removeFromTenant(context, tenant, calendar);
  const engine = await context.engine();
  await engine.forgetCalendar(
    { root, organisation: calendar.organisation.toLowerCase(), signal: io.signal },
    name,
  );
  await openRecords({ root, env: io.env, now: () => io.now() }).note(calendar.organisation, {
    calendar: address,
    wanted: `${calendar.displayName}@${tenant.domain}`,
    what: "discard",
    outcome: "done",
  });
  context.say(outcome === "removed" ? `${address} is removed.` : `${address} was gone already.`);
  context.say(
    "  → Nothing is on record of it any more: the next bookings up makes it, if the specs ask for it.",
  );
}

/** `bookings discard`: removes what Graph made under another address than asked for. */
export const discardVerb: Verb = {
  declare(command, context) {
    command
      .argument("<calendar>", "name or address of the half-made calendar, as bookings list shows it")
      .option("--confirm <address>", "its address once more, where there is no terminal to ask on")
      .examples([
        ["bookings discard LeedsSkinEczema@nhsnet.onmicrosoft.com", "ask for its address, then remove it"],
      ])
      .action((wanted: string, options: { confirm?: string }) => discard(wanted, options.confirm, context));
  },
};
