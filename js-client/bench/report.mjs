/** Tables of the results, and the goals. */

const least = (/** @type {number[]} */ times) => Math.min(...times);
const median = (/** @type {number[]} */ times) => times.toSorted((a, b) => a - b)[times.length >> 1];
const digits = (/** @type {number} */ ms) => ms.toPrecision(ms < 100 ? 2 : 3).replace(/e\+?(\d+)/, "e$1");

/** Markdown. */
export function report(results) {
  return results.map(({ page, operations, times, heap }) => {
    const names = Object.keys(times);
    const lines = operations.map((operation) => {
      const cells = names.map((name) => {
        const all = times[name][operation];
        return all?.length ? `${digits(least(all))} (${digits(median(all))})` : "-";
      });
      return `| ${operation} | ${cells.join(" | ")} |`;
    });
    const rows = Number(page);
    if (rows) lines.push(`| heap a row, bytes | ${names.map((name) => Math.round(heap[name] / rows)).join(" | ")} |`);
    return [`| ${page} | ${names.join(" | ")} |`, `|---|${names.map(() => "---:|").join("")}`, ...lines].join("\n");
  }).join("\n\n");
}

const PEERS = ["lit-html", "preact", "solid", "ivi"];
const OFFICIAL = ["official", "official, components", "official, stateful"];
const MOST_MS = {
  1000: { "1 cell": 0.01, "swap two": 0.3, "remove one": 0.3, "prepend one": 0.3 },
  10000: { "1 cell": 0.02 },
};

/** A line for each goal, beginning with `met` or `missed`. */
export function gates(results) {
  const lines = [];
  const gate = (/** @type {string} */ what, /** @type {number} */ got, /** @type {number} */ goal) =>
    lines.push(`${got <= goal ? "met   " : "missed"} ${what}: ${digits(got)}, at most ${digits(goal)}`);
  for (const { page, operations, times, heap } of results) {
    const of = (/** @type {string} */ name, /** @type {string} */ operation) =>
      times[name]?.[operation]?.length ? least(times[name][operation]) : undefined;
    for (const operation of operations) {
      const ours = of("slotwise", operation) ?? of("slotwise, core", operation);
      if (ours === undefined) continue;
      const what = `${page}, ${operation}, ms`;
      const most = MOST_MS[page]?.[operation];
      if (most) gate(what, ours, most);
      for (const peer of PEERS) {
        const theirs = of(peer, operation);
        if (theirs !== undefined) gate(`${what}, beside ${peer}`, ours, theirs);
      }
      const official = OFFICIAL.map((name) => of(name, operation)).filter((time) => time !== undefined);
      if (["1 cell", "1 slot"].includes(operation) && official.length) {
        gate(`${what}, beside a 50th of the best official`, ours, Math.min(...official) / 50);
      }
    }
    const parsed = of("innerHTML alone", "create");
    if (page === "1000" && parsed !== undefined) {
      for (const operation of ["create", "bind"]) {
        const ours = of("slotwise, core", operation);
        if (ours !== undefined) gate(`${page}, ${operation}, ms, beside innerHTML alone`, ours, parsed);
      }
    }
    if (Number(page) && heap.official && heap.slotwise) gate(`${page}, heap, bytes`, heap.slotwise, heap.official);
  }
  return lines;
}
