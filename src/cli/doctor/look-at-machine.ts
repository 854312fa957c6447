import { homedir } from "node:os";
import type { EngineState } from "../../doctor/facts";
import { chooseEngine } from "../../engine/install/choose-engine";
import { engineCache } from "../../engine/install/engine-cache";
import { enginePins } from "../../engine/install/engine-pins";
import type { EngineWay } from "../../engine/install/engine-way";
import { lookForEngine } from "../../engine/install/look-for-engine";
import type { Io } from "../io";

const FROM: Readonly<Record<Extract<EngineWay, { kind: "use" }>["origin"], string>> = {
  named: "named by BOOKINGS_PULUMI",
  path: "on the PATH",
  cache: "in the user's cache",
};

/** The engine that a run would use. Installs nothing. */
export async function lookAtEngine({ env }: Pick<Io, "env">): Promise<EngineWay> {
  const machine = `${process.platform}-${process.arch}`;
  const cache = engineCache({ env, home: homedir(), machine });
  return chooseEngine(await lookForEngine({ pins: enginePins, env, cache, machine }));
}

/** The same as a fact to be judged. */
export function engineState(way: EngineWay): EngineState {
  switch (way.kind) {
    case "use":
      return { what: "here", version: way.version, from: FROM[way.origin] };
    case "download":
      return { what: "to-come", version: way.version, how: "downloaded" };
    case "build":
      return { what: "to-come", version: way.version, how: "built" };
    case "none":
      return { what: "none", because: way.because };
  }
}
