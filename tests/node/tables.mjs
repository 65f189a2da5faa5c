// Reads every table of a folder of data in three formats, each with a reader that is written in or compiled to
// JavaScript, and prints {format: {table: rows}}; a row has the cells as texts, so that the formats can be compared.
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { readFileSync, readdirSync } from "node:fs";
import initSqlJs from "sql.js";

const folder = process.argv[2];
const text = (cell) => {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === "boolean") return cell ? "1" : "0";
  return String(cell);
};
const cells = (row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, text(cell)]));
const named = (kind) => readdirSync(`${folder}/${kind}`).map((file) => [file.replace(`.${kind}`, ""), `${folder}/${kind}/${file}`]);

const found = { sqlite: {}, parquet: {}, csv: {} };
const sql = await initSqlJs();
const database = new sql.Database(readFileSync(`${folder}/statements.sqlite`));
const listed = database.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'statements_fts%' AND name NOT LIKE 'sqlite_%'");
for (const [name] of listed[0].values) {
  const statement = database.prepare(`SELECT * FROM "${name}"`);
  found.sqlite[name] = [];
  while (statement.step()) found.sqlite[name].push(cells(statement.getAsObject()));
}
for (const [name, file] of named("parquet")) {
  found.parquet[name] = (await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors })).map(cells);
}
for (const [name, file] of named("csv")) {
  found.csv[name] = parse(readFileSync(file), { bom: true, columns: true }).map(cells);
}
console.log(JSON.stringify(found));
