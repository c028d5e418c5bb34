"""What the PDF reader needs for files of others: the words of their pages."""
