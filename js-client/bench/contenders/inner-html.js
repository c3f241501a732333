import { merged } from "./merged.js";

export const create = (container) => merged(container, (element, html) => { element.innerHTML = html; });
