import { schemas } from "./generated/schemas";
import type { SpecKind } from "./spec-kind";

/** The keywords of a schema that words are made of. */
export interface SchemaPart {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly items?: SchemaPart;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, SchemaPart>>;
}

/** The part of a kind's schema that says what may stand at a pointer of the spec. */
export function schemaAt(kind: SpecKind, pointer: string): SchemaPart | undefined {
  const root: SchemaPart = schemas[kind];
  let part: SchemaPart | undefined = root;
  for (const step of pointer.split("/").slice(1)) {
    part = part && step !== "__proto__" ? into(follow(part, root), step) : undefined;
  }
  return part && { ...follow(part, root), ...part };
}

function into(part: SchemaPart, step: string): SchemaPart | undefined {
  if (part.items && /^\d+$/.test(step)) return part.items;
  return part.properties && Object.hasOwn(part.properties, step) ? part.properties[step] : undefined;
}

function follow(part: SchemaPart, root: SchemaPart): SchemaPart {
  const name = part.$ref?.replace("#/definitions/", "");
  return (name !== undefined && root.definitions?.[name]) || part;
}
