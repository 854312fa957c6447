import { complexTypes } from "../../../sandbox/model/generated/complex-types";
import { entityTypes } from "../../../sandbox/model/generated/entity-types";
import { enums } from "../../../sandbox/model/generated/enums";
import { type Property, parseProperty } from "../../../sandbox/model/type-of";
import type { TypeShape } from "../../../sandbox/model/type-shape";
import type { MetadataLevel } from "../../../sandbox/odata/metadata-level";

/** Types which the sandbox answers and the generated slice leaves out, from Microsoft's pages on them. */
export const extraShapes: Readonly<Record<string, TypeShape>> = {
  unifiedRoleAssignment: {
    base: "entity",
    properties: {
      appScopeId: "String",
      condition: "String",
      directoryScopeId: "String",
      principalId: "String",
      roleDefinitionId: "String",
    },
  },
};

/** What an answer may hold depends on what its caller asked for. */
export interface SchemaVariant {
  readonly level: MetadataLevel;
  /** The caller takes words that were added to an enum after its first version. */
  readonly laterWords: boolean;
}

const shapes: Readonly<Record<string, TypeShape>> = { ...complexTypes, ...entityTypes, ...extraShapes };

/** Types whose answers leave properties out unless they are selected: the directory's. */
const sparse = /^(?!booking|staffAvailability)/;

function enumSchema(name: string, { laterWords }: SchemaVariant): object {
  const members = enums[name] ?? {};
  const border = members["unknownFutureValue"] ?? Number.POSITIVE_INFINITY;
  const words = Object.keys(members).filter((word) =>
    laterWords ? word !== "unknownFutureValue" : (members[word] ?? 0) <= border,
  );
  // The service is reported to say `member` where its description says `teamMember`.
  const reported = name === "bookingStaffRole" && laterWords ? ["member"] : [];
  return { enum: [...words, ...reported] };
}

function one(type: string): object {
  return edmSchemas[type] ?? { $ref: `#/$defs/${type in enums ? type : `${type}:any`}` };
}

function propertySchema({ type, collection, nullable }: Property): object {
  if (collection) return { type: "array", items: one(type) };
  return nullable ? { anyOf: [{ type: "null" }, one(type)] } : one(type);
}

function propertiesOf(name: string): Property[] {
  const shape = shapes[name];
  if (!shape) throw new Error(`The model has no type ${name}.`);
  const inherited = shape.base ? propertiesOf(shape.base) : [];
  return [...inherited, ...Object.entries(shape.properties).map(([key, text]) => parseProperty(key, text))];
}

function navigationOf(name: string): Record<string, object> {
  const shape = shapes[name];
  const inherited = shape?.base ? navigationOf(shape.base) : {};
  const own = Object.entries(shape?.navigation ?? {}).map(
    ([key, text]) => [key, propertySchema(parseProperty(key, text))] as const,
  );
  return { ...inherited, ...Object.fromEntries(own) };
}

function derivedFrom(name: string): string[] {
  return Object.keys(shapes).filter((other) => {
    let base = shapes[other]?.base;
    while (base !== undefined && base !== name) base = shapes[base]?.base;
    return base === name;
  });
}

const annotations = {
  none: {},
  minimal: {
    "^@odata\\.(type|id|etag|context)$": { type: "string" },
    "^[A-Za-z]+@odata\\.(context|nextLink)$": { type: "string" },
    "^[A-Za-z]+@odata\\.count$": { type: "integer" },
  },
  full: { "@odata\\.[A-Za-z]+$": {} },
};

/** Exactly this type: every property it declares and no other. */
function exactSchema(name: string, variant: SchemaVariant): object {
  const properties = propertiesOf(name);
  const isEntity = name in entityTypes || name in extraShapes;
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(properties.map((property) => [property.name, propertySchema(property)])),
      ...navigationOf(name),
    },
    patternProperties: annotations[variant.level],
    additionalProperties: false,
    // Complex values are always whole; of entities, what must be there depends on the request.
    required: isEntity ? [] : properties.map((property) => property.name),
  };
}

/** This type or one derived from it, which an answer with metadata then has to name. */
function anySchema(name: string, { level }: SchemaVariant): object {
  const exact = (type: string) => ({ $ref: `#/$defs/${type}` });
  const derived = derivedFrom(name).filter((type) => !shapes[type]?.abstract);
  const itself = shapes[name]?.abstract ? [] : [name];
  if (derived.length === 0) return exact(name);
  if (level === "none") return { anyOf: [...itself, ...derived].map(exact) };
  const named = (type: string) => ({
    if: {
      type: "object",
      required: ["@odata.type"],
      properties: { "@odata.type": { const: `#microsoft.graph.${type}` } },
    },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: exact(type),
  });
  const words = [...itself, ...derived].map((type) => `#microsoft.graph.${type}`);
  const saying = {
    type: "object",
    required: ["@odata.type"],
    properties: { "@odata.type": { enum: words } },
  };
  const branches = [...itself, ...derived].map(named);
  if (itself.length === 0) return { ...saying, allOf: branches };
  return {
    if: { type: "object", required: ["@odata.type"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { ...saying, allOf: branches },
    else: exact(name),
  };
}

/** JSON Schema definitions of every type of the model; `user` is exactly that type, `user:any` also what derives from it. */
export function typeSchemas(variant: SchemaVariant): Record<string, object> {
  const definitions: Record<string, object> = {};
  for (const name of Object.keys(enums)) definitions[name] = enumSchema(name, variant);
  for (const name of Object.keys(shapes)) {
    definitions[name] = exactSchema(name, variant);
    definitions[`${name}:any`] = anySchema(name, variant);
  }
  return definitions;
}

/** What must be in an entity of that type when nothing is selected. */
export function alwaysThere(name: string): string[] {
  return sparse.test(name) ? ["id"] : propertiesOf(name).map((property) => property.name);
}

/** What each primitive type of the model is in JSON, by OData's JSON format. */
export const edmSchemas: Readonly<Record<string, object>> = {
  String: { type: "string" },
  Boolean: { type: "boolean" },
  Int32: { type: "integer", minimum: -2147483648, maximum: 2147483647 },
  Int64: { type: "integer" },
  Double: { type: "number" },
  Binary: { type: "string", pattern: "^[A-Za-z0-9_-]*={0,2}$" },
  Guid: { type: "string", pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" },
  Date: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
  DateTimeOffset: {
    type: "string",
    pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,12})?)?(Z|[+-]\\d{2}:\\d{2})$",
  },
  Duration: { type: "string", pattern: "^-?P(?=\\d|T\\d)(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?$" },
  TimeOfDay: { type: "string", pattern: "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,12})?)?$" },
};
