// Progress for people: one line per step, with its time once it is over.

/**
 * @template T
 * @param {string} title what is being done
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now();
  const terminal = process.stdout.isTTY === true;
  if (terminal) {
    process.stdout.write(`  ${title} …`);
  }

  try {
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    say(`${terminal ? "\r" : ""}✓ ${title}${seconds >= 0.1 ? ` (${seconds.toFixed(1)} s)` : ""}`);
    return result;
  } catch (error) {
    say(`${terminal ? "\r" : ""}✗ ${title}`);
    throw error;
  }
}

export function say(line) {
  process.stdout.write(`${line}\n`);
}
