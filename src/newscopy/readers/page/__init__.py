"""The parts that read saved pages: bytes to a tree, the tree to shown text with hints, and what the head says."""
