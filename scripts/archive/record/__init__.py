"""Define what a record is and means: dates, names, law, positions. In: texts and values. Out: values."""
