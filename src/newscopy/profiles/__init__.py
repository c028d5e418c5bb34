"""Profiles of sites: what stands on page after page, learned from many pages and from what people corrected on some."""
