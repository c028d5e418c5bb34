"""News pages made up from a grammar, as text with known answers: what the floor of accuracy is measured on."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

_WORDS = {
    "en": {
        "headline": ["Harbour board votes to {} {}", "{} {} after long night of talks", "Town asks who will {} {}"],
        "does": ["raise", "sell", "close", "repair", "share"],
        "what": ["the sea wall", "its old ferry", "the northern pier", "the fish market", "two lighthouses"],
        "opens": ["The council of Harrow Bay said on Tuesday that", "Engineers warned last winter that",
                  "People who live on the quay say that", "A report that was published in March found that",
                  "According to the harbour master,", "The mayor told reporters in the evening that"],
        "middle": ["work would begin before the autumn storms,", "nobody had asked the fishing families,",
                   "the cost had doubled since the first plan,", "the ferries would keep to their timetable,",
                   "three of the five bridges were no longer safe,"],
        "closes": ["and that the money would come from the region.", "although the vote was closer than expected.",
                   "which the opposition called a mistake.", "but the last word lies with the parliament.",
                   "while the dispute about the old plans goes on."],
        "subheading": ["A vote without a winner", "What happens next", "The cost of waiting"],
        "byline": "By {}", "date": "{d} {m} {y}, 17:47", "months": "March May June September", "menu": "Home News Sport Weather Contact",
        "section": "Politics", "share": ["Share", "Facebook", "Print this page"],
        "related": ["Related articles", "Ferry strike enters its second week", "Old lighthouse finds a buyer at last"],
        "foot": ["Privacy policy", "Terms of use", "© 2024 The Harrow Bay Courier"],
    },
    "de": {
        "headline": ["Hafenrat will {} {}", "Streit in Seestadt: Wer soll {} {}?", "Nach langer Nacht: Rat beschließt, {} {}"],
        "does": ["erhöhen", "verkaufen", "schließen", "reparieren"],
        "what": ["den Deich", "die alte Fähre", "den Nordpier", "den Fischmarkt"],
        "opens": ["Der Rat von Seestadt teilte am Dienstag mit, dass", "Ingenieure hatten im Winter davor gewarnt, dass",
                  "Viele Bewohner der Altstadt sagen, dass", "Nach Angaben des Hafenmeisters ist es so, dass"],
        "middle": ["die Arbeiten vor den Herbststürmen beginnen sollen,", "niemand die Fischer gefragt habe,",
                   "die Kosten sich seit dem ersten Plan verdoppelt hätten,", "drei der fünf Brücken nicht mehr sicher seien,"],
        "closes": ["und dass das Geld vom Land kommen werde.", "obwohl die Abstimmung knapper ausfiel als erwartet.",
                   "was die Opposition einen Fehler nannte.", "doch das letzte Wort hat der Landtag."],
        "subheading": ["Eine Abstimmung ohne Sieger", "Wie es weitergeht", "Der Preis des Wartens"],
        "byline": "Von {}", "date": "{d}. {m} {y}, 17:47 Uhr", "months": "März Mai Juni September", "menu": "Startseite Nachrichten Sport Wetter Kontakt",
        "section": "Politik", "share": ["Teilen", "Facebook", "Drucken"],
        "related": ["Lesen Sie auch", "Streik auf den Fähren geht in die zweite Woche", "Alter Leuchtturm findet einen Käufer"],
        "foot": ["Datenschutz", "Impressum", "© 2024 Seestädter Bote"],
    },
    "es": {
        "headline": ["El consejo del puerto decide {} {}", "Bahía Clara debate si {} {}", "Quieren {} {} antes del invierno"],
        "does": ["reparar", "vender", "cerrar", "elevar"],
        "what": ["el dique", "el viejo transbordador", "el muelle norte", "el mercado de pescado"],
        "opens": ["El ayuntamiento de Bahía Clara informó el martes de que", "Los ingenieros habían advertido en invierno de que",
                  "Los vecinos del barrio viejo aseguran que", "Según el capitán del puerto,"],
        "middle": ["las obras empezarían antes de las tormentas de otoño,", "nadie había preguntado a los pescadores,",
                   "el coste se había duplicado desde el primer plan,", "tres de los cinco puentes ya no eran seguros,"],
        "closes": ["y que el dinero vendría de la región.", "aunque la votación fue más ajustada de lo previsto.",
                   "lo que la oposición calificó de error.", "pero la última palabra la tiene el parlamento."],
        "subheading": ["Una votación sin ganador", "Qué pasará ahora", "El precio de esperar"],
        "byline": "Por {}", "date": "{d} de {m} de {y}, 17:47", "months": "marzo mayo junio septiembre", "menu": "Inicio Noticias Deportes Tiempo Contacto",
        "section": "Política", "share": ["Compartir", "Facebook", "Imprimir"],
        "related": ["Noticias relacionadas", "La huelga de los barcos llega a su segunda semana", "El viejo faro encuentra comprador"],
        "foot": ["Política de privacidad", "Aviso legal", "© 2024 El Correo de Bahía Clara"],
    },
}  # fmt: skip
_NAMES = ("Nora Quillfeather", "Ansel Brandt", "Mira Castellanos", "Jon Averdeen", "Lucía Montalbán")


@dataclass
class MadePage:
    """A page and what is on it."""

    text: str
    headline: str
    byline: str
    year: str
    category: str
    paragraphs: list[str] = field(default_factory=list)
    subheadings: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)


def made(number: int) -> MadePage:
    """The page of a number, always the same: one of several languages and designs."""
    chance = random.Random(number)
    language = sorted(_WORDS)[number % len(_WORDS)]
    words = _WORDS[language]
    name, year = chance.choice(_NAMES), str(chance.randint(2012, 2024))
    title = chance.choice(words["headline"]).format(chance.choice(words["does"]), chance.choice(words["what"]))
    date = words["date"].format(d=chance.randint(13, 28), m=chance.choice(words["months"].split()), y=year)
    page = MadePage("", title, name, year, words["section"])
    body: list[str] = []
    seen: set[str] = set()
    for at in range(chance.randint(5, 9)):
        sentences = [_sentence(words, chance) for _ in range(chance.randint(1, 3))]
        paragraph = " ".join(sentences)
        if paragraph in seen:
            continue
        seen.add(paragraph)
        if at in (2, 5) and chance.random() < 0.6:
            page.subheadings.append(words["subheading"][at // 3])
            body.append(page.subheadings[-1])
        page.paragraphs.append(paragraph)
        body.append(paragraph)
    page.related = words["related"][1:]
    menu, byline = words["menu"].split(), words["byline"].format(name)
    designs = (
        [*menu, words["section"], title, byline, date, *body, *words["share"], *words["related"], *words["foot"]],
        [*words["share"], title, date, byline, *body, *words["related"], *menu, *words["foot"]],
        [words["section"], title, f"{byline} | {date}", *body, *words["related"], *words["foot"]],
    )
    lines = designs[number // len(_WORDS) % len(designs)]
    if number % 4 == 3:
        lines = ["\n".join(textwrap.wrap(line, 72)) for line in lines]
    page.text = "\n\n".join(lines)
    return page


def _sentence(words: dict[str, object], chance: random.Random) -> str:
    parts = (words["opens"], words["middle"], words["closes"])
    return " ".join(chance.choice(part) for part in parts if isinstance(part, list))
