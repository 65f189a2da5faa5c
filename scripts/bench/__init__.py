"""Measuring the archive on a large record, beside other builders on the same texts.

Read the modules in the order of the flow: ``generate`` makes texts for whoever has none, ``releases`` reads and
cleans them, ``corpus`` makes an archive's folder of them, ``contenders`` knows each builder's input and commands,
``measure`` runs a command and weighs a site, ``table`` prints, and ``program`` puts them in a row.
"""
