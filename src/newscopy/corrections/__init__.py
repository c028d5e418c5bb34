"""What a person has corrected: the file of corrections, and Stories with them applied."""
