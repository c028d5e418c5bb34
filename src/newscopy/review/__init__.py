"""The review page: stories with their source, the least sure first, to be corrected by hand in a browser."""
