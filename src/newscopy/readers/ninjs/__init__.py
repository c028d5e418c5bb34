"""The parts of the ninjs reader."""
