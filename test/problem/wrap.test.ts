import { expect } from "chai";
import { wrap } from "../../src/problem/wrap";

describe("a line that is broken for a terminal", () => {
  it("is broken at spaces, and goes on a little more indented", () => {
    expect(wrap("  one two three four", 12)).to.equal("  one two\n    three\n    four");
    expect(wrap("short", undefined)).to.equal("short");
  });

  it("keeps a command whole, also where it is longer than the line: broken it would be two", () => {
    const pull = "bookings pull leeds --calendar LeedsHF@nhs.net --person amy.shah@nhs.net";
    expect(wrap(`  → To leave it as it is: ${pull}`, 60)).to.equal(`  → To leave it as it is:\n    ${pull}`);
    expect(wrap(`Replace them: bookings replace amy@nhs.net NEW-ADDRESS. It is one line.`, 40)).to.equal(
      "Replace them:\n  bookings replace amy@nhs.net NEW-ADDRESS.\n  It is one line.",
    );
    expect(wrap("Look for them with “bookings list --search amy” first.", 30)).to.equal(
      "Look for them with\n  “bookings list --search amy”\n  first.",
    );
  });
});
