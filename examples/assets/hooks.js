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

/** Hands what the server pushes to the dial of gauge.js, which the program puts in front of this file. */
const Gauge = {
  mounted() {
    const dial = new Dial(this.el, { min: -10, max: 35, unit: "°" });
    this.handleEvent("gauge", ({ value }) => dial.set(value));
  },
};

export default { ScrollToBottom, Focus, Chart, Gauge };
