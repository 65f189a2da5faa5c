"""Measure the archive on a large record: its build next to other builders, and what its searches find.

Read the modules in the order of the flow: ``generate`` makes up texts if there are none, ``releases`` reads and
cleans them, ``corpus`` makes an archive's folder of them, ``contenders`` knows each builder's input and commands,
``measure`` runs a command and weighs a site, ``table`` prints, and ``program`` puts them in a row.

For the searches, ``phrases`` cuts phrases out of the texts, ``places`` knows where each occurs, ``serving`` and
``asking`` ask the site's own scripts in a browser, and ``recall`` puts those in a row.
"""
