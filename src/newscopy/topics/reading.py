"""The options of readers that find section names, and what they do with them."""

from __future__ import annotations

from pathlib import Path

from newscopy.formats import ReadOptions
from newscopy.model import Story
from newscopy.topics.sections import own_table, with_topics
from newscopy.topics.vocabulary import load


class TopicOptions(ReadOptions):
    """sections: a TOML file of section names of your own and their codes; it is asked before the common names.

    topics: IPTC's vocabulary, as `newscopy topics import` keeps it; without it only common section names are known.
    """

    sections: Path | None = None
    topics: Path | None = None


def topics_told(story: Story, options: TopicOptions) -> Story:
    """The story with the codes of its section names; raises OptionError if a file of the options cannot be read."""
    own = own_table(options.sections) if options.sections else {}
    return with_topics(story, own, load(options.topics) if options.topics else None)
