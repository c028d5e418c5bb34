"""The parts of the NITF reader."""
