// Finds the site's root: a page can be in any folder, under any prefix.
export const ROOT = new URL("../../../", import.meta.url);

/** Return the address of a statement's page. */
export const pageOf = (id) => new URL(`statements/${id}/`, ROOT).href;
