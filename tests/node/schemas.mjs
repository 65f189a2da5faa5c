// Compiles JSON Schemas with Ajv, strictly, and validates samples by them. Reads {name: {schema, samples}} from the
// standard input, where a schema may also be named by the JSON pointer of one within `within`; prints what is wrong.
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { readFileSync } from "node:fs";

const problems = [];
for (const [name, { schema, within, samples }] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try {
    const ajv = formats(new Ajv({ strict: !within, allowUnionTypes: true, allErrors: true }));
    if (within) ajv.addSchema(within, "https://within.example/");
    const validate = ajv.compile(within ? { $ref: `https://within.example/#${schema}` } : schema);
    for (const sample of samples) if (!validate(sample)) problems.push(`${name}: ${ajv.errorsText(validate.errors)}`);
  } catch (error) {
    problems.push(`${name}: ${error.message}`);
  }
}
console.log(JSON.stringify(problems));
