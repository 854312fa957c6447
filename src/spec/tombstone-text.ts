import { isMap, isScalar, isSeq, type Pair, Scalar, type YAMLMap } from "yaml";
import { parseDocument } from "./parse-document";

/** What an LA says when a calendar is to be deleted. */
export interface DeletionWords {
  readonly confirm: string;
  readonly reason: string;
  readonly withFutureAppointments: boolean;
}

/** What a deleted calendar's spec no longer has. */
const GONE: readonly string[] = ["admins", "viewers", "recreate", "status", "deletion"];

const isGone = ({ key }: Pair): boolean => isScalar(key) && GONE.includes(String(key.value));

/** Comments on lines of their own stay when what they stood above goes; a remark behind a person's name goes with it. */
function commentsOf({ key, value }: Pair): string[] {
  const inside = isSeq(value) ? [value, ...value.items] : [value];
  return [key, ...inside].flatMap((node) => {
    const comment = (node as { commentBefore?: string | null } | null)?.commentBefore;
    return comment ? [comment] : [];
  });
}

function deletionOf({ confirm, reason, withFutureAppointments }: DeletionWords): Record<string, string> {
  return { confirm, reason, ...(withFutureAppointments && { withFutureAppointments: "true" }) };
}

/** A calendar's spec turned into its tombstone: no users, the confirmation, and every comment that is not about a person. */
export function tombstoneText(text: string, deletion: DeletionWords): string {
  const document = parseDocument(text);
  const { contents } = document;
  if (!isMap(contents)) throw new TypeError("a spec is a map of fields");
  const map = contents as YAMLMap;
  const kept = map.items.flatMap((pair) => (isGone(pair) ? commentsOf(pair) : []));
  map.items = map.items.filter((pair) => !isGone(pair));
  const status = new Scalar("status");
  if (kept.length > 0) status.commentBefore = kept.join("\n");
  map.items.push(document.createPair(status, "deleted"));
  map.items.push(document.createPair("deletion", deletionOf(deletion)));
  const result = document.toString({ lineWidth: 0 });
  // a review must show what changed, and not every line
  return text.includes("\r\n") ? result.replace(/\r?\n/g, "\r\n") : result;
}
