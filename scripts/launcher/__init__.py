"""Between the shell and the archive: a command line comes in, an exit code goes out.

``program`` has the steps in order; ``table`` lists the commands. Everything except ``suite`` and ``chromium`` uses
the standard library alone, because it runs before the archive's packages are installed.
"""
