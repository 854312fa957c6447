import { createRequire } from "node:module";
import type { Grouping, Totals } from "./summary";

/** What a chart shows. */
interface ChartInput {
  readonly title: string;
  readonly subtitle: string;
  readonly by: Grouping;
  readonly totals: ReadonlyMap<string, Totals>;
}

const WIDTH = 1200;
/** More bars than this cannot be read on a page; the rest are added up in one. */
const MOST_BARS = 20;
const NHS_BLUE = "#005EB8";
const INK = "#212B32";
const FONT = "DejaVu Sans, Arial, Helvetica, sans-serif";

/** Wide enough for the longest name in the font that comes with the product. */
const NAMES_WIDTH = 450;
const EMPTY = "No appointments in this period";

type Bar = readonly [name: string, appointments: number];

/** Weeks in order of time, all others by size with the smallest ones together. */
function barsOf({ by, totals }: ChartInput): Bar[] {
  const all: Bar[] = [...totals].map(([name, { appointments }]) => [name, appointments]);
  if (by === "week") return all;
  const sorted = all.sort(([, one], [, other]) => other - one);
  if (sorted.length <= MOST_BARS) return sorted;
  const rest = sorted.slice(MOST_BARS - 1);
  const sum = rest.reduce((total, [, appointments]) => total + appointments, 0);
  return [...sorted.slice(0, MOST_BARS - 1), [`${rest.length} others`, sum]];
}

/** Roughly how wide a text is in pixels, in the font of the labels. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[WMmw@]/.test(character) ? 15 : /[A-Z]/.test(character) ? 11 : 9.5;
  return width;
}

/** A name that fits beside its bar. It is cut in the middle: names of calendars differ at their ends. */
function shortened(name: string): string {
  const characters = [...name];
  let short = name;
  for (let kept = characters.length - 1; widthOf(short) > NAMES_WIDTH - 40 && kept > 2; kept -= 1) {
    const half = Math.floor(kept / 2);
    short = `${characters.slice(0, half).join("")}…${characters.slice(-half).join("")}`;
  }
  return short;
}

/** What every chart has to say for itself, as it is cut out of its report. */
const SOURCE =
  "Source: Microsoft Bookings, from Microsoft Graph. Cancelled appointments and patients who did not come cannot be told apart.";
const grouped = (count: number): string => count.toLocaleString("en-GB");

const day = (monday: string): string => {
  const date = new Date(`${monday}T00:00:00Z`);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
};

function optionsOf(input: ChartInput, bars: readonly Bar[]): Record<string, unknown> {
  const isWeeks = input.by === "week";
  const label = { fontFamily: FONT, color: INK, fontSize: 15 };
  const isLabelled = bars.length <= 30;
  const names = {
    type: "category",
    data: bars.map(([name]) => (isWeeks ? day(name) : shortened(name))),
    inverse: !isWeeks,
    axisLabel: {
      ...label,
      interval: isWeeks && bars.length > 26 ? "auto" : 0,
      rotate: bars.length > 14 && isWeeks ? 60 : 0,
    },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: "#768692" } },
  };
  // Where each bar has its number, an axis would say it twice.
  const numbers = {
    type: "value",
    minInterval: 1,
    axisLabel: { ...label, show: !isLabelled },
    splitLine: { show: !isLabelled, lineStyle: { color: "#D8DDE0" } },
  };
  const isEmpty = bars.every(([, appointments]) => appointments === 0);
  const note = { fontFamily: FONT, fill: "#4C6272" };
  return {
    animation: false,
    backgroundColor: "#FFFFFF",
    title: {
      text: input.title,
      subtext: input.subtitle,
      left: 24,
      top: 20,
      textStyle: { fontFamily: FONT, color: INK, fontSize: 24 },
      subtextStyle: { fontFamily: FONT, color: "#4C6272", fontSize: 15 },
    },
    grid: {
      left: isWeeks ? (isLabelled ? 24 : 80) : NAMES_WIDTH,
      right: 72,
      top: 100,
      bottom: isWeeks ? 72 : 56,
    },
    graphic: [
      { type: "text", left: 29, bottom: 16, style: { ...note, text: SOURCE, fontSize: 13 } },
      ...(isEmpty
        ? [{ type: "text", left: "center", top: "middle", style: { ...note, text: EMPTY, fontSize: 18 } }]
        : []),
    ],
    xAxis: isWeeks ? names : numbers,
    yAxis: isWeeks ? numbers : names,
    series: [
      {
        type: "bar",
        data: bars.map(([, appointments]) => appointments),
        itemStyle: { color: NHS_BLUE },
        barMaxWidth: 48,
        label: {
          ...label,
          show: isLabelled,
          position: isWeeks ? "top" : "right",
          formatter: ({ value }: { value: number }) => grouped(value),
        },
      },
    ],
  };
}

/** A bar chart of appointments as SVG. The same totals give the same bytes. */
export async function chartSvg(input: ChartInput): Promise<string> {
  const echarts = await import("echarts");
  const bars = barsOf(input);
  const height = input.by === "week" ? 600 : 170 + Math.max(3, bars.length) * 36;
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    chart.setOption(optionsOf(input, bars));
    // Styles for a mouse, whose names are counted through the life of the process.
    return chart
      .renderToSVGString()
      .replace(/ class="zr[^"]*"/g, "")
      .replace(/<style[\s\S]*?<\/style>\n?/, "");
  } finally {
    chart.dispose();
  }
}

/** An SVG as PNG, at twice its size for print. The font comes with the product, so that every machine draws the same. */
export async function chartPng(svg: string): Promise<Buffer> {
  const { Resvg } = await import("@resvg/resvg-js");
  const { resolve } = createRequire(__filename);
  const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) =>
    resolve(`dejavu-fonts-ttf/ttf/${file}`),
  );
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: "DejaVu Sans" };
  return new Resvg(svg, { font, fitTo: { mode: "width", value: WIDTH * 2 } }).render().asPng();
}
