import type { JsonObject, JsonValue } from "../json";
import { isJsonObject } from "../json";
import { resourceAt } from "../model/resource-at";
import { isStructured, typeOf } from "../model/type-of";
import type { Segment } from "../odata/parse-path";
import type { Call } from "./call";
import type { Operation } from "./operation";
import { noContent, type Reply } from "./reply";

/** Which property of what a path names. */
interface PropertyPath {
  readonly of: readonly Segment[];
  readonly name: string;
  /** `/$value`: the value alone, as text. */
  readonly raw: boolean;
}

/** Reads `…/users/{id}/displayName` and `…/displayName/$value`; `undefined` where the model has no such property. */
export function propertyPath(segments: readonly Segment[]): PropertyPath | undefined {
  const resource = resourceAt(segments);
  if (resource?.kind !== "value" && resource?.kind !== "complex" && resource?.kind !== "raw")
    return undefined;
  const raw = resource.kind === "raw";
  const end = segments.length - (raw ? 2 : 1);
  const of = segments.slice(0, end);
  const type = resourceAt(of)?.type ?? "";
  const wanted = segments[end]?.text.toLowerCase();
  const names = isStructured(type) ? [...typeOf(type).properties.keys()] : [];
  const name = names.find((one) => one.toLowerCase() === wanted);
  return name === undefined ? undefined : { of, name, raw };
}

function answer(context: string, value: JsonValue, raw: boolean): Reply {
  if (value === null) return noContent;
  if (raw) return { status: 200, text: { type: "text/plain", content: String(value) } };
  const body: JsonObject = isJsonObject(value) ? value : { value };
  return { status: 200, body: { "@odata.context": context, ...body } };
}

/** The operation that reads one property by way of the one that reads the whole. */
export function propertyOperation(whole: Operation, { of, name, raw }: PropertyPath): Operation {
  const run = (call: Call): Reply => {
    const { body = {} } = whole.run(call.selecting(name));
    const set = String(body["@odata.context"]).split("#")[1] ?? "";
    // `users(mail)/$entity` is `users('amy@nhs.net')/mail` here; complex values have their path there already.
    const entity = set.replace(/(\([^']*\))?\/\$entity$/, `('${encodeURIComponent(of.at(-1)?.text ?? "")}')`);
    return answer(call.context(`${entity}/${name}`), body[name] ?? null, raw);
  };
  return { ...whole, run };
}
