"""The DOCX writer's parts: the house style frozen once, and the few parts that each story has of its own."""
