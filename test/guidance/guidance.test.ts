import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import PizZip from "pizzip";
import { Presentation } from "../../src/guidance/presentation";
import { knownLimits, questions } from "../../src/guidance/questions";
import { openInOffice } from "../support/office";
import { describeWith, program } from "../support/programs";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, validSpecs } from "../support/valid-specs";
import { faultsOf } from "./check-package";

const LONG =
  "Leeds Riverside, Wharfedale & Upper Calder Valley Teaching Hospitals and Community Care Partnership NHS Foundation Trust";
const ORGANISATION = `kind: Organisation
shortName: Leeds
name: ${LONG}
directoryName: Leeds
helpdesk:
  name: O'Neill <IT> & Co
  email: it.desk@nhs.net
guidance:
  colour: "#7C2855"
  logo: guidance/logo.png
  processes:
    - text: Ask the outpatient manager for a new calendar.
    - text: Interpreters can be booked.
      for: [patient]
${Array.from({ length: 7 }, (_, index) => `    - text: ${"Mondays are for new patients, as all clinicians are there. ".repeat(5).slice(0, 290 - index)}\n      for: [la, user, patient]\n`).join("")}`;
// A red dot.
const LOGO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
const manyCalendars = Object.fromEntries(
  Array.from({ length: 14 }, (_, index) => [
    `specs/leeds/calendars/long${index}.yaml`,
    calendar("Women and Children", `Early Pregnancy Assessment Unit ${index}`),
  ]),
);

/** What python-pptx, which is not ours, finds in a deck. */
const PYTHON = `
import json, sys
from pptx import Presentation
from pptx.util import Emu
deck = Presentation(sys.argv[1])
slides = []
for slide in deck.slides:
    texts, unnamed, ids = [], [], []
    for shape in slide.shapes:
        ids.append(shape.shape_id)
        if shape.has_text_frame: texts.append(shape.text_frame.text)
        if shape.has_table:
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
        if (shape.has_table if shape.has_text_frame is False else False) or shape.shape_type == 13:
            if not shape._element.xpath('.//p:cNvPr')[0].get('descr'): unnamed.append(shape.name)
    frames = [[s.left / 12700, s.top / 12700, (s.left + s.width) / 12700,
               492 if s.has_table else (s.top + s.height) / 12700]
              for s in slide.shapes if s.has_text_frame or s.has_table]
    notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ''
    slides.append(dict(title=slide.shapes.title.text, texts=texts, notes=notes, unnamed=unnamed,
                       ids=ids, frames=frames, layout=slide.slide_layout.name))
print(json.dumps(slides))
`;

interface Slide {
  readonly title: string;
  readonly texts: string[];
  readonly notes: string;
  readonly unnamed: string[];
  readonly ids: number[];
  /** Where text may be, in points: left, top, right, bottom. A table grows downwards as far as bodies go. */
  readonly frames: readonly (readonly [left: number, top: number, right: number, bottom: number])[];
}

const slidesOf = (file: string): Slide[] =>
  JSON.parse(execFileSync(program("python-pptx"), ["-c", PYTHON, file], { encoding: "utf8" })) as Slide[];

interface Word {
  readonly page: number;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly text: string;
}

/** The words of a deck with their places, as LibreOffice lays them out; slides are 540 points high, 960 wide. */
function wordsOf(file: string): { pages: number; words: Word[] } {
  const html = openInOffice(file, "pdf", (pdf) =>
    execFileSync(program("pdftotext"), ["-bbox", pdf, "-"], { encoding: "utf8" }),
  );
  const pages = html.split("<page ").slice(1);
  const words = pages.flatMap((text, page) =>
    [...text.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
      ([, left, top, right, bottom, word = ""]) => ({
        page: page + 1,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
        text: word,
      }),
    ),
  );
  return { pages: pages.length, words };
}

describeWith(
  ["soffice", "pdftotext", "python-pptx"],
  "bookings guidance, as a process, its slides opened by others",
  function () {
    this.timeout(240_000);
    let folder: SpecsFolder;
    const guidance = (...words: string[]) => runBookings(["guidance", ...words], { cwd: folder.root });
    const file = (name: string): string => join(folder.root, "slides", name);

    before(async () => {
      folder = new SpecsFolder({
        ...validSpecs,
        ...manyCalendars,
        "specs/leeds/organisation.yaml": ORGANISATION,
      });
      mkdirSync(join(folder.root, "guidance"));
      writeFileSync(join(folder.root, "guidance", "logo.png"), LOGO);
      const { code, stderr } = await guidance("leeds", "--out", "slides");
      expect(code, stderr).to.equal(0);
      expect(stderr).to.equal("slides/leeds-la.pptx\nslides/leeds-user.pptx\nslides/leeds-patient.pptx\n");
    });
    after(() => folder.remove());

    for (const audience of ["la", "user", "patient"]) {
      it(`gives slides that open, for: ${audience} [GUI-1]`, () => {
        const slides = slidesOf(file(`leeds-${audience}.pptx`));
        const { pages, words } = wordsOf(file(`leeds-${audience}.pptx`));
        expect(pages).to.equal(slides.length);
        for (const { title, texts, notes, unnamed, ids } of slides) {
          const all = [title, notes, ...texts].join("\n");
          expect(all, title).not.to.match(/[{}]|\[repeat/);
          expect(notes, title).not.to.equal("");
          expect(unnamed, title).to.deep.equal([]);
          expect(new Set(ids).size, title).to.equal(ids.length);
        }
        const text = slides.flatMap(({ texts }) => texts).join("\n");
        expect(text).to.contain(LONG);
        for (let index = 0; index < 14; index += 1)
          expect(text).to.contain(`Early Pregnancy Assessment Unit ${index}\n`);
        // Below the bodies are only the organisation's name and the number of the slide; nothing runs out of a slide.
        for (const { page, top, left, bottom, right, text: word } of words) {
          const frames = slides[page - 1]?.frames ?? [];
          // Letters may reach a little over the line that a frame is computed for.
          const isInside = frames.some(
            ([l, t, r, b]) => left >= l - 2 && top >= t - 4 && right <= r + 2 && bottom <= b + 4,
          );
          const isFooter = bottom > 492;
          expect(isInside || isFooter, `${audience} ${page}: “${word}” is outside of every box`).to.equal(
            true,
          );
          expect(right, `${audience} ${page}: ${word}`).to.be.below(950);
          if (bottom > 492)
            expect(`${LONG} ${page}`.replaceAll("&", "&amp;"), `${audience} ${page}`).to.contain(word);
        }
      });
    }

    it("says the organisation's name, helpdesk, processes, colour and logo, to those who should see them [GUI-1]", () => {
      const text = (name: string): string =>
        slidesOf(file(name))
          .flatMap(({ texts }) => texts)
          .join("\n");
      expect(text("leeds-la.pptx")).to.contain("O'Neill <IT> & Co: it.desk@nhs.net");
      expect(text("leeds-user.pptx")).to.contain("Ask the outpatient manager");
      expect(text("leeds-user.pptx")).not.to.contain("Interpreters");
      expect(text("leeds-patient.pptx")).to.contain("Interpreters can be booked.");
      expect(text("leeds-patient.pptx")).not.to.contain("amy.shah");
      const deck = new Presentation(readFileSync(file("leeds-la.pptx")));
      expect(deck.text("ppt/theme/theme1.xml")).to.contain(
        '<a:accent1><a:srgbClr val="7C2855"/></a:accent1>',
      );
      expect(deck.parts(/media\/logo\.png$/)).to.have.length(1);
    });

    it("has the guide's questions and the known limits where users look: in slides and docs [FAQ-1]", () => {
      const page = readFileSync("docs/questions.md", "utf8");
      const decks = {
        la: slidesOf(file("leeds-la.pptx")),
        user: slidesOf(file("leeds-user.pptx")),
        patient: [],
      };
      for (const { asked, question, answer, audiences } of questions) {
        expect(page).to.contain(`## ${question}\n\n*${asked}*\n\n${answer}\n`);
        for (const audience of audiences) {
          const texts = decks[audience].flatMap(({ texts: some }) => some).join("\n");
          expect(texts).to.contain(question).and.contain(answer);
        }
      }
      for (const limit of knownLimits) {
        expect(page).to.contain(limit);
        expect(decks.la.flatMap(({ texts }) => texts).join("\n")).to.contain(limit);
      }
    });

    it("gives the same bytes every time for all three, whatever the time zone [GUI-1]", async () => {
      const { code } = await runBookings(["guidance", "leeds", "--out", "again"], {
        cwd: folder.root,
        env: { TZ: "Pacific/Auckland" },
      });
      expect(code).to.equal(0);
      for (const name of ["leeds-la.pptx", "leeds-user.pptx", "leeds-patient.pptx"])
        expect(
          readFileSync(join(folder.root, "again", name)).equals(readFileSync(file(name))),
          name,
        ).to.equal(true);
    });

    it("gives packages that PowerPoint has nothing to repair in, as templates are [GUI-1]", () => {
      for (const name of ["la", "user", "patient"]) {
        expect(faultsOf(readFileSync(file(`leeds-${name}.pptx`))), name).to.deep.equal([]);
        expect(faultsOf(readFileSync(`templates/guidance/${name}.pptx`)), name).to.deep.equal([]);
      }
    });

    it("is checked by rules that see each kind of damage", () => {
      const damaged = (change: (deck: PizZip) => unknown): string[] => {
        const deck = new PizZip(readFileSync(file("leeds-la.pptx")));
        change(deck);
        return faultsOf(deck.generate({ type: "nodebuffer" }));
      };
      const edit = (part: string, from: RegExp, to: string) =>
        damaged((deck) => deck.file(part, (deck.file(part)?.asText() ?? "").replace(from, to)));
      const types = "[Content_Types].xml";
      expect(edit(types, /<Override PartName="\/ppt\/slides\/slide1\.xml"[^>]*>/, "")).to.deep.equal([
        "ppt/slides/slide1.xml is plain XML",
      ]);
      expect(damaged((deck) => deck.file("ppt/media/stray.png", "x"))).to.deep.equal([
        "no part leads to ppt/media/stray.png",
      ]);
      expect(damaged((deck) => deck.remove("ppt/slideLayouts/slideLayout1.xml")).join()).to.contain(
        "leads to ppt/slideLayouts/slideLayout1.xml, which is not there",
      );
      expect(edit("ppt/presentation.xml", /<p:sldId id="\d+"/, '<p:sldId id="12"').join()).to.contain(
        "12 is no slide's id",
      );
      const slide = "ppt/slides/slide1.xml";
      expect(edit(slide, /(<p:cNvPr id=")\d+(".*?<p:cNvPr id=")\d+/s, "$17$27").join()).to.contain(
        "two shapes 7",
      );
      expect(edit(slide, /r:embed="[^"]+"/, 'r:embed="rId99"').join()).to.contain(
        "rId99, which is no relation",
      );
    });

    it("shows specs that are valid, and counts slides only where there is more than one [GUI-1]", async () => {
      const slides = slidesOf(file("leeds-la.pptx"));
      const shown = slides.flatMap(({ texts }) => texts).filter((text) => text.startsWith("kind: "));
      const specs = shown.map((text) => text.replaceAll("\v", "\n"));
      expect(specs.map((text) => text.split("\n")[0])).to.have.members([
        "kind: BookingCalendar",
        "kind: UserPolicy",
      ]);
      const own = new SpecsFolder({
        ...Object.fromEntries(Object.entries(validSpecs).filter(([path]) => !path.includes("calendars/"))),
        "specs/leeds/calendars/shown.yaml": specs.find((text) => text.includes("BookingCalendar")) ?? "",
        "specs/leeds/policies/shown.yaml": specs.find((text) => text.includes("UserPolicy")) ?? "",
      });
      try {
        const { code, stdout, stderr } = await runBookings(["validate"], { cwd: own.root });
        expect(code, stdout + stderr).to.equal(0);
      } finally {
        own.remove();
      }
      const titles = slides.map(({ title }) => title);
      expect(titles).to.include("Known limits");
      expect(titles.join("\n")).to.match(/^Our calendars \(1 of [2-9]\)$/m);
      const rows = slides
        .filter(({ title }) => title.startsWith("Our calendars"))
        .map(({ texts }) => texts.filter((text) => text.startsWith("Leeds")).length);
      expect(Math.max(...rows) - Math.min(...rows), "no slide with one row left over").to.be.at.most(2);
      expect(titles.join()).not.to.contain("1 of 1");
    });

    it("takes an organisation's own template, and says what is wrong with one", async () => {
      const own = join(folder.root, "guidance", "leeds");
      mkdirSync(own);
      const template = new Presentation(readFileSync("templates/guidance/user.pptx"));
      const [first = ""] = template.slides();
      const retitled = (text: string): void => {
        const changed = (template.text(first) ?? "").replace(/<a:t>[^<]*<\/a:t>/, `<a:t>${text}</a:t>`);
        template.write(first, changed);
        writeFileSync(join(own, "user.pptx"), template.bytes());
      };
      retitled("Ours, of {organisation}");
      expect((await guidance("leeds", "--for", "user", "--out", "own")).code).to.equal(0);
      expect(slidesOf(join(folder.root, "own", "leeds-user.pptx"))[0]?.title).to.equal(`Ours, of ${LONG}`);
      retitled("Ours, of {organization}");
      const wrong = await guidance("leeds", "--for", "user", "--out", "own");
      expect(wrong.code).to.equal(1);
      expect(wrong.stderr)
        .to.contain("guidance/leeds/user.pptx cannot be used")
        .and.contain("{organization}");
      copyFileSync("package.json", join(own, "user.pptx"));
      const broken = await guidance("leeds", "--for", "user");
      expect(broken.code).to.equal(1);
      expect(broken.stderr).to.contain("cannot be used").and.not.contain("    at ");
    });
  },
);
