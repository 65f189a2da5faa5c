// The worker that compares a quotation with the texts.
import { client } from "../shared/texts/client.js";

export const { ask, stop } = client(new URL("./worker.js", import.meta.url));
