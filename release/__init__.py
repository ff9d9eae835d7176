"""Makes what a release needs besides the package: a list of parts, their licences, and a test."""
