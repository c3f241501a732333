// Stars to give, of Preact.

import { createElement } from "preact";
import { createRoot } from "preact/compat/client";
import { useEffect, useState } from "preact/hooks";
import { react } from "../../../js-client/src/adapters.js";

function Rating({ label, given, most, pushEvent, handleEvent }) {
  const [answer, setAnswer] = useState("");
  const [thanks, setThanks] = useState(0);
  useEffect(() => handleEvent("thanks", ({ times }) => setThanks(times)), []);
  const give = (stars) => pushEvent("rate", { stars }, ({ text }) => setAnswer(text));
  const stars = Array.from({ length: most }, (_, index) => index + 1);
  return createElement(
    "div",
    { class: "rating" },
    createElement("span", { id: "rating-label" }, label),
    createElement(
      "span",
      { role: "group", "aria-labelledby": "rating-label" },
      stars.map((star) => {
        const props = { key: star, type: "button", "aria-label": `${star} of ${most}`, "aria-pressed": star <= given };
        return createElement("button", { ...props, onClick: () => give(star) }, star <= given ? "★" : "☆");
      }),
    ),
    createElement("output", null, answer && `${answer} (${thanks})`),
  );
}

export default react(Rating, { createElement, createRoot });
