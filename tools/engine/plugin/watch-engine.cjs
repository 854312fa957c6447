// Loaded before anything else in a provider process. When the engine dies (SIGKILL, out of memory), no one is left to
// record what the provider does, yet the process would live on and finish its calls: calendars that no state knows.
// So: `isAlive` is asked before every Graph call (providers/engine-alive.ts), and the process leaves by itself soon after.
const ORPHANED = 17;
const LOOK_EVERY_MS = 100;
// Long enough for the answer of a call under way to arrive and be journalled, short enough to be gone before a new run.
const LEAVE_AFTER_MS = 2_000;

const engine = Number(process.env.BOOKINGS_ENGINE_PID);
// A child of this process has another parent, and would think its engine dead.
delete process.env.BOOKINGS_ENGINE_PID;

if (Number.isInteger(engine) && engine > 1) {
  const watch = { pid: engine, isAlive: () => process.ppid === engine };
  globalThis[Symbol.for("nhsmail-bookings.engine")] = watch;

  const look = setInterval(() => {
    if (watch.isAlive()) return;
    clearInterval(look);
    setTimeout(() => process.exit(ORPHANED), LEAVE_AFTER_MS);
  }, LOOK_EVERY_MS);
  look.unref();
}
