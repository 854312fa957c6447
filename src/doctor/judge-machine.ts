import { problem } from "../problem/problem";
import { type Check, checkOf } from "./check";
import type { DoctorFacts, EngineState } from "./facts";

/** Node's major version: `v24.21.0` → 24. */
const majorOf = (version: string): number => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);

/** The programs that this machine runs with. */
export function judgeMachine({ node, engine }: Pick<DoctorFacts, "node" | "engine">): Check[] {
  const isOld = majorOf(node.version) < node.least;
  return [
    checkOf("node", "Node", node.version.replace(/^v/, ""), isOld ? [problem("doctor-node-old", node)] : []),
    judgeEngine(engine),
  ];
}

function judgeEngine(engine: EngineState): Check {
  const of = "Pulumi";
  switch (engine.what) {
    case "here":
      return checkOf("engine", of, `${engine.version.replace(/^v/, "")}, ${engine.from}`);
    case "to-come":
      return checkOf("engine", of, `${engine.version}, not here yet`, [
        problem("doctor-engine-to-come", { version: engine.version, how: engine.how }),
      ]);
    case "none":
      return checkOf("engine", of, "none", [problem("doctor-engine-none", { because: engine.because })]);
  }
}
