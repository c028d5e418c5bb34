"""The parts of the ninjs writer."""
