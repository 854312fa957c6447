// `npm test`: the set-up of a fresh clone, then the whole check, tests included. It is `npm run check` by another name,
// so that no one's continuous integration can run less than the other's.
import "./check.mjs";
