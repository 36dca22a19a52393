// Random choices that a seed repeats.

/** A source of numbers in [0, 1): mulberry32. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  return {
    /** With this probability. */
    chance: (share) => next() < share,
    below,
    pick: (list) => list[below(list.length)],
    /** One to `most` of the list, each once. */
    some: (list, most) => {
      const rest = [...list];
      return Array.from(
        { length: Math.min(rest.length, 1 + below(most)) },
        () => rest.splice(below(rest.length), 1)[0],
      );
    },
  };
}
