"""One file per gate. Each declares `GATE`: its code, source, sentence, examples and the function that judges."""
