"""The site: settings, addresses, base template, theme, command line; the one room that knows all others."""
