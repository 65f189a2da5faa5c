"""The archive: from files in ``statements/`` to a published site.

The packages in the order of the flow; each imports only those before it::

    record   what a record is and means
    prove    source and passages -> proof
    read     files -> Archive
    history  git -> earlier records and changes
    check    Archive -> problems
    link     Archive -> Links
    cite     statement -> citations and metadata
    site     what all pages share
    assets   fonts and preview images
    export   Links -> data, API, feeds
    pages    Links -> pages
    outputs  the list of all files of a site
    publish  finished tree -> site
    pipeline the whole build on one screen
    audit    published site -> differences from its record
    preview  single outputs on request, during editing

Nothing here imports MkDocs, reads the clock or prints.
"""
