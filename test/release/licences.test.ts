import { expect } from "chai";
import { licencesOfPackages } from "../../tools/generate/third-party-page";
import { PRODUCT } from "../playground/product";

/** Licences under which NHS organisations may use, change and pass on what they install, without opening their own work. */
const FREE = [
  "(BSD-3-Clause AND Apache-2.0)",
  "(MIT AND Zlib)",
  "(MIT OR GPL-3.0)",
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Bitstream Vera, changes in the public domain",
  "BlueOak-1.0.0",
  "CC-BY-3.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  // of the file that draws charts, and only if someone changes that
  "MPL-2.0",
  "Python-2.0",
];

describe("the licences of what is installed with the product", () => {
  it("are known, each of them, and ask nothing of whoever uses it", () => {
    const others = [...licencesOfPackages(PRODUCT)].filter(([licence]) => !FREE.includes(licence));
    expect(others).to.deep.equal([]);
  });
});
