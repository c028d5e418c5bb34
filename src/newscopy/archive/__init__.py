"""Runs over many stories: what there is to read, what is done, who does it, and where it goes."""
