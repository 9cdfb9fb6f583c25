# Aliases only: ./run is where the commands are.
.PHONY: run test check

run:
	./run

test:
	./run test

check:
	./run check
