import morphdom from "morphdom";
import { merged } from "./merged.js";

export const create = (container) =>
  merged(container, (element, html) => morphdom(element, `<div>${html}</div>`, { childrenOnly: true }));
