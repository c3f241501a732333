/** What a client loads when it needs it is there from the beginning: each test goes on at once. */
import * as clientParts from "../src/client-parts.js";
import { load } from "../src/lazy.js";
import * as parts from "../src/parts.js";

await Promise.all(Object.values({ ...parts, ...clientParts }).map(load));
