#!/usr/bin/env python3
"""Measure the names that rasid finds on ANERcorp (CC BY-SA 4.0, not shipped with the project).

usage: scripts/anercorp.py CONLL [RASID_BINARY]

CONLL has one token and its label (B-LOC, I-PERS, O …) a line, an empty line between sentences. The sentences go
through `rasid export --format json` as text files, and the names that come back are compared with the labels by
whole tokens. ANERcorp leaves class nouns out of names of places (`مدينة`, `محافظة`) and rasid takes them in, so that
they are taken off first. PERSON is PERS; COUNTRY, PLACE and FACILITY are LOC; ORG, GROUP, FORCE and MEDIA are ORG. WEAPON and
MISC are left out. Prints precision, recall and F1 for each. Python 3 standard library only.
"""
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

TYPES = {
    "PERSON": "PERS", "COUNTRY": "LOC", "PLACE": "LOC", "FACILITY": "LOC",
    "ORG": "ORG", "GROUP": "ORG", "FORCE": "ORG", "MEDIA": "ORG",
}
SENTENCES_A_FILE = 40
CLASS_NOUNS = set("محافظة قضاء ناحية مدينة بلدة منطقة إقليم قطاع دولة".split())


def sentences(path):
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        token, _, label = line.strip().rpartition("\t")
        if not token:
            if rows:
                yield rows
            rows = []
        else:
            rows.append((token.strip(), label))
    if rows:
        yield rows


def labelled(rows):
    """(first token, one past the last, type) of each labelled name."""
    names, start = [], None
    for at, (_, label) in enumerate(rows + [("", "O")]):
        if start is not None and not label.startswith("I-"):
            names.append((start, at, rows[start][1][2:]))
            start = None
        if label.startswith("B-"):
            start = at
    return {n for n in names if n[2] != "MISC"}


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    binary = sys.argv[2] if len(sys.argv) == 3 else "target/release/rasid"
    all_rows = list(sentences(Path(sys.argv[1])))
    right, extra, missed = Counter(), Counter(), Counter()
    with tempfile.TemporaryDirectory() as folder:
        tokens = {}
        for number in range(0, len(all_rows), SENTENCES_A_FILE):
            text, places = "", {}
            for rows in all_rows[number:number + SENTENCES_A_FILE]:
                for at, (token, _) in enumerate(rows):
                    places[len(text)] = (id(rows), at, len(token))
                    text += token + ("\n\n" if at + 1 == len(rows) else " ")
            name = f"{number:06}"
            tokens[name] = places
            Path(folder, name + ".txt").write_text(text, encoding="utf-8")
        out = subprocess.run([binary, "export", "--format", "json", folder], check=True, capture_output=True)
        found = {id(rows): set() for rows in all_rows}
        for mention in json.loads(out.stdout)["mentions"]:
            kind = TYPES.get(mention["type"])
            places = tokens[mention["article"]]
            inside = [p for start, p in places.items()
                      if start < mention["end"] and mention["start"] < start + p[2]]
            if mention["type"] in ("PLACE", "COUNTRY") and len(inside) > 1:
                if mention["text"].split()[0] in CLASS_NOUNS:
                    inside = inside[1:]
            if kind and inside:
                found[inside[0][0]].add((inside[0][1], inside[-1][1] + 1, kind))
    for rows in all_rows:
        gold, got = labelled(rows), found[id(rows)]
        right.update(n[2] for n in gold & got)
        extra.update(n[2] for n in got - gold)
        missed.update(n[2] for n in gold - got)
    for kind in ["LOC", "PERS", "ORG", "all"]:
        tp, fp, fn = (sum(c.values()) if kind == "all" else c[kind] for c in (right, extra, missed))
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        print(f"{kind:5} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  ({tp + fn} labelled)")


if __name__ == "__main__":
    main()
