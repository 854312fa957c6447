import { adoptionProblems } from "./adoption";
import { cliProblems } from "./cli";
import { deletionProblems } from "./deletion";
import { directoryProblems } from "./directory";
import { doctorProblems } from "./doctor";
import { driftProblems } from "./drift";
import { engineProblems } from "./engine";
import { graphProblems } from "./graph";
import { handoverProblems } from "./handover";
import { identityProblems } from "./identity";
import { inventoryProblems } from "./inventory";
import { limitsProblems } from "./limits";
import { namingProblems } from "./naming";
import { planProblems } from "./plans";
import { policiesProblems } from "./policies";
import { reportsProblems } from "./reports";
import { reviewProblems } from "./review";
import { rulesProblems } from "./rules";
import { specProblems } from "./spec";

/** The areas apart, so that a test can see that no code is used by two of them. */
export const areas = {
  spec: specProblems,
  naming: namingProblems,
  rules: rulesProblems,
  review: reviewProblems,
  inventory: inventoryProblems,
  directory: directoryProblems,
  limits: limitsProblems,
  graph: graphProblems,
  deletion: deletionProblems,
  drift: driftProblems,
  engine: engineProblems,
  plans: planProblems,
  identity: identityProblems,
  doctor: doctorProblems,
  policies: policiesProblems,
  reports: reportsProblems,
  adoption: adoptionProblems,
  handover: handoverProblems,
  cli: cliProblems,
} as const;

type Areas = (typeof areas)[keyof typeof areas];
type All<A> = (A extends unknown ? (area: A) => void : never) extends (all: infer I) => void ? I : never;

/** Every code that there is, with its words. */
export const catalogue: All<Areas> = Object.assign({}, ...Object.values(areas));
