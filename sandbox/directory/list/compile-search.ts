import { isJsonObject } from "../../json";
import { GraphFault } from "../../odata/graph-fault";

type Test = (entity: object) => boolean;

/** Properties that are looked at word by word; of others only the beginning is. */
const tokenised = new Set(["displayName", "description"]);

function bad(text: string): GraphFault {
  return new GraphFault(
    400,
    "Request_BadRequest",
    `Syntax error: character ${text} in $search is not valid.`,
  );
}

function clause(text: string, searchable: ReadonlySet<string>): Test {
  const at = text.indexOf(":");
  const name = text.slice(0, at).trim();
  const value = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  if (at < 1 || !searchable.has(name)) throw bad(`':' after '${name}'`);
  return (entity) => {
    const found = isJsonObject(entity) ? entity[name] : undefined;
    const texts = (Array.isArray(found) ? found : [found]).map((one) => String(one ?? "").toLowerCase());
    if (!tokenised.has(name)) return texts.some((one) => one.startsWith(value));
    const wanted = value.split(/\s+/);
    return texts.some((one) => {
      const words = one.split(/[^\p{L}\p{N}']+/u);
      return wanted.every((word) => words.some((candidate) => candidate.startsWith(word)));
    });
  };
}

/** Reads `"displayName:amy" OR "mail:amy"`; AND binds closer. */
export function compileSearch(text: string, searchable: ReadonlySet<string>): Test {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  const alternatives: Test[][] = [[]];
  let expectsClause = true;
  for (const part of parts) {
    if (expectsClause) {
      if (!/^".*"$/s.test(part)) throw bad(`'${part}'`);
      alternatives.at(-1)?.push(clause(part.slice(1, -1).replaceAll("\\", ""), searchable));
    } else if (part === "OR") alternatives.push([]);
    else if (part !== "AND") throw bad(`'${part}'`);
    expectsClause = !expectsClause;
  }
  if (expectsClause) throw bad("''");
  return (entity) => alternatives.some((all) => all.every((test) => test(entity)));
}
