#!/usr/bin/env python3
"""Make the derived files of assets/lexicon/ from the gazetteers that they are taken from.

usage: scripts/lexicon_data.py DATA_FOLDER

Writes assets/lexicon/name_parts_wikidata.json (CC0, Wikidata) and assets/lexicon/gazetteer.json (CC BY 4.0,
GeoNames). NOTICE says where the data come from. Python 3 standard library only.
"""
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "assets" / "lexicon"
# A spelling that fewer people bear than this is as likely a slip or a rare word as a name.
FEWEST_BEARERS = 3
# Iraq and its neighbours, and where the topic leads: every place counts there.
REGION = set("IQ SY IR TR JO KW SA LB PS IL YE AE QA BH OM EG AF".split())
# Elsewhere only places of this many people.
LARGE = 100_000
# Where Arabic is spoken, names of places are words as well (`المدينة`, `بيان`): one word alone is no evidence there.
ARABIC = set("IQ SY JO KW SA LB PS YE AE QA BH OM EG LY TN DZ MA SD MR SO DJ".split())
# Spellings that are something else in Arabic text: `آلبو` is how names of tribes begin, not Aalborg.
NO_PLACES = {"آلبو"}
# Cities that texts name without saying that they are cities.
WELL_KNOWN = 400_000


def latin(name):
    """A Latin name in the letters of ids."""
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def name_parts(source):
    """Arabic name parts of three letters and more with their most usual Latin spelling."""
    spellings = defaultdict(Counter)
    for line in source.read_text(encoding="utf-8").splitlines():
        name, arabic, count = line.split("\t")
        arabic = arabic.replace(" ", "")
        if arabic.isalpha() and len(arabic) >= 3 and latin(name):
            spellings[arabic][latin(name)] += int(count)
    return {
        arabic: counts.most_common(1)[0][0]
        for arabic, counts in sorted(spellings.items())
        if sum(counts.values()) >= FEWEST_BEARERS
    }


def place_id(name):
    """An id of the kind that the hand-made entries have."""
    plain = unicodedata.normalize("NFD", name.lower().replace("-", " "))
    words = "".join(c if c.isascii() and c.isalnum() else " " if c == " " else "" for c in plain).split()
    return "_".join(words)


def hand_made():
    """Ids and forms of the entries that people wrote: the gazetteer does not repeat them."""
    ids, forms = set(), set()
    for file in OUT.glob("*.json"):
        for entry in json.loads(file.read_text(encoding="utf-8")).get("entries", []):
            ids.add(entry["id"])
            for field in ("forms", "known", "context"):
                forms.update(folded(f) for f in entry.get(field, []))
            forms.add(folded(entry["ar"]))
    return ids, forms


def folded(form):
    table = str.maketrans("أإآىة", "ااايه")
    return form.translate(table)


def places(source):
    """Places with Arabic names: all of the region, elsewhere the large ones."""
    ids, known = hand_made()
    rows = []
    lines = source.read_text(encoding="utf-8").splitlines()[1:]
    table = sorted((line.split("\t") for line in lines), key=lambda row: -int(row[5]))
    for _, name, country, _, _, population, arabic, *_ in table:
        if country not in REGION and int(population) < LARGE:
            continue
        forms = [f.strip() for f in arabic.split("|")]
        forms = [f for f in forms if all("\u0621" <= c <= "\u064a" or c == " " for c in f) and len(f) >= 4]
        forms = [f for f in forms if not f.startswith(("مركز ", "قرية ", "مجمع ")) and f not in NO_PLACES]
        forms = [f for f in dict.fromkeys(forms) if folded(f) not in known]
        key = place_id(name)
        if not forms or not key or key in ids:
            continue
        ids.add(key)
        known.update(folded(f) for f in forms)
        if country in ARABIC:
            company = "noun"
        else:
            company = "none" if int(population) >= WELL_KNOWN else "context"
        rows.append([key, forms[0], name, forms[1:], company])
    return sorted(rows)


def write(name, parts):
    rows = []
    for key, value in parts.items():
        if isinstance(value, list):
            items = ",\n".join("    " + json.dumps(v, ensure_ascii=False, separators=(",", ":")) for v in value)
            rows.append(f"  {json.dumps(key)}: [\n{items}\n  ]")
        else:
            rows.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}")
    (OUT / name).write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = Path(sys.argv[1])
    write("name_parts_wikidata.json", {
        "about": "Parts of personal names with their most usual Latin spelling. From Wikidata, CC0. Made by scripts/lexicon_data.py.",
        "other": name_parts(data / "wikidata_names_ar_translit.tsv"),
    })
    write("gazetteer.json", {
        "about": "Places: id, Arabic name, English name, further Arabic names, and what must stand before a name of one word: none, a preposition or class noun (context), a class noun (noun). From GeoNames, CC BY 4.0. Made by scripts/lexicon_data.py.",
        "places": places(data / "geonames_places_ar.tsv"),
    })


if __name__ == "__main__":
    main()
