// A reporter for `node --test` that says what happened in the words of xunit's, so that one reader counts both.
export default async function* report(events) {
  let next = 0;
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail" || data.details?.type === "suite") {
      continue;
    }

    const id = String(next++);
    yield line({ $type: "test-starting", TestUniqueID: id, TestDisplayName: data.name });
    yield line(outcome(type, data, id));
    yield line({ $type: "test-finished", TestUniqueID: id });
  }

  yield line({ $type: "test-assembly-finished" });
}

function outcome(type, data, id) {
  if (type === "test:fail") {
    const cause = data.details.error?.cause ?? data.details.error;
    return { $type: "test-failed", TestUniqueID: id, Messages: [cause?.message ?? String(cause)], StackTraces: [cause?.stack ?? ""], File: data.file };
  }

  return data.skip === undefined && data.todo === undefined
    ? { $type: "test-passed", TestUniqueID: id }
    : { $type: "test-skipped", TestUniqueID: id, Reason: String(data.skip ?? data.todo) };
}

const line = (message) => `${JSON.stringify(message)}\n`;
