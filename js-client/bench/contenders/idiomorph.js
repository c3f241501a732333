import { Idiomorph } from "idiomorph/dist/idiomorph.esm.js";
import { merged } from "./merged.js";

export const create = (container) =>
  merged(container, (element, html) => Idiomorph.morph(element, html, { morphStyle: "innerHTML" }));
