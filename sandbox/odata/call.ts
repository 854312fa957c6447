import { randomUUID } from "node:crypto";
import { isJsonObject, type JsonObject } from "../base/json";
import { typeOf } from "../model/type-of";
import type { Collection, CollectionDefinition } from "../store/collection";
import type { World } from "../store/world";
import { graphFaults } from "./graph-fault";
import { keepText } from "./json-text";
import { present } from "./present";
import { readStructure } from "./read-structure";
import type { QueryOptions } from "./read-url";

/** Who makes a request, as its token says. */
export interface Caller {
  /** `portal` is a person in the web app or the admin centre: no permission is asked of them. */
  readonly kind: "application" | "delegated" | "portal";
  readonly appId: string;
  /** Roles of an application, scopes of a delegated token. */
  readonly permissions: ReadonlySet<string>;
  /** Object id of the user, or of the application's service principal. */
  readonly objectId: string;
  /** The user's principal name, or the application's name; for people who read the log. */
  readonly name: string;
  /** Template ids of the roles that a person holds in the whole tenant. */
  readonly directoryRoles: ReadonlySet<string>;
}

/** Someone who works in the tenant through the web app. */
export const portalAdmin: Caller = {
  kind: "portal",
  appId: "portal",
  permissions: new Set(),
  objectId: "portal",
  name: "portal administrator",
  directoryRoles: new Set(),
};

/** What an operation answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Milliseconds that the answer takes by itself: those of the slowest item of a batch. */
  readonly delay?: number;
  /** Of a batch in which an item waits: the answer waits too. */
  readonly held?: true;
  /** Of a batch that got lost at an item which waited: no answer comes at all. */
  readonly cut?: "cut-before";
  /** Instead of a JSON body, such as the metadata document. */
  readonly text?: { readonly type: string; readonly content: string };
}

/** 204, as Graph answers what changes something. */
export const noContent: Reply = { status: 204 };

/** One operation of Graph: what it is called in rules and in the log, where it is, and what it does. */
export interface Operation {
  /** Key into the permission table, faults and log: `bookingBusiness.get`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Path template; `{name}` stands for a key: `/users/{user}/mailboxSettings`. */
  readonly path: string;
  /** The workload behind it decides the words of refusals. */
  readonly workload: "bookings" | "directory" | "mailbox" | "none";
  /** Answers synchronously; everything it writes is one transaction. */
  readonly run: (call: Call) => Reply;
}

function workloadOf(path: string): Operation["workload"] {
  if (path.startsWith("/$")) return "none";
  if (path.startsWith("/solutions/")) return "bookings";
  return path.includes("/mailboxSettings") ? "mailbox" : "directory";
}

/** A method and a path, as Microsoft's pages write them. */
export type Place = `${Operation["method"]} /${string}`;

/** An operation at a place; the path tells the workload. */
export function operation(name: string, at: Place, run: Operation["run"]): Operation {
  const [method, path] = at.split(" ") as [Operation["method"], string];
  return { name, method, path, workload: workloadOf(path), run };
}

interface CallInput {
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

  param(name: string): string {
    return this.input.params[name] ?? "";
  }

  of<T extends object>(definition: CollectionDefinition<T>): Collection<T> {
    return this.world.store.of(definition);
  }

  read(type: string): JsonObject {
    return readStructure(type, this.rawBody(), "", this.world.settings.undeclaredProperties === "ignored");
  }

  /** The body as an object, unchecked: for actions with parameters. */
  rawBody(): JsonObject {
    if (this.input.body === undefined) throw graphFaults.emptyPayload();
    if (!isJsonObject(this.input.body)) throw graphFaults.invalidJson();
    return this.input.body;
  }

  prefers(preference: string): boolean {
    return (this.input.headers["prefer"] ?? "").toLowerCase().includes(preference.toLowerCase());
  }

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
    const select = this.selectOf(type);
    const chosen = select ? `(${select.join(",")})` : "";
    const context = this.context(`${contextPath}${chosen}/$entity`);
    return { status, body: entityBody(type, entity, context, select) };
  }

  /** What `$select` names; refuses what that type does not have. */
  selectOf(type: string): readonly string[] | undefined {
    const names = this.select();
    const unknown = names?.find((name) => !typeOf(type).properties.has(name));
    if (unknown === undefined) return names;
    throw graphFaults.unknownProperty(unknown, type);
  }

  list(contextPath: string, value: JsonObject[], extra: JsonObject = {}): Reply {
    return { status: 200, body: { "@odata.context": this.context(contextPath), ...extra, value } };
  }

  newId(): string {
    return randomUUID();
  }
}

/** Bodies by what they show: entities of the store are never changed in place, so a body holds as long as its entity. */
const kept = new WeakMap<object, JsonObject>();

/** The body that answers with one entity of that type; the selected properties only, where some are selected. */
export function entityBody(
  type: string,
  entity: object,
  context: string,
  select?: readonly string[],
): JsonObject {
  if (select) return { "@odata.context": context, ...present(type, entity, select) };
  const known = kept.get(entity);
  if (known?.["@odata.context"] === context) return known;
  const body = keepText({ "@odata.context": context, ...present(type, entity) });
  kept.set(entity, body);
  return body;
}
