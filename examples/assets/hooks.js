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

export default { ScrollToBottom, Focus };
