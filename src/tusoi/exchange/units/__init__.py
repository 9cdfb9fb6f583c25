"""The register of units out as one workbook, edited away from the network, and back with a preview row by row."""
