// A dial, as one finds it on the web: it is given an element and values, and draws itself. It knows nothing of
// the page around it.

class Dial {
  constructor(element, { min, max, unit }) {
    Object.assign(this, { min, max, unit });
    const svg = (name, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    const arc = { d: "M10 60 A50 50 0 0 1 110 60", pathLength: 100, fill: "none", "stroke-width": 10 };
    this.hand = svg("path", { ...arc, class: "dial-value" });
    this.text = svg("text", { x: 60, y: 58, "text-anchor": "middle" });
    this.root = svg("svg", { viewBox: "0 0 120 70", role: "img" });
    this.root.append(svg("path", { ...arc, class: "dial-back" }), this.hand, this.text);
    element.append(this.root);
  }

  set(value) {
    const share = (value - this.min) / (this.max - this.min);
    this.hand.setAttribute("stroke-dasharray", `${Math.max(0, Math.min(1, share)) * 100} 100`);
    this.text.textContent = `${value}${this.unit}`;
    this.root.setAttribute("aria-label", this.text.textContent);
  }
}
