"""Judge a published site: in come its files and what was promised of it, out goes each difference by its name."""
