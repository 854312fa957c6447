import { type Call, noContent, type Operation, operation, type Reply } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { page } from "../odata/page";
import { type Business, businesses, removeBusiness } from "../records/business";
import { roleDefinitions } from "../records/role";
import { users } from "../records/user";
import { calendarRoles, findBusiness } from "./calendar-rights";
import { patched } from "./contained-operations";
import { createBusiness } from "./create-business";

function found(call: Call): Business[] {
  const now = call.world.clock.now();
  const wanted = (call.query.get("query") ?? "").toLowerCase();
  const confined = call.caller.kind === "delegated" && call.world.settings.delegatedList === "staffed";
  return call
    .of(businesses)
    .all()
    .filter(
      (business) =>
        business.visibleFrom <= now &&
        [business.displayName, business.id].some((text) => text.toLowerCase().includes(wanted)) &&
        (!confined || calendarRoles(call, business, call.caller.objectId).length > 0),
    );
}

/** Names only, and never more than the limit. */
function listBusinesses(call: Call): Reply {
  const { listLimit, listOverflow } = call.world.settings;
  const all = found(call);
  const refuses =
    listOverflow === "error" || (listOverflow === "byCaller" && call.caller.kind === "delegated");
  if (all.length > listLimit && refuses)
    throw new GraphFault(
      400,
      "ErrorExceededFindCountLimit",
      "The GetBookingMailboxes request returned too many results. Please specify a query to limit the results.",
    );
  const shown = all.slice(0, listLimit).map(({ id, displayName }) => ({ id, displayName }));
  // Reported of the service: a list cut by `$top` has no next link either.
  const { items } = page(call, shown, { size: listLimit, largest: 1000, emptyFirst: false });
  return call.list("solutions/bookingBusinesses", items);
}

/** The calendar that the path names, for a caller who may delete it. */
function findDeletable(call: Call): Business {
  const { deletionRole, deleterOnStaff } = call.world.settings;
  if (call.caller.kind !== "delegated" || deletionRole === "none") return findBusiness(call, "delete");
  const may = deletingRoles[deletionRole].some((role) => call.caller.directoryRoles.has(role.id));
  const business = findBusiness(call, may && !deleterOnStaff ? "anything" : "delete");
  // Words of microsoft-graph-docs-contrib#8733.
  if (!may) throw graphFaults.badRequest(removeMailboxUnknown);
  return business;
}

const { exchangeAdministrator, exchangeRecipientAdministrator, globalAdministrator } = roleDefinitions;

const deletingRoles = {
  exchangeAdministrator: [exchangeAdministrator, globalAdministrator],
  recipientAdministrator: [exchangeAdministrator, globalAdministrator, exchangeRecipientAdministrator],
};

const removeMailboxUnknown =
  "The term 'Remove-Mailbox' is not recognized as a name of a cmdlet, function, script file, or executable program.";

function setPublished(call: Call, isPublished: boolean): Reply {
  const business = findBusiness(call, "editBusiness");
  const publicUrl = isPublished
    ? `https://outlook.office365.com/owa/calendar/${business.id}/bookings/`
    : null;
  call
    .of(businesses)
    .put({ ...business, isPublished, publicUrl, lastUpdatedDateTime: call.world.clock.iso() });
  return noContent;
}

/** The address stays whatever the name becomes. */
function updateBusiness(call: Call): Reply {
  const before = findBusiness(call, "editBusiness");
  const {
    id: _id,
    createdDateTime: _created,
    lastUpdatedDateTime: _updated,
    ...sent
  } = call.read("bookingBusiness");
  const after = patched(before, sent, call.world.settings.complexPatch);
  call.of(businesses).put({ ...before, ...after, lastUpdatedDateTime: call.world.clock.iso() });
  const mailbox = call.of(users).by("userPrincipalName", before.id.toLowerCase())[0];
  if (mailbox && typeof sent["displayName"] === "string")
    call.of(users).put({ ...mailbox, displayName: sent["displayName"] });
  return noContent;
}

const all = "/solutions/bookingBusinesses";
const one = `${all}/{business}` as const;

/** The operations on calendars themselves. */
export const businessOperations: readonly Operation[] = [
  operation("bookingBusiness.list", `GET ${all}`, listBusinesses),
  operation("bookingBusiness.create", `POST ${all}`, createBusiness),
  operation("bookingBusiness.get", `GET ${one}`, (call) =>
    call.entity("bookingBusiness", findBusiness(call, "read"), "solutions/bookingBusinesses"),
  ),
  operation("bookingBusiness.update", `PATCH ${one}`, updateBusiness),
  operation("bookingBusiness.delete", `DELETE ${one}`, (call) => {
    removeBusiness(call.world, findDeletable(call));
    return noContent;
  }),
  operation("bookingBusiness.publish", `POST ${one}/publish`, (call) => setPublished(call, true)),
  operation("bookingBusiness.unpublish", `POST ${one}/unpublish`, (call) => setPublished(call, false)),
];
