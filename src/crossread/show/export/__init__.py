"""The case in other formats: JSON (the promise of EXPORT), CSV, Markdown, one self-contained HTML page."""

from crossread.show.export.formats import Format, write_export

__all__ = ["Format", "write_export"]
