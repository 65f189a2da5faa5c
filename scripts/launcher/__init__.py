"""What is between the shell and the archive: the command line, the environment, the exit codes.

``program`` names the steps in order; ``table`` holds the commands. All but ``suite`` and ``chromium`` runs on
the standard library alone, before the archive's packages exist.
"""
