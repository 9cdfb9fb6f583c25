"""One file per figure. Each declares `FIGURE`; the folder is the register. See `tusoi.figures.figure`."""
