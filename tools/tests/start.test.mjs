import assert from "node:assert/strict";
import test from "node:test";
import { caretBehind, places } from "../start.mjs";

for (const { file, after } of places) {
  test(`npm start finds '${after.trim()}' in ${file}`, () => {
    assert.match(caretBehind(file, after), /:\d+:\d+$/);
  });
}
