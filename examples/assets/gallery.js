// What the gallery's pages add to the client: hooks, in plain JavaScript.
import { connect } from "/live/slotwise.js";

/** Keeps the newest message in view, unless the reader has scrolled back. */
const ScrollToBottom = {
  mounted() {
    this.toBottom();
    this.onScroll = () => {
      const { scrollHeight, scrollTop, clientHeight } = this.el;
      this.away = scrollHeight - scrollTop - clientHeight > 80;
    };
    this.el.addEventListener("scroll", this.onScroll, { passive: true });
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

window.slotwise = connect({ hooks: { ScrollToBottom } });
