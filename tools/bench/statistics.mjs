// Medians, and intervals that assume nothing about how the figures are distributed.
const bootstrapSamples = 2000;

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The 95 % interval of the median by bootstrap, with a fixed seed: equal figures, equal interval. */
export function medianInterval(values) {
  const random = seeded(1);
  const medians = Array.from({ length: bootstrapSamples }, () => median(values.map(() => values[Math.floor(random() * values.length)])));
  medians.sort((a, b) => a - b);
  return [medians[Math.floor(bootstrapSamples * 0.025)], medians[Math.floor(bootstrapSamples * 0.975)]];
}

// mulberry32
function seeded(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
