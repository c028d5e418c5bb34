"""Printing: from a Story to pages. `page` makes the view, `markup` the HTML, `engine` the PDF."""
