import { openGraph } from "../../src/graph/open-graph";

// A process of its own that signs in as an organisation's operator: run by a test, several at once.
openGraph({ identity: { operatorOf: "leeds" } })
  .claims()
  .then(
    (claims) => process.stdout.write(JSON.stringify(claims)),
    (error: unknown) => {
      process.stderr.write(String(error));
      process.exitCode = 1;
    },
  );
