// The built program in a process that stays, for tests that call it hundreds of times: a new one would load itself each time, for a second.
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const program = argv[2];
const { main } = await import(new URL("./main.js", pathToFileURL(program)));

/** Keeps what is written to a stream, instead of writing it. */
function keep(stream) {
  const texts = [];
  stream.write = (chunk, encoding, done) => {
    texts.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    (typeof encoding === "function" ? encoding : done)?.();
    return true;
  };
  return () => texts.splice(0).join("");
}

const [said, told] = [keep(process.stdout), keep(process.stderr)];
process.on("disconnect", () => process.exit());
process.on("message", async ({ folder, words }) => {
  process.chdir(folder);
  process.argv = [process.execPath, program, ...words];
  const code = await main(words);
  process.chdir("/");
  process.send({ code, stdout: said(), stderr: told() });
});
process.send("ready");
