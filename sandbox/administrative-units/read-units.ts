import { matching, pageOf } from "../directory/list/directory-list";
import { selection, setContext } from "../directory/list/selection";
import type { Call } from "../graph/call";
import type { Operation } from "../graph/operation";
import { typeOf } from "../model/type-of";
import { graphFaults } from "../odata/faults-of-graph";
import { present } from "../odata/present";
import { type AdministrativeUnit, administrativeUnits } from "./administrative-unit";

const set = "directory/administrativeUnits";

/** The unit that the path names. */
export function findUnit(call: Call): AdministrativeUnit {
  const unit = call.of(administrativeUnits).get(call.param("unit").toLowerCase());
  if (!unit) throw graphFaults.resourceNotFound(call.param("unit"));
  return unit;
}

function names(call: Call): readonly string[] {
  return selection(call, "administrativeUnit", [...typeOf("administrativeUnit").properties.keys()]);
}

function shown(unit: AdministrativeUnit, select: readonly string[]) {
  return present("administrativeUnit", { isMemberManagementRestricted: false, ...unit }, select);
}

/** GET /directory/administrativeUnits */
export const listUnits: Operation = {
  name: "administrativeUnit.list",
  method: "GET",
  path: `/${set}`,
  workload: "directory",
  run: (call) => {
    const select = names(call);
    const found = matching(call, {
      type: "administrativeUnit",
      candidates: () => call.of(administrativeUnits).all(),
      view: (unit) => unit,
      searchable: new Set(["displayName", "description"]),
      sortable: new Set(["displayName"]),
    });
    const { items, extra } = pageOf(call, found);
    return call.list(
      setContext(call, set),
      items.map((unit) => shown(unit, select)),
      extra,
    );
  },
};

/** GET /directory/administrativeUnits/{unit} */
export const getUnit: Operation = {
  name: "administrativeUnit.get",
  method: "GET",
  path: `/${set}/{unit}`,
  workload: "directory",
  run: (call) => {
    const body = shown(findUnit(call), names(call));
    const context = call.context(`${setContext(call, set)}/$entity`);
    return { status: 200, body: { "@odata.context": context, ...body } };
  },
};
