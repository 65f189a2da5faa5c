"""The record as git has kept it: in comes the folder of an archive, out go its state at a revision and its commits."""
