"""Make fonts and preview images. In: a site's characters and quotations. Out: files, cached between builds."""
