import { isRecord } from "../src/graph/wire";
import type { Refusal } from "./refuse";

/** What a kind of record consists of, as far as it is read back from the engine. */
export interface RecordKind<Inputs extends object, Live> {
  /** Inputs that must be texts. */
  readonly texts: readonly string[];
  /** All inputs: nothing else may turn up in a diff. */
  readonly keys: readonly (keyof Inputs)[];
  /** What inputs hold that older versions did not write. */
  readonly defaults: Partial<Inputs>;
  /** What else is wrong with inputs. */
  readonly fault: (value: Readonly<Record<string, unknown>>) => string | undefined;
  readonly isLive: (value: unknown) => value is Live;
  /** The refusal of something that cannot be read, in words. */
  readonly unknown: (value: unknown, found: string) => Refusal;
}

/** A record: what was wanted, and what was found. */
type Stored<Inputs, Live> = Inputs & { readonly schema: 1; readonly id: string; readonly live: Live };

/** What reads the records of a kind back from the engine. Records of all layouts ever written must be understood here. */
export function recordReader<Inputs extends object, Live>(kind: RecordKind<Inputs, Live>) {
  /** Only what counts as an input. */
  const inputsOf = (record: Inputs): Inputs =>
    Object.fromEntries(
      kind.keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])),
    ) as Inputs;
  /** Inputs as the engine hands them over, without what is the engine's own. */
  const parseInputs = (value: unknown): Inputs => {
    if (!isRecord(value)) throw kind.unknown(value, "no object");
    const missing = kind.texts.find((key) => typeof value[key] !== "string");
    const fault = missing ? `${missing} is no text` : kind.fault(value);
    if (fault) throw kind.unknown(value, fault);
    // The fault would have told what is not as it should be.
    return inputsOf({ ...kind.defaults, ...value } as unknown as Inputs);
  };
  const parseRecord = (value: unknown): Stored<Inputs, Live> => {
    const inputs = parseInputs(value);
    const { schema, id, live } = isRecord(value) ? value : {};
    if (schema !== 1) throw kind.unknown(value, `layout ${String(schema)}`);
    if (typeof id !== "string" || id === "" || !kind.isLive(live))
      throw kind.unknown(value, "id or live state are missing");
    return { ...inputs, schema, id, live };
  };
  return { inputsOf, parseInputs, parseRecord };
}
