"""IPTC Media Topics: which one a section name stands for, and what IPTC's own vocabulary says of each."""
