/** What tools/engine/plugin/watch-engine.cjs leaves for us in a provider process. */
interface EngineWatch {
  readonly pid: number;
  isAlive(): boolean;
}

const WATCH = Symbol.for("nhsmail-bookings.engine");

/**
 * Whether someone is left to record what this process does. False only in a provider process whose engine died: then
 * the next Graph call must not be made. Everywhere else (the command line, tests) there is no engine to lose: true.
 * Cheap enough to ask before every call.
 */
export function isEngineAlive(): boolean {
  const watch = (globalThis as { [WATCH]?: EngineWatch })[WATCH];
  return watch?.isAlive() ?? true;
}
