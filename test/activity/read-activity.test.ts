import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import { expect } from "chai";
import { chartPng, chartSvg } from "../../src/activity/chart";
import { readActivity, windowsOf } from "../../src/activity/read-activity";
import { SummaryCounter } from "../../src/activity/summary";
import type { GraphAnswer, GraphCall } from "../../src/graph/call";
import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError } from "../../src/graph/graph-error";
import { activityTable, activityTsv } from "../../src/report/activity-text";

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");

/** Graph as far as these tests need it: a list in pages, and single appointments that tell the customers. */
function graphWith(count: number, every: number, options: { pageSize?: number; lost?: string } = {}) {
  const { pageSize = 500, lost } = options;
  const asked: string[] = [];
  const entry = (index: number) => ({
    id: `A${index}`,
    startDateTime: { dateTime: new Date(START + index * every).toISOString(), timeZone: "UTC" },
    duration: "PT30M",
    serviceName: index % 3 === 0 ? "Echo" : "ECG",
    staffMemberIds: [`s${index % 2}`],
    filledAttendeesCount: 1,
  });
  const answer = (call: GraphCall): GraphAnswer => {
    asked.push(call.path);
    const url = new URL(`https://graph.example${call.path}`);
    const [, id] = /appointments\/(\w+)$/.exec(url.pathname) ?? [];
    if (id)
      return {
        status: 200,
        headers: {},
        body: { ...entry(Number(id.slice(1))), customers: [{ name: `C${id}` }] },
      };
    const [from, until] = ["start", "end"].map((name) => Date.parse(url.searchParams.get(name) ?? "")) as [
      number,
      number,
    ];
    const first = Math.max(0, Math.ceil((from - START) / every) - 1);
    const last = Math.min(count, Math.ceil((until - START) / every));
    const at = Number(url.searchParams.get("$skip") ?? first);
    const end = Math.min(last, at + pageSize);
    const value = Array.from({ length: Math.max(0, end - at) }, (_, index) => entry(at + index));
    url.searchParams.set("$skip", String(end));
    return { status: 200, headers: {}, body: { value, ...(end < last && { "@odata.nextLink": url.href }) } };
  };
  const client: Pick<GraphClient, "send" | "sendAll"> = {
    send: async (call) => answer(call),
    sendAll: async (calls) =>
      calls.map((call) =>
        lost && call.path.endsWith(`/${lost}`)
          ? {
              ok: false,
              error: new GraphError({
                kind: "not-found",
                method: "GET",
                path: call.path,
                status: 404,
                detail: "",
              }),
            }
          : { ok: true, answer: answer(call) },
      ),
  };
  return { client: client as GraphClient, asked };
}

describe("reading a calendar's activity", () => {
  it("asks for 120 days at a time, and takes each appointment once [REP-1]", async () => {
    const period = { from: START, until: START + 365 * DAY };
    expect(windowsOf(period)).to.have.length(4);
    const { client, asked } = graphWith(730, DAY / 2, { pageSize: 50 });
    const ids: string[] = [];
    for await (const page of readActivity(client, "a@nhs.net", period, false))
      ids.push(...page.appointments.map(({ id }) => id));
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.have.length(730);
    for (const path of asked) {
      const { searchParams } = new URL(`https://graph.example${path}`);
      const [from, until] = ["start", "end"].map((name) => Date.parse(searchParams.get(name) ?? "")) as [
        number,
        number,
      ];
      expect((until - from) / DAY).to.be.at.most(120);
    }
  });

  it("reads appointments one by one only where customers are asked for, and counts those that cannot be read", async () => {
    const period = { from: START, until: START + 5 * DAY };
    const without = graphWith(5, DAY);
    for await (const page of readActivity(without.client, "a@nhs.net", period, false))
      expect(page.unreadable).to.equal(0);
    expect(without.asked.filter((path) => path.includes("/appointments/"))).to.deep.equal([]);
    const { client } = graphWith(5, DAY, { lost: "A3" });
    for await (const page of readActivity(client, "a@nhs.net", period, true)) {
      expect(page.unreadable).to.equal(1);
      expect(page.appointments.map(({ body }) => body["customers"] !== undefined)).to.deep.equal([
        true,
        true,
        true,
        false,
        true,
      ]);
    }
  });

  it("holds no more than a page of 100,000 appointments [REP-1]", async function () {
    this.timeout(60_000);
    const { client } = graphWith(100_000, 300_000);
    let [count, most] = [0, 0];
    const before = process.memoryUsage().heapUsed;
    for await (const page of readActivity(
      client,
      "a@nhs.net",
      { from: START, until: START + 350 * DAY },
      true,
    )) {
      count += page.appointments.length;
      most = Math.max(most, page.appointments.length);
    }
    expect(count).to.equal(100_000);
    expect(most).to.be.at.most(500);
    expect(process.memoryUsage().heapUsed - before).to.be.below(200e6);
  });
});

describe("totals of activity", () => {
  const facts = {
    staff: new Map([["s0", { name: "Amy Shah", address: "a@nhs.net" }]]),
    zone: "Europe/London",
  };
  async function counted() {
    const counter = new SummaryCounter();
    counter.addCalendar("LeedsEmpty");
    const { client } = graphWith(28, DAY);
    for await (const page of readActivity(
      client,
      "a@nhs.net",
      { from: START, until: START + 28 * DAY },
      false,
    ))
      for (const one of page.appointments) counter.add(one, "LeedsCardiology", facts);
    return counter.summary();
  }

  it("are by calendar, clinician, service and week, with zeros for a calendar without any [REP-1]", async () => {
    const summary = await counted();
    expect(summary.calendar.get("LeedsEmpty")).to.deep.equal({ appointments: 0, customers: 0, minutes: 0 });
    expect(activityTable(summary, ["calendar", "clinician"])).to.equal(
      [
        "Calendar         Appointments  Customers  Hours",
        "LeedsCardiology            28         28   14.0",
        "LeedsEmpty                  0          0    0.0",
        "",
        "Clinician  Appointments  Customers  Hours",
        "Amy Shah             14         14    7.0",
        "s1                   14         14    7.0",
        "",
      ].join("\n"),
    );
    expect([...summary.week.keys()]).to.deep.equal([
      "2025-12-29",
      "2026-01-05",
      "2026-01-12",
      "2026-01-19",
      "2026-01-26",
    ]);
    expect(activityTsv(summary, ["service"])).to.equal(
      "\uFEFFBy\tName\tAppointments\tCustomers\tHours\nService\tECG\t18\t18\t9.0\nService\tEcho\t10\t10\t5.0\n",
    );
  });

  const totals = (counts: Readonly<Record<string, number>>) =>
    new Map(
      Object.entries(counts).map(([name, count]) => [
        name,
        { appointments: count, customers: count, minutes: 0 },
      ]),
    );
  const textsOf = (svg: string): string[] =>
    [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);

  it("are drawn so that names keep their ends and none is cut off, with every number and the source [REP-1]", async () => {
    const long = "LeedsWWWWWWWWWWomensAndChildrensServicesWWWWWWWWEarlyPregnancyUnit";
    const svg = await chartSvg({
      title: "Appointments by calendar",
      subtitle: "3 calendars, 1 – 30 September 2026",
      by: "calendar",
      totals: totals({ [`${long}1`]: 1234, [`${long}2`]: 40, LeedsCardiology: 0 }),
    });
    const texts = textsOf(svg);
    expect(texts.filter((text) => /^Leeds.*…/.test(text)).map((text) => text.slice(-5))).to.deep.equal([
      "Unit1",
      "Unit2",
    ]);
    expect(texts).to.include("1,234").and.include("40").and.include("0");
    expect(texts.join()).to.contain(
      "Cancelled appointments and patients who did not come cannot be told apart",
    );
    const { resolve } = createRequire(__filename);
    const fontFiles = [resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")];
    const image = new Resvg(svg, {
      font: { loadSystemFonts: false, fontFiles, defaultFontFamily: "DejaVu Sans" },
    }).render();
    const isWhite = (x: number, y: number): boolean => image.pixels[(y * image.width + x) * 4] === 255;
    const border = Array.from({ length: image.height }, (_, y) =>
      [5, image.width - 5].map((x) => isWhite(x, y)),
    );
    expect(border.flat()).not.to.include(false);
  });

  it("are drawn with words where there is nothing to draw", async () => {
    for (const none of [{}, { LeedsCardiology: 0 }]) {
      const input = { title: "t", subtitle: "s", by: "calendar", totals: totals(none) } as const;
      expect(textsOf(await chartSvg(input))).to.include("No appointments in this period");
    }
  });

  it("are drawn alike every time, as SVG and as PNG [REP-1]", async () => {
    const { week } = await counted();
    const input = {
      title: "Appointments by week",
      subtitle: "1 calendar",
      by: "week",
      totals: week,
    } as const;
    const svg = await chartSvg(input);
    expect(await chartSvg(input)).to.equal(svg);
    for (const text of ["Appointments by week", "29 Dec", "26 Jan"]) expect(svg).to.contain(text);
    const png = await chartPng(svg);
    expect(png.subarray(1, 4).toString()).to.equal("PNG");
    expect(png.readUInt32BE(16)).to.equal(2400);
  });
});
