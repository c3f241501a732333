// The hooks of the gallery's pages.

/** Keeps the newest message in view, unless the reader has scrolled back. */
const ScrollToBottom = {
  mounted() {
    this.away = false;
    this.onScroll = () => {
      const { scrollHeight, scrollTop, clientHeight } = this.el;
      this.away = scrollHeight - scrollTop - clientHeight > 80;
    };
    this.el.addEventListener("scroll", this.onScroll, { passive: true });
    this.toBottom();
  },
  updated() {
    if (!this.away) this.toBottom();
  },
  destroyed() {
    this.el.removeEventListener("scroll", this.onScroll);
  },
  toBottom() {
    this.el.scrollTop = this.el.scrollHeight;
  },
};

/** Takes the focus as soon as it is there. */
const Focus = {
  mounted() {
    this.el.focus();
  },
};

/**
 * Draws the numbers of `data-points` as a line. A day is pointed at or chosen with the arrow keys, and the server says
 * what there is to say of it.
 */
const Chart = {
  mounted() {
    this.day = -1;
    this.svg = draw("svg", { viewBox: "0 0 600 200", role: "slider", tabindex: 0, "aria-valuemin": 1, "aria-valuenow": 1, "aria-valuetext": "No day" });
    this.area = draw("path", { class: "chart-area" });
    this.line = draw("polyline", { class: "chart-line" });
    this.dot = draw("circle", { class: "chart-dot", r: 5 });
    this.svg.append(this.area, this.line, this.dot);
    this.el.append(this.svg);
    this.svg.addEventListener("pointermove", (event) => {
      const { left, width } = this.svg.getBoundingClientRect();
      this.choose(Math.round(((event.clientX - left) / width) * (this.points.length - 1)));
    });
    this.svg.addEventListener("keydown", (event) => {
      const last = this.points.length - 1;
      const day = { ArrowLeft: this.day - 1, ArrowRight: this.day + 1, Home: 0, End: last }[event.key];
      if (day === undefined) return;
      event.preventDefault();
      this.choose(day);
    });
    this.updated();
  },
  updated() {
    this.points = this.el.dataset.points.split(" ").map(Number);
    const low = Math.min(...this.points) - 2;
    const high = Math.max(...this.points) + 2;
    this.at = (day) => [
      (day / (this.points.length - 1)) * 600,
      200 - ((this.points[day] - low) / (high - low)) * 200,
    ].map((number) => Number(number.toFixed(1)));
    const line = this.points.map((_, day) => this.at(day).join()).join(" ");
    this.line.setAttribute("points", line);
    this.area.setAttribute("d", `M0,200 L${line} L600,200 Z`);
    this.svg.setAttribute("aria-label", this.el.dataset.label);
    this.svg.setAttribute("aria-valuemax", this.points.length);
    this.mark(Math.min(this.day, this.points.length - 1));
  },
  /** Asks once for each day that is chosen. */
  choose(day) {
    const within = Math.max(0, Math.min(day, this.points.length - 1));
    if (within === this.day) return;
    this.mark(within);
    this.pushEvent("explain", { day: within }, ({ text }) => {
      if (this.day !== within) return;
      document.querySelector("#explained").textContent = text;
      this.svg.setAttribute("aria-valuetext", text);
    });
  },
  mark(day) {
    this.day = day;
    this.dot.toggleAttribute("hidden", day < 0);
    if (day < 0) return;
    const [x, y] = this.at(day);
    this.dot.setAttribute("cx", x);
    this.dot.setAttribute("cy", y);
    this.svg.setAttribute("aria-valuenow", day + 1);
  },
};

/** An element of SVG. */
function draw(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/**
 * Hands the days that the server pushes to uPlot, which has never heard of slotwise, and is loaded with the first page that
 * shows one.
 */
const Record = {
  async mounted() {
    this.data = [[], []];
    this.handleEvent("measured", (news) => this.add(news));
    const { default: UPlot } = await import(this.el.dataset.module);
    if (!this.el.isConnected) return;
    // A canvas takes colours as they are computed, of the stylesheet's rule for this element.
    const color = (property) => () => getComputedStyle(this.el)[property];
    const line = { stroke: color("borderTopColor"), width: 1 };
    const axis = { stroke: color("color"), grid: line, ticks: line };
    this.plot = new UPlot({
      width: this.el.clientWidth,
      height: 200,
      scales: { x: { time: false } },
      axes: [axis, { ...axis, size: 40 }],
      series: [{ label: "Day" }, { label: "Degrees", stroke: color("outlineColor"), width: 2 }],
    }, this.data, this.el);
    this.plot.root.setAttribute("role", "img");
    this.resizes = new ResizeObserver(() => this.plot.setSize({ width: this.el.clientWidth, height: 200 }));
    this.resizes.observe(this.el);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.onScheme = () => this.plot.redraw();
    this.scheme.addEventListener("change", this.onScheme);
    this.show();
  },
  destroyed() {
    this.resizes?.disconnect();
    this.scheme?.removeEventListener("change", this.onScheme);
    this.plot?.destroy();
  },
  /** A view that was mounted anew tells of all days, from the first on. */
  add({ first, degrees }) {
    if (first === 1) this.data = [[], []];
    for (const [at, value] of degrees.entries()) {
      this.data[0].push(first + at);
      this.data[1].push(value);
    }
    if (this.plot) this.show();
  },
  show() {
    const [days, degrees] = this.data;
    this.plot.setData(this.data);
    this.plot.root.setAttribute("aria-label", `${days.length} days, the last one ${degrees.at(-1)} degrees`);
  },
};

export default { ScrollToBottom, Focus, Chart, Record };
