"""The record as git has it: in comes an archive's folder, out go its state at a revision and its changes."""
