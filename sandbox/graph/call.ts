import { randomUUID } from "node:crypto";
import type { Caller } from "../identity/caller";
import { isJsonObject, type JsonObject } from "../json";
import { typeOf } from "../model/type-of";
import { entityBody } from "../odata/entity-body";
import { graphFaults } from "../odata/faults-of-graph";
import type { QueryOptions } from "../odata/query-options";
import { readStructure } from "../odata/read-structure";
import type { Collection } from "../store/collection";
import type { CollectionDefinition } from "../store/collection-definition";
import type { World } from "../world";
import type { Reply } from "./reply";

/** What came with a request. */
export interface CallInput {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryOptions;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed body, if there was one. */
  readonly body: unknown;
  /** The path as it was sent, for next links. */
  readonly path: string;
}

/** One request on its way through an operation. */
export class Call {
  readonly caller: Caller;
  readonly query: QueryOptions;

  constructor(
    readonly world: World,
    readonly input: CallInput,
  ) {
    this.caller = input.caller;
    this.query = input.query;
  }

  /** The key given for `{name}` in the operation's path. */
  param(name: string): string {
    return this.input.params[name] ?? "";
  }

  of<T extends object>(definition: CollectionDefinition<T>): Collection<T> {
    return this.world.store.of(definition);
  }

  /** The body, checked against a type of the model. */
  read(type: string): JsonObject {
    return readStructure(type, this.rawBody());
  }

  /** The body as an object, unchecked: for actions with parameters. */
  rawBody(): JsonObject {
    if (this.input.body === undefined) throw graphFaults.emptyPayload();
    if (!isJsonObject(this.input.body)) throw graphFaults.invalidJson();
    return this.input.body;
  }

  /** Does the Prefer header ask for that? */
  prefers(preference: string): boolean {
    return (this.input.headers["prefer"] ?? "").toLowerCase().includes(preference.toLowerCase());
  }

  /** The properties that `$select` names. */
  select(): readonly string[] | undefined {
    const text = this.query.get("$select");
    const names = text
      ?.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && name !== "*");
    return names && names.length > 0 ? names : undefined;
  }

  /** The same call, with `$select` of that property and no other option. */
  selecting(name: string): Call {
    return new Call(this.world, { ...this.input, query: new Map([["$select", name]]) });
  }

  /** Where `@odata.context` of something under that path points. */
  context(path: string): string {
    return `${this.world.graphUrl}/$metadata#${path}`;
  }

  /** Answers with one entity of that type, found under that context. */
  entity(type: string, entity: object, contextPath: string, status = 200): Reply {
    const select = this.#selectOf(type);
    const chosen = select ? `(${select.join(",")})` : "";
    const context = this.context(`${contextPath}${chosen}/$entity`);
    return { status, body: entityBody(type, entity, context, select) };
  }

  /** What `$select` names, if that type has it all. */
  #selectOf(type: string): readonly string[] | undefined {
    const names = this.select();
    const unknown = names?.find((name) => !typeOf(type).properties.has(name));
    if (unknown === undefined) return names;
    throw graphFaults.unknownProperty(unknown, type);
  }

  /** Answers with a list whose members are already in their wire shape. */
  list(contextPath: string, value: JsonObject[], extra: JsonObject = {}): Reply {
    return { status: 200, body: { "@odata.context": this.context(contextPath), ...extra, value } };
  }

  newId(): string {
    return randomUUID();
  }
}
