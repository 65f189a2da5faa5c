"""Export the record. In: the linked record. Out: data, API, feeds, calendars, and files for the browser."""
