"""The citation of the data as a whole (Citation File Format), without a date so that bytes are reproducible."""

from __future__ import annotations

import yaml

from archive.export.data.dataset import ABSTRACT, LICENSE
from archive.export.data.published import VERSION
from archive.site.site import Settings


def written(settings: Settings) -> str:
    """Return the text of ``CITATION.cff``."""
    return yaml.safe_dump(
        {
            "cff-version": "1.2.0",
            "type": "dataset",
            "title": settings.site_name,
            "abstract": ABSTRACT,
            "message": "If you use these data, please cite them so, and a single statement as its page says.",
            "authors": [{"name": f"The contributors to the {settings.site_name}"}],
            "license": LICENSE["name"],
            "version": VERSION,
            **({"url": settings.site_url} if settings.site_url else {}),
            **({"repository-code": settings.repo_url} if settings.repo_url else {}),
        },
        sort_keys=False,
        allow_unicode=True,
        width=1_000,
    )
