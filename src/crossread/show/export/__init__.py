"""The case in other formats.

JSON (`docs/reference/export.md`), CSV, Parquet, Markdown, one self-contained HTML page, GraphML, FollowTheMoney, and
W3C Web Annotation.
"""

from crossread.show.export.formats import Format, write_export

__all__ = ["Format", "write_export"]
