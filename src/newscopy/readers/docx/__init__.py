"""The DOCX reader's parts: the Story inside a document, and the story that its paragraphs tell."""
