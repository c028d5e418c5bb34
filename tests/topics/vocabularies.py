"""A small vocabulary in the two forms in which IPTC publishes Media Topics."""

from __future__ import annotations

import json

from newscopy.g2 import NAR

_CV = "http://cv.iptc.org/newscodes/"

AS_JSON = json.dumps(
    {
        "uri": f"{_CV}mediatopic/",
        "dateReleased": "2025-03-31T12:00:00+00:00",
        "conceptSet": [
            {
                "uri": f"{_CV}mediatopic/15000000",
                "qcode": "medtop:15000000",
                "prefLabel": {"en-GB": "sport", "de": "Sport", "no-NB": "sport"},
                "narrower": ["medtop:20000822"],
                "exactMatch": [f"{_CV}subjectcode/15000000"],
            },
            {
                "uri": f"{_CV}mediatopic/20000822",
                "qcode": "medtop:20000822",
                "prefLabel": {"en-GB": "competition discipline", "de": "Sportart", "dk": "sportsgren"},
                "broader": [f"{_CV}mediatopic/15000000"],
                "exactMatch": ["http://www.wikidata.org/entity/Q31629"],
            },
            {
                "uri": f"{_CV}mediatopic/20001065",
                "qcode": "medtop:20001065",
                "prefLabel": {"en-GB": "soccer", "de": "Fussball-Verband"},
                "broader": ["medtop:20000822"],
                "exactMatch": [f"{_CV}subjectcode/15054000"],
            },
            {
                "uri": f"{_CV}mediatopic/20000823",
                "qcode": "medtop:20000823",
                "prefLabel": {"en-GB": "old games"},
                "broader": [f"{_CV}mediatopic/20000822"],
                "retired": "2021-10-14T12:00:00+00:00",
            },
            {"uri": "http://other.example/1", "qcode": "other:1", "prefLabel": {"en": "no topic"}},
        ],
    }
).encode()

AS_KNOWLEDGE_ITEM = f"""<?xml version="1.0" encoding="UTF-8"?>
<knowledgeItem xmlns="{NAR}" guid="http://cv.iptc.org/newscodes/mediatopic/">
<itemMeta><versionCreated>2025-03-31T12:00:00+00:00</versionCreated></itemMeta>
<conceptSet>
  <concept><conceptId qcode="medtop:15000000"/><name xml:lang="en-GB">sport</name><name xml:lang="de">Sport</name>
    <name xml:lang="no-NB">sport</name><sameAs qcode="subj:15000000"/></concept>
  <concept><conceptId uri="http://cv.iptc.org/newscodes/mediatopic/20000822"/>
    <name xml:lang="en-GB">competition
      discipline</name><name xml:lang="de">Sportart</name><name xml:lang="dk">sportsgren</name>
    <broader qcode="medtop:15000000"/><related rel="skos:exactMatch" uri="http://www.wikidata.org/entity/Q31629"/></concept>
  <concept><conceptId qcode="medtop:20001065"/><name xml:lang="en-GB">soccer</name>
    <name xml:lang="de">Fussball-Verband</name><broader uri="http://cv.iptc.org/newscodes/mediatopic/20000822"/>
    <related rel="skos:exactMatch" uri="http://cv.iptc.org/newscodes/subjectcode/15054000"/></concept>
  <concept><conceptId qcode="medtop:20000823" retired="2021-10-14T12:00:00+00:00"/><name xml:lang="en-GB">old games</name>
    <broader qcode="medtop:20000822"/></concept>
  <concept><conceptId qcode="other:1"/><name xml:lang="en">no topic</name></concept>
</conceptSet>
</knowledgeItem>""".encode()
