// The number of the protocol between clients and the model host, as the code has it: whoever plays either side for a test or a measurement says the same.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./repository.mjs";

const source = readFileSync(join(root, "server", "CodeAssist.ModelHost.Protocol", "HostProtocol.cs"), "utf8");

export const hostProtocol = Number(/\bint Version = (\d+);/.exec(source)[1]);
