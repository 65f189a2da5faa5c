"""The archive: from files under ``statements/`` to a published site.

The rooms, in the order of the flow; each imports only those before it::

    record   what a record is and means
    read     files -> Archive
    check    Archive -> problems
    link     Archive -> Links
    cite     statement -> citations and metadata
    site     what all views share; assets: fonts and pictures
    export   Links -> data, API, feeds
    pages    Links -> pages
    outputs  the list of all that a site is made of
    publish  finished tree -> site
    pipeline the order of it all, on one screen
    preview  each output when it is asked for, while somebody edits

Nothing here imports MkDocs, reads the clock or prints.
"""
