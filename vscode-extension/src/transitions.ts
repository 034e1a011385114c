// One start or stop at a time. Whoever wishes for another while one is under way has it next; of several wishes the last one wins.

/** A start or a stop; told when a newer one is wished for, so that it need not be waited for to its end. */
export type Transition = (newer: AbortSignal) => Promise<void>;

export class Transitions {
  #wish: Transition | undefined;
  #newer = new AbortController();
  #running: Promise<void> | undefined;

  /** @returns when nothing is wished for any more, which may be after somebody else's newer wish */
  request(wish: Transition): Promise<void> {
    this.#wish = wish;
    this.#newer.abort();
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    // A transition that wishes for another must find us running.
    await Promise.resolve();
    try {
      while (this.#wish !== undefined) {
        const wish = this.#wish;
        this.#wish = undefined;
        this.#newer = new AbortController();
        await wish(this.#newer.signal);
      }
    } finally {
      this.#running = undefined;
    }
  }
}
