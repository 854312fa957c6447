import { expect } from "chai";
import { withCallHint } from "../../src/cli/shell-lines";
import { FakeIo } from "./fake-io";

function toldAfter(text: string, calledAs: string, terminal = true): string {
  const env = { NHSMAIL_BOOKINGS_CALLED_AS: calledAs };
  const streams = new FakeIo({ cwd: "/srv/estate", env, terminal });
  const { io, hint } = withCallHint(streams);
  io.stderr.write(text);
  hint();
  return streams.stderrText.slice(text.length);
}

describe("commands that messages name", () => {
  it("are followed once by what can be typed, where bookings is not on the PATH", () => {
    expect(toldAfter("→ run bookings up leeds, then bookings status\n", "bin/bookings")).to.equal(
      '(Type “bin/bookings” for “bookings”, or put it on your PATH first: export PATH="/srv/estate/bin:$PATH")\n',
    );
    expect(toldAfter("→ run bookings up leeds\n", "npx bookings")).to.equal(
      "(Type “npx bookings” for “bookings”.)\n",
    );
  });

  it("need no more words where they can be typed, where none is named, and where no one types", () => {
    expect(toldAfter("→ run bookings up leeds\n", "")).to.equal("");
    expect(toldAfter("leeds: 2 bookings\n/srv/bookings up\n", "bin/bookings")).to.equal("");
    expect(toldAfter("→ run bookings up leeds\n", "bin/bookings", false)).to.equal("");
  });
});
