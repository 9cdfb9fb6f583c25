"""The review files of many units in one archive, made beside the pages."""
