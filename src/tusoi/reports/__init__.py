"""Reports: what goes up in writing, with every number taken from a figure.

Words: a *form* says what a report of an issued set looks like (head, sections, sentences); a *draft* is
that form filled with the figures of one day; a *document* is the draft as plain blocks, from which each
format is written. One document feeds all formats, so that no two of them can print different numbers.

How it runs: `form` reads the guidance set's form, `drafting` fills it, `html` and `word` write it,
`actions.write_report` puts both files on the disk; of a large campaign `errand` drafts it beside the pages. Numbers come through `numbers` only: the tags of
`templatetags/figures.py` hand it to the sentences, `tables/` to the tables.

Who enters: whoever may see the campaign's figures. A report asks nothing of its own.
"""
