"""What is said of a fault, one module for each thing that may have one."""
