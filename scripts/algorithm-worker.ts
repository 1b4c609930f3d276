import { parentPort, workerData } from "node:worker_threads";
import { loadAlgorithm } from "../src/node/load-algorithm.ts";
import { tellInto } from "../src/node/time-limit.ts";

/** A thread that loads an algorithm of the user's, which may never end or end the thread, and tells its name. */
const { name } = await loadAlgorithm(workerData, [0, 0, 0, 0], tellInto(workerData.told));
parentPort!.on("message", () => parentPort!.postMessage(name));
