"""What goes out with a release besides the program: its parts, their licences, and a trial."""
