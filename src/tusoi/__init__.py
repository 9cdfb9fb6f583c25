"""Tự Soi: software with which an organisation holds itself to account."""

__version__ = "0.1.0"
