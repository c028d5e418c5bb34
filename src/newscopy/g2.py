"""What every part that meets NewsML-G2 must know: names, media types, and the aliases of IPTC's catalog.

Sources: NewsML-G2 2.35 specification; IPTC catalog for G2-Standards, version 41 of 2025-04-30.
"""

from __future__ import annotations

import re
from types import MappingProxyType

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
NITF = "http://iptc.org/std/NITF/2006-10-18/"
STANDARD_VERSION = "2.35"
MEDIA_TYPES = MappingProxyType(
    {
        "newsItem": "application/vnd.iptc.g2.newsitem+xml",
        "newsMessage": "application/vnd.iptc.g2.newsmessage+xml",
        "packageItem": "application/vnd.iptc.g2.packageitem+xml",
    }
)

CATALOG_VERSION = 41
# Readers that keep catalogs offline know this spelling only, with http and www.
CATALOG = f"http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_{CATALOG_VERSION}.xml"
_IPTC_CATALOG = re.compile(r"https?://(?:www\.)?iptc\.org/std/catalog/catalog\.IPTC-G2-Standards_(\d+)\.xml")

LANGUAGES_MISNAMED = MappingProxyType(
    {
        "dk": "da",
        "jp": "ja",
        "cz": "cs",
        "gr": "el",
        "ua": "uk",
        "cn": "zh",
        "english": "en",
        "german": "de",
        "french": "fr",
        "spanish": "es",
        "italian": "it",
        "portuguese": "pt",
        "dutch": "nl",
        "swedish": "sv",
        "danish": "da",
        "norwegian": "no",
        "finnish": "fi",
        "arabic": "ar",
        "russian": "ru",
        "chinese": "zh",
        "japanese": "ja",
    }
)
"""What is written for a language and is the code of none: countries and names. "se" is Northern Sami, and stays."""

OWN_ALIAS = "newscopy"
OWN_SCHEME = "https://newscopy.invalid/schemes/story/"
"""Our scheme for what IPTC has no code for. It is declared in each file that uses it, and never fetched."""

_ALIASES = """
    a1312cat a1312prio a1312svc a1312vers acdc altidrole aoprop app aspfacet aspfacetvalue authoritystatus bcp47
    catinat chprop cinat ciprol colin colsp conf cpnat cpprole cptdefrole cptnoterole crel ctech ctrol cusip
    cwarn dbpedia digsrctype dimensionunit drol dummy ecirol edconf ednoterole encd entityprop eocstat eorol eprol
    eregrol erol figi fisymtype freebase frmt gen genre geonames geonameshttps gics googletopicsv1 googletopicsv2
    hashscope hashtype hatarget hopaction howextr howpr iabadproduct10 iabadproduct20 iabaudience10 iabcontent20
    iabcontent21 iabcontent22 iabcontent30 ikos imgregrole imgregtype impt irel irep isin iso3166-1a2 iso3166-1a3
    iso3166-2 iso4217a iso4217n isrol ivqu lbtyp loctyp loutorient lrol mb-artist mb-label mb-recording mb-release
    mb-releasegroup mb-work medtop medtype mic mtyp ncostat ninat nityp nmsig not nprod nprov nprt nrol oito
    parasport pgrmod plinat plus prio prodgenre prop prov pst1 rcalctype rel riaspect rightsprop riscope rnd role1
    rscaleunit rtype scn secst sedol sev sig skos sov squ stat subj ticker tidm timeunit tone tpctyp trustindicator
    urgy useracttype valfmt vcdc videodef why wikidata wldreg
"""
CATALOG_ALIASES = frozenset(_ALIASES.split())
"""Every alias that catalog 41 defines, retired schemes included."""


def iptc_catalog_version(href: str) -> int | None:
    """The version of IPTC's catalog that an address names, or None if it is another catalog."""
    match = _IPTC_CATALOG.fullmatch(href.strip())
    return int(match[1]) if match else None


def resolves(qcode: str) -> bool:
    """True if catalog 41 tells what scheme the code is of."""
    return qcode.partition(":")[0] in CATALOG_ALIASES
