import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { StateFacts } from "../../doctor/facts";
import { askBackend, folderFault, type StateBackend, stateBackend } from "../../engine/backend";
import { environment, passphraseVariable } from "../../engine/environment";
import type { EngineWay } from "../../engine/install/engine-facts";
import { damageInMessage } from "../../engine/internals/engine-events";
import { locksAreSeen, readLocks } from "../../engine/internals/lock-files";
import { passphraseFits } from "../../engine/internals/passphrase";
import { damagedSettings } from "../../engine/internals/stack-settings";
import { damagedState } from "../../engine/internals/state-files";
import { holderState, holderWords } from "../../engine/lock";
import { problem } from "../../problem/problem";
import { redact } from "../../problem/redact";
import type { Io } from "../context";

/** Where the record is kept, whether it can be used from here, and who holds which stack. */
export async function lookAtState(
  io: Io,
  root: string,
  engine: EngineWay | "no-home",
  stacks: readonly string[],
): Promise<StateFacts> {
  const passphrase = passphraseFault(io, root, stacks);
  return { ...(await lookAtPlace(io, root, engine, stacks)), ...(passphrase && { passphrase }) };
}

/** Tries the passphrase of the environment on the settings of the first stack that has any. */
function passphraseFault({ env }: Io, root: string, stacks: readonly string[]): StateFacts["passphrase"] {
  const variable = passphraseVariable(env);
  const named = env[variable];
  if (!named) return undefined;
  const passphrase = variable.endsWith("_FILE") ? readIfThere(named)?.trim() : named;
  if (passphrase === undefined) return { variable, why: `${named} cannot be read` };
  const salt = stacks
    .map((stack) => readIfThere(join(root, "stacks", `Pulumi.${stack}.yaml`)))
    .map((text) => /^encryptionsalt: (\S+)$/m.exec(text ?? "")?.[1])
    .find((one) => one !== undefined);
  const fits = salt === undefined || passphraseFits(salt, passphrase) !== false;
  return fits ? undefined : { variable, why: "incorrect passphrase" };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

async function lookAtPlace(
  io: Io,
  root: string,
  engine: EngineWay | "no-home",
  stacks: readonly string[],
): Promise<StateFacts> {
  const here = engine !== "no-home" && engine.kind === "use" ? engine : undefined;
  const programs = [dirname(process.execPath), ...(here ? [dirname(here.pulumi)] : [])];
  const variables = environment({ root, programs, env: io.env });
  const state = stateBackend(io.env["PULUMI_BACKEND_URL"], { root, home: io.env["HOME"] });
  const backend = state.url;
  const unseen = { backend, locks: [], seesLocks: false };
  const fault = placeFault(state);
  if (fault) return { ...unseen, problem: fault, seesLocks: true };
  if (locksAreSeen(state)) {
    // whoever may list the locks of the stacks reaches the place where they are kept
    try {
      const locks = await locksOf(io, state, stacks);
      return { backend, ...(await damageOf(root, state, stacks)), locks, seesLocks: true };
    } catch (error) {
      if (state.kind === "disk") throw error;
      return { ...unseen, problem: reasonOf(error) };
    }
  }
  if (!here) return { ...unseen, notTried: "it takes the engine to ask" };
  const [organisation = "none"] = stacks;
  const refusal = await askBackend(here.pulumi, { ...io.env, ...variables }, organisation, io.signal);
  const why = refusal && damageInMessage(refusal);
  if (why !== undefined) {
    const damage = problem("state-damaged-elsewhere", { organisation, url: backend, why });
    return { ...unseen, damage };
  }
  return { ...unseen, ...(refusal !== undefined && { problem: refusal }) };
}

/** Why nothing can be kept there, as far as it is seen without asking. */
const placeFault = (state: StateBackend): string | undefined =>
  state.kind === "unusable" ? state.why : state.kind === "disk" ? folderFault(state.folder) : undefined;

/** The first state that was damaged, if one was. */
async function damageOf(
  root: string,
  backend: StateBackend,
  stacks: readonly string[],
): Promise<Pick<StateFacts, "damage">> {
  for (const organisation of stacks) {
    const damage =
      (await damagedState({ root, backend, organisation })) ?? damagedSettings(root, organisation);
    if (damage) return { damage };
  }
  return {};
}

const reasonOf = (error: unknown): string => redact(error instanceof Error ? error.message : String(error));

async function locksOf(io: Io, state: StateBackend, stacks: readonly string[]): Promise<StateFacts["locks"]> {
  const all = await Promise.all(
    stacks.map(async (organisation) => {
      const holders = await readLocks(state, organisation, io.env);
      return holders.map((holder) => ({
        organisation,
        holder: holderWords(holder, io.now()),
        isDead: holderState(holder) === "dead",
      }));
    }),
  );
  return all.flat();
}
