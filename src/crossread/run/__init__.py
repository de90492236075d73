"""The stairs: the only place that walks through the rooms."""
