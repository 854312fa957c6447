import { type Call, noContent, operation, type Reply } from "../odata/call";
import { GraphFault } from "../odata/graph-fault";
import { page } from "../odata/page";
import { type Business, businesses, removeBusiness } from "../records/business";
import { roleDefinitions } from "../records/role";
import { users } from "../records/user";
import { calendarRoles, findBusiness } from "./calendar-rights";
import { patched } from "./contained-operations";

function found(call: Call): Business[] {
  const now = call.world.clock.now();
  const wanted = (call.query.get("query") ?? "").toLowerCase();
  const confined = call.caller.kind === "delegated" && call.world.settings.delegatedList === "staffed";
  return call
    .of(businesses)
    .all()
    .filter((business) => {
      if (business.visibleFrom > now) return false;
      if (
        wanted &&
        !business.displayName.toLowerCase().includes(wanted) &&
        !business.id.toLowerCase().includes(wanted)
      )
        return false;
      return !confined || calendarRoles(call, business, call.caller.objectId).length > 0;
    });
}

/** Names only, and never more than the limit. */
export const listBusinesses = operation(
  "bookingBusiness.list",
  "GET /solutions/bookingBusinesses",
  (call) => {
    const { listLimit, listOverflow } = call.world.settings;
    const all = found(call);
    const refuses =
      listOverflow === "error" || (listOverflow === "byCaller" && call.caller.kind === "delegated");
    if (all.length > listLimit && refuses) {
      throw new GraphFault(
        400,
        "ErrorExceededFindCountLimit",
        "The GetBookingMailboxes request returned too many results. Please specify a query to limit the results.",
      );
    }
    const shown = all.slice(0, listLimit).map(({ id, displayName }) => ({ id, displayName }));
    // Reported of the service: a list cut by `$top` has no next link either.
    const { items } = page(call, shown, { size: listLimit, largest: 1000, emptyFirst: false });
    return call.list("solutions/bookingBusinesses", items);
  },
);

/** The calendar that the path names, for a caller who may delete it. */
function findDeletable(call: Call): Business {
  const { deletionRole, deleterOnStaff } = call.world.settings;
  if (call.caller.kind !== "delegated" || deletionRole === "none") return findBusiness(call, "delete");
  const may = deletingRoles[deletionRole].some((role) => call.caller.directoryRoles.has(role.id));
  const business = findBusiness(call, may && !deleterOnStaff ? "anything" : "delete");
  // Words of microsoft-graph-docs-contrib#8733.
  if (!may) throw new GraphFault(400, "BadRequest", removeMailboxUnknown);
  return business;
}

const { exchangeAdministrator, exchangeRecipientAdministrator, globalAdministrator } = roleDefinitions;

const deletingRoles = {
  exchangeAdministrator: [exchangeAdministrator, globalAdministrator],
  recipientAdministrator: [exchangeAdministrator, globalAdministrator, exchangeRecipientAdministrator],
};

const removeMailboxUnknown =
  "The term 'Remove-Mailbox' is not recognized as a name of a cmdlet, function, script file, or executable program.";

export const deleteBusiness = operation(
  "bookingBusiness.delete",
  "DELETE /solutions/bookingBusinesses/{business}",
  (call) => {
    removeBusiness(call.world, findDeletable(call));
    return noContent;
  },
);

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

export const publishBusiness = operation(
  "bookingBusiness.publish",
  "POST /solutions/bookingBusinesses/{business}/publish",
  (call) => setPublished(call, true),
);

export const unpublishBusiness = operation(
  "bookingBusiness.unpublish",
  "POST /solutions/bookingBusinesses/{business}/unpublish",
  (call) => setPublished(call, false),
);

/** The address stays whatever the name becomes. */
export const updateBusiness = operation(
  "bookingBusiness.update",
  "PATCH /solutions/bookingBusinesses/{business}",
  (call) => {
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
  },
);

export const getBusiness = operation(
  "bookingBusiness.get",
  "GET /solutions/bookingBusinesses/{business}",
  (call) => call.entity("bookingBusiness", findBusiness(call, "read"), "solutions/bookingBusinesses"),
);
