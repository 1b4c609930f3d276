import { eventText, placeOf } from "../pileup/guard.ts";
import type { RunKey } from "../random/run-key.ts";
import type { AlgorithmModule } from "../simulation/run-plan.ts";
import { InputError } from "../tables/input-error.ts";
import { moduleName } from "./load-algorithm.ts";
import { preparingTakes } from "./time-limit.ts";
import type { ThreadWatch } from "./worker-pool.ts";

/** Watches threads in which a pileup algorithm of the user's reads the events of a run; `limit`, ms, is for one event. */
export function watchAlgorithm(
  { module }: Pick<AlgorithmModule, "module">,
  key: RunKey,
  limit: number,
): ThreadWatch {
  const where = moduleName(module);
  const at = (event: number | undefined): string =>
    event === undefined ? "while it is loaded or prepares" : `(${eventText(event, key)})`;
  return {
    limit,
    late: (event) => {
      const allowed =
        event === undefined
          ? `${preparingTakes} times --time-limit (${limit} ms)`
          : `--time-limit (${limit} ms)`;
      const what = `takes longer than ${allowed} ${at(event)}; if it does not loop for ever, allow more`;
      return new InputError([{ where, what }]);
    },
    lost: (event) => {
      const what = `ends its thread ${at(event)}: it must not call process.exit, and must not need more memory than there is`;
      return new InputError([{ where, what }]);
    },
    blame: (error) => {
      if (error instanceof InputError || !String(error.stack).includes(module)) return error;
      const what = `throws ${error.name}: ${error.message.replace(/\s+/g, " ")}, from something that it left undone: it must be done when it returns, without promises or timers`;
      return new InputError([{ where: placeOf(error, module, where), what }]);
    },
  };
}
