// The worker that searches the texts.
import { client } from "../../shared/texts/client.js";

export const { ask, stop } = client(new URL("./worker.js", import.meta.url));
