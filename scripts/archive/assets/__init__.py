"""Fonts and pictures. In: what the site writes and quotes. Out: their files, cached between builds."""
