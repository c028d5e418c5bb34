"""The parts of the NITF writer."""
