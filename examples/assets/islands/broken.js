// An island that cannot be mounted: its fallback stays, the page goes on.
export default {
  mount() {
    throw new Error("it is broken");
  },
};
