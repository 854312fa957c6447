import type { Call } from "../../graph/call";
import type { Operation } from "../../graph/operation";
import { settleLicences } from "../../licensing/settle-licences";
import type { Filter } from "../../odata/filter/filter";
import { indexLookups } from "../../odata/filter/index-lookups";
import { countReply } from "../list/count-reply";
import { type ListShape, matching, pageOf } from "../list/directory-list";
import { setContext } from "../list/selection";
import { findGroup } from "./find-group";
import { type Group, groups } from "./group";
import { groupSelection, groupView, presentGroup } from "./present-group";

const indexed = new Set(["displayName"]);

function candidates(call: Call, filter: Filter | undefined): Group[] {
  const collection = call.of(groups);
  const lookups = filter && indexLookups(filter, indexed);
  const found = lookups?.flatMap(({ property, value, prefix }) =>
    prefix ? collection.startingWith(property, value) : collection.by(property, value),
  );
  const now = call.world.clock.now();
  return [...new Set(found ?? collection.all())].filter((group) => group.listedFrom <= now);
}

function shape(call: Call): ListShape<Group> {
  settleLicences(call.world);
  return {
    type: "group",
    candidates: (filter) => candidates(call, filter),
    view: (group) => groupView(call.world, group),
    searchable: new Set(["displayName", "description", "mailNickname"]),
    sortable: new Set(["displayName", "createdDateTime"]),
  };
}

/** GET /groups */
export const listGroups: Operation = {
  name: "group.list",
  method: "GET",
  path: "/groups",
  workload: "directory",
  run: (call) => {
    const names = groupSelection(call);
    const { items, extra } = pageOf(call, matching(call, shape(call)));
    const value = items.map((group) => presentGroup(call, group, names));
    return call.list(setContext(call, "groups"), value, extra);
  },
};

/** GET /groups/$count */
export const countGroups: Operation = {
  name: "group.count",
  method: "GET",
  path: "/groups/$count",
  workload: "directory",
  run: (call) => countReply(call, () => matching(call, shape(call)).length),
};

/** GET /groups/{group} */
export const getGroup: Operation = {
  name: "group.get",
  method: "GET",
  path: "/groups/{group}",
  workload: "directory",
  run: (call) => {
    const body = presentGroup(call, findGroup(call, call.param("group")), groupSelection(call));
    const context = call.context(`${setContext(call, "groups")}/$entity`);
    return { status: 200, body: { "@odata.context": context, ...body } };
  },
};
