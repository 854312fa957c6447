import { actions } from "./generated/actions";
import { complexTypes } from "./generated/complex-types";
import { entityTypes } from "./generated/entity-types";
import { enums } from "./generated/enums";
import { isStructured, parseProperty } from "./type-of";
import type { TypeShape } from "./type-shape";

function qualified(type: string): string {
  return isStructured(type) || type in enums ? `graph.${type}` : `Edm.${type}`;
}

function typeAttribute(type: string, collection: boolean): string {
  return collection ? `Collection(${qualified(type)})` : qualified(type);
}

function member(element: string, name: string, text: string, extra = ""): string {
  const { type, collection, nullable } = parseProperty(name, text);
  return `<${element} Name="${name}" Type="${typeAttribute(type, collection)}"${nullable ? "" : ' Nullable="false"'}${extra}/>`;
}

function structure(element: string, name: string, shape: TypeShape): string {
  const attributes = [
    shape.base ? ` BaseType="graph.${shape.base}"` : "",
    shape.abstract ? ' Abstract="true"' : "",
    shape.open ? ' OpenType="true"' : "",
  ].join("");
  const key = name === "entity" ? '<Key><PropertyRef Name="id"/></Key>' : "";
  const properties = Object.entries(shape.properties).map(([n, text]) => member("Property", n, text));
  const navigation = Object.entries(shape.navigation ?? {}).map(([n, text]) =>
    member("NavigationProperty", n, text, text.includes("contained") ? ' ContainsTarget="true"' : ""),
  );
  return `<${element} Name="${name}"${attributes}>${key}${properties.join("")}${navigation.join("")}</${element}>`;
}

function enumeration(name: string, members: Readonly<Record<string, number>>): string {
  const inner = Object.entries(members).map(([n, value]) => `<Member Name="${n}" Value="${value}"/>`);
  return `<EnumType Name="${name}">${inner.join("")}</EnumType>`;
}

function action({ name, parameters, returns }: (typeof actions)[number]): string {
  const inner = Object.entries(parameters).map(([n, text]) => member("Parameter", n, text));
  const result = returns ? member("ReturnType", "", returns).replace(' Name=""', "") : "";
  return `<Action Name="${name}" IsBound="true">${inner.join("")}${result}</Action>`;
}

const container = [
  ["directoryRoles", "directoryRole"],
  ["groups", "group"],
  ["subscribedSkus", "subscribedSku"],
  ["users", "user"],
].map(([set, type]) => `<EntitySet Name="${set}" EntityType="microsoft.graph.${type}"/>`);

let rendered: string | undefined;

/** The metadata document of the part of Graph that the sandbox has. */
export function renderMetadata(): string {
  rendered ??= [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>',
    '<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="microsoft.graph" Alias="graph">',
    ...Object.entries(enums).map(([name, members]) => enumeration(name, members)),
    ...Object.entries(complexTypes).map(([name, shape]) => structure("ComplexType", name, shape)),
    ...Object.entries(entityTypes).map(([name, shape]) => structure("EntityType", name, shape)),
    ...actions.map(action),
    `<EntityContainer Name="GraphService">${container.join("")}<Singleton Name="me" Type="microsoft.graph.user"/><Singleton Name="solutions" Type="microsoft.graph.solutionsRoot"/></EntityContainer>`,
    "</Schema></edmx:DataServices></edmx:Edmx>",
  ].join("");
  return rendered;
}
