"""The parts that read text in markup: XHTML, NITF, and what people make of them."""
