"""Make fonts and preview images. In: the letters and quotations of a site. Out: files, cached between builds."""
