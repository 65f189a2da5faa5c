"""Measure the archive on a large record: its build next to other builders, and what its searches find.

Read the modules in the order of the flow: ``generate`` makes up texts if none are given, ``releases`` reads and
cleans them, ``corpus`` turns them into an archive's folder, ``contenders`` knows each builder's input and commands,
``measure`` runs a command and measures a site, ``table`` prints, and ``program`` runs them in order.

For the searches, ``phrases`` takes phrases from the texts, ``places`` finds where each occurs, ``serving`` and
``asking`` query the site's own scripts in a browser, and ``recall`` runs those in order.
"""
