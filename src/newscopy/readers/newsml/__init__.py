"""The parts of the NewsML-G2 reader."""
