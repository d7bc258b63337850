// Draws a picture beside every table that stands in a <figure data-chart>. The table says all of it by itself; the library
// is fetched when the first picture comes into view.
"use strict";

const library = document.currentScript.dataset.library;
const nonce = document.currentScript.nonce;
const TONES = 8;
const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
// As #rrggbb: a saved picture is opened by programs that know no newer colours.
const style = (name) => {
  pixel.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  pixel.fillRect(0, 0, 1, 1);
  return `#${[...pixel.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
};
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Map();

// ---- what the table says

const number = (cell) => {
  const raw = cell.dataset.value ?? cell.textContent.trim();
  return /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : null;
};

const words = (cell) => cell.textContent.trim().replace(/\s+/g, " ");

const read = (figure) => {
  const rows = [...figure.querySelectorAll("tbody tr")];
  const heads = [...figure.querySelectorAll("thead th.num")];
  const names = rows.map((row) => words(row.cells[0]));
  const values = rows.map((row) => [...row.querySelectorAll("td.num")]);
  return { names, series: heads.map((head, at) => ({ name: words(head), data: values.map((cells) => cells[at] ? number(cells[at]) : null), said: values.map((cells) => cells[at] ? words(cells[at]) : "") })) };
};

// ---- how it looks

const frame = (figure) => ({
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"), color: style("--ah-text"), fontSize: 15 },
  color: [...Array(TONES).keys()].map((at) => style(`--ah-tone-${at}`)),
  animation: !calm.matches,
  aria: { enabled: true, decal: { show: true }, label: { description: figure.dataset.title } },
});

const legend = (series) => ({ show: series.length > 1, bottom: 0, textStyle: { color: style("--ah-text"), fontSize: 15 }, icon: "roundRect" });
const axisLabel = () => ({ color: style("--ah-text"), fontSize: 15 });
const lines = () => ({ lineStyle: { color: style("--ah-line") } });
const wide = (figure) => figure.clientWidth > 560;

const bars = (figure, { names, series }, stacked) => ({
  grid: { left: 8, right: 56, top: 8, bottom: series.length > 1 ? 48 : 8, containLabel: true },
  legend: legend(series),
  xAxis: { type: "value", min: 0, max: stacked ? 100 : figure.dataset.max || null, axisLabel: axisLabel(), splitLine: lines() },
  yAxis: { type: "category", data: names, inverse: true, axisTick: { show: false }, axisLine: lines(), axisLabel: { ...axisLabel(), width: wide(figure) ? 260 : 110, overflow: "break", lineHeight: 18 } },
  series: series.map((one) => ({
    ...{ type: "bar", name: one.name, stack: stacked ? "all" : null, barMaxWidth: 22, data: stacked ? shares(series, one) : one.data },
    ...{ label: { show: !stacked && series.length < 3, position: "right", color: style("--ah-text"), fontSize: 14, formatter: ({ dataIndex }) => one.said[dataIndex] } },
  })),
});

const shares = (series, one) => one.data.map((value, at) => {
  const all = series.reduce((sum, other) => sum + (other.data[at] ?? 0), 0);
  return value === null || !all ? null : (100 * value) / all;
});

const curve = (figure, { names, series }) => ({
  grid: { left: 8, right: 24, top: 16, bottom: series.length > 1 ? 48 : 8, containLabel: true },
  legend: legend(series),
  xAxis: { type: "category", data: names, axisLine: lines(), axisLabel: { ...axisLabel(), width: 110, overflow: "break", lineHeight: 18 } },
  yAxis: { type: "value", min: 0, max: figure.dataset.max || null, axisLabel: axisLabel(), splitLine: lines() },
  series: series.map((one) => ({ type: "line", name: one.name, data: one.data, symbolSize: 9, lineStyle: { width: 3 }, connectNulls: false })),
});

const chord = (_figure, { names, series }) => ({
  legend: { show: false },
  series: [{
    ...{ type: "chord", minAngle: 3, padAngle: 2, radius: ["68%", "76%"], startAngle: 90 },
    data: names.map((name) => ({ name })),
    links: names.flatMap((source, from) => series.flatMap((one, to) => (to >= from && one.data[from] ? [{ source, target: names[to], value: one.data[from] }] : []))),
    ...{ lineStyle: { color: "source", opacity: 0.45 }, label: { color: style("--ah-text"), fontSize: 14, width: 150, overflow: "break", lineHeight: 17 } },
  }],
});

const KINDS = { bars: bars, stacked: (figure, table) => bars(figure, table, true), lines: curve, chord: chord };

const height = (figure, { names, series }) => {
  const kind = figure.dataset.chart;
  if (kind === "chord") return 460;
  if (kind === "lines") return 320;
  const bar = kind === "stacked" ? 40 : Math.max(34, series.length * 24 + 10);
  const label = 18 * Math.max(...names.map((name) => Math.ceil(name.length / (wide(figure) ? 34 : 12)))) + 4;
  return 56 + names.length * Math.max(bar, label);
};

// ---- drawing and saving

const draw = (figure) => {
  const table = read(figure);
  const place = figure.querySelector("[data-picture]");
  if (!table.names.length || !table.series.some((one) => one.data.some((value) => value !== null))) return;
  place.hidden = figure.querySelector("[data-save]").hidden = false;
  place.style.height = `${height(figure, table)}px`;
  drawn.get(figure)?.dispose();
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({ ...frame(figure), ...KINDS[figure.dataset.chart](figure, table) });
  place.setAttribute("role", "img");
  drawn.set(figure, chart);
};

const hand = (content, name) => {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
};

const save = (figure, kind) => {
  const chart = drawn.get(figure);
  const name = `${figure.dataset.title.toLowerCase().replace(/[^\p{L}\d]+/gu, "-").replace(/^-|-$/g, "")}.${kind}`;
  const picture = chart.getDataURL({ type: "svg" });
  if (kind === "svg") return hand(new Blob([decodeURIComponent(picture.slice(picture.indexOf(",") + 1))], { type: "image/svg+xml" }), name);
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * chart.getWidth(), height: 2 * chart.getHeight() });
    const pen = canvas.getContext("2d");
    pen.fillStyle = style("--ah-page");
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((content) => hand(content, name));
  });
  image.src = picture;
};

let fetched = null;
const fetchLibrary = () => (fetched ??= new Promise((done, failed) => {
  const script = Object.assign(document.createElement("script"), { src: library, nonce, onload: done, onerror: failed });
  document.head.append(script);
}));

// A picture that cannot be fetched is not missed: its table is there.
const near = new IntersectionObserver((entries) => {
  for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
    near.unobserve(target);
    fetchLibrary().then(() => draw(target), () => {});
  }
}, { rootMargin: "200px" });

for (const figure of document.querySelectorAll("figure[data-chart]")) {
  near.observe(figure);
  figure.addEventListener("click", (event) => {
    const button = event.target.closest("[data-as]");
    if (button) save(figure, button.dataset.as);
  });
}

const again = () => { for (const figure of drawn.keys()) draw(figure); };
let waiting = 0;
dark.addEventListener("change", again);
addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(again, 200); });
