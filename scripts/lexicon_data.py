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


def write(name, parts):
    rows = [f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False, separators=(',', ':'))}" for k, v in parts.items()]
    (OUT / name).write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = Path(sys.argv[1])
    write("name_parts_wikidata.json", {
        "about": "Parts of personal names with their most usual Latin spelling. From Wikidata, CC0. Made by scripts/lexicon_data.py.",
        "other": name_parts(data / "wikidata_names_ar_translit.tsv"),
    })


if __name__ == "__main__":
    main()
