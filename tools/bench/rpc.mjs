// JSON-RPC 2.0 with Content-Length framing over two streams: what an editor and a client of the model host speak.
export class Rpc {
  #output;
  #pending = new Map();
  #handlers = new Map();
  #next = 1;
  #buffer = Buffer.alloc(0);

  constructor(input, output) {
    this.#output = output;
    input.on("data", (chunk) => this.#read(chunk));
    input.on("close", () => this.#fail(new Error("The connection closed.")));
  }

  /** @param {(params: unknown) => unknown} handler answers a request, or sees a notification, of the other side */
  on(method, handler) {
    this.#handlers.set(method, handler);
  }

  /** The id of the last call, for cancelling it. */
  get lastId() {
    return this.#next - 1;
  }

  notify(method, params) {
    this.#write({ jsonrpc: "2.0", method, params });
  }

  /** @returns {Promise<any>} the result; rejects on an error answer and at the connection's end */
  call(method, params) {
    const id = this.#next++;
    this.#write({ jsonrpc: "2.0", id, method, params });
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  #write(message) {
    const body = Buffer.from(JSON.stringify(message));
    this.#output.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#output.write(body);
  }

  #read(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      const length = end < 0 ? NaN : Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString("latin1", 0, end))?.[1]);
      if (!(this.#buffer.length >= end + 4 + length)) {
        return;
      }

      const body = this.#buffer.subarray(end + 4, end + 4 + length);
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#dispatch(JSON.parse(body.toString()));
    }
  }

  #dispatch(message) {
    if (message.method) {
      const result = this.#handlers.get(message.method)?.(message.params) ?? null;
      if (message.id !== undefined) {
        this.#write({ jsonrpc: "2.0", id: message.id, result });
      }
      return;
    }

    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error) {
      pending?.reject(new Error(`${message.error.code}: ${message.error.message}`));
    } else {
      pending?.resolve(message.result);
    }
  }

  #fail(error) {
    for (const { reject } of this.#pending.values()) {
      reject(error);
    }
    this.#pending.clear();
  }
}
