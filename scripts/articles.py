#!/usr/bin/env python3
"""Builds the annotated test articles from their marked-up sources.

usage: scripts/articles.py [--check] [FOLDER]

Reads `FOLDER/marked/*.txt` and writes for each the plain text `FOLDER/*.txt`, and for all of them
`FOLDER/gold.json` (schema: tests/README.md). FOLDER is `tests/articles` unless it is given. With --check it writes nothing and fails if
what is checked in is not what would be written. Python 3 standard library only.

A source begins with lines `%key: value` (title is taken from the text):
    %source: name | id          the outlet; left out where the page names none
    %published: DAYS BASIS      BASIS is `stated` or `inferred`
    %note: words                why, where it is inferred
The text begins after the first line that is not such a line. A line may begin with a mark for its role:
    #> title   ^> kicker   => sub-heading   @> caption   ~> furniture, date, byline and source lines
and a line without one is running text. Within lines:
    [words|T:id]      a mention; T is one of P person, G group, F force, O org, M media, C country, L place,
                      B facility (base), W weapon. [words] alone repeats what these words were before
                      in the same article, or are in `tests/articles/marked/names.tsv`
                      or in `FOLDER/marked/names.tsv`.
    <words|DAYS>      a date expression; `;` parts readings that are equally good; `rel` instead of DAYS marks one
                      that hangs on another event and is not scored.
    {words|KIND …}    an event's trigger; KIND is A attack, S statement, M milestone, `coref` (told before) or
                      `offtopic` (a statement that has nothing to do with the topic). It may hold mentions. Then any of
                      d:DAYS (statements default to the publication date), by: on: at: with: (ids, comma-separated),
                      n:count killed:count, plan, opt (not required), nodate (date not scored),
                      and a modality (claimed, denied, threatened, hypothetical, foiled).
DAYS is 2021, 2021-07, 2021-07-26, `pub` (the publication date), FIRST..LAST of these with either end open, or
`past` for all days up to the publication date.
"""
import calendar, json, pathlib, re, sys

HOME = pathlib.Path(__file__).resolve().parent.parent / "tests" / "articles"
NAMES = HOME / "marked" / "names.tsv"
TYPES = dict(P="PERSON", G="GROUP", F="FORCE", O="ORG", M="MEDIA", C="COUNTRY", L="PLACE", B="FACILITY", W="WEAPON")
ROLES = {"#>": "title", "^>": "kicker", "=>": "subheading", "@>": "caption", "~>": "furniture"}
KINDS = dict(A="attack", S="statement", M="milestone")
LISTS = {"by": "actors", "on": "targets", "at": "places", "with": "weapons"}
MODALITIES = {"claimed", "denied", "threatened", "hypothetical", "foiled"}
CLOSE = {"[": "]", "<": ">", "{": "}"}


def bounds(part):
    """First and last day of a year, month or day."""
    numbers = [int(n) for n in part.split("-")]
    if len(numbers) == 1:
        return f"{part}-01-01", f"{part}-12-31"
    if len(numbers) == 2:
        return f"{part}-01", f"{part}-{calendar.monthrange(*numbers)[1]:02d}"
    calendar.datetime.date(*numbers)  # fails on a day that does not exist
    return part, part


def days(expression, published):
    """The interval (earliest, latest) that DAYS means; None for an open end."""
    if expression == "pub":
        return published
    if expression == "past":
        return None, published[1]
    first, to, last = expression.partition("..")
    if not to:
        return bounds(first)
    end = lambda part, n: None if not part else published[n] if part == "pub" else bounds(part)[n]
    return end(first, 0), end(last, 1)


class Article:
    """One source, parsed: `text`, and the rows it adds to the annotation."""

    def __init__(self, path, names, gold):
        self.id, self.names, self.gold = path.stem, dict(names), gold
        source = path.read_text(encoding="utf-8")
        head = {}
        while found := re.match(r"%(\w+): (.*)\n", source):
            head[found[1]] = found[2].strip()
            source = source[found.end():]
        interval, basis = head["published"].rsplit(" ", 1)
        self.published = days(interval, None)
        self.text, self.roles, self.opened = "", {}, []
        for n, line in enumerate(source.split("\n"), 1):
            role = ROLES.get(line[:2])
            if n > 1:
                self.text += "\n"
            start = len(self.text)
            self.inline(line[2:].removeprefix(" ") if role else line)
            if role:
                self.roles.setdefault(role, []).append((n, self.text[start:]))
        if self.opened:
            raise ValueError(f"{self.id}: {self.opened[-1][0]} is not closed")
        name, _, outlet = (part.strip() for part in head.get("source", "").partition("|"))
        words = lambda role: " ".join(" ".join(line for _, line in self.roles.get(role, [])).split()) or None
        lines = lambda role: [n for n, _ in self.roles.get(role, [])]
        gold["articles"].append(dict(
            id=self.id, file=path.name, title=words("title"), kicker=words("kicker"), source=name or None,
            source_id=outlet or None, published=dict(earliest=self.published[0], latest=self.published[1],
                                                     basis=basis, note=head.get("note")),
            furniture_lines=lines("furniture"), subheading_lines=lines("subheading"), caption_lines=lines("caption")))

    def inline(self, line):
        at = 0
        while at < len(line):
            c = line[at]
            if c in CLOSE:
                self.opened.append((c, len(self.text)))
            elif self.opened and c in "|" + CLOSE[self.opened[-1][0]]:
                end = line.index(CLOSE[self.opened[-1][0]], at)
                self.add(*self.opened.pop(), line[at + 1:end] if c == "|" else "")
                at = end
            else:
                self.text += c
            at += 1

    def add(self, kind, start, what):
        place = dict(article=self.id, start=start, end=len(self.text))
        words = self.text[start:]
        if not words or words != words.strip():
            raise ValueError(f"{self.id}: {words!r} is empty or ends in a space")
        if kind == "[":
            key = " ".join(words.split())
            if what:
                self.names[key] = what
            if key not in self.names and key.startswith("ل") and "ا" + key in self.names:
                self.names[key] = self.names["ا" + key]  # the article behind the preposition ل
            if key not in self.names:
                raise ValueError(f"{self.id}: who is {words!r}?")
            letter, _, entity = self.names[key].partition(":")
            self.gold["mentions"].append(dict(place, text=words, type=TYPES[letter], entity=entity))
        elif kind == "<":
            ways = [way if way == "rel" else days(way, self.published) for way in what.split(";")]
            if ways[0] == "rel":
                self.gold["relative_dates"].append(dict(place, text=words))
                return
            self.gold["dates"].append(dict(place, text=words, earliest=ways[0][0], latest=ways[0][1]))
            if ways[1:]:
                self.gold["date_alternatives"].append(dict(place, alternatives=ways[1:]))
        else:
            self.event(place, words, what.split())

    def event(self, place, words, marks):
        kind = marks.pop(0)
        if kind in ("coref", "offtopic"):
            rows = "coref_triggers" if kind == "coref" else "offtopic_statements"
            self.gold[rows].append(dict(place, text=words))
            return
        event = dict(place, trigger=words, kind=KINDS[kind], required=True, planned=False, date_is_scored=True,
                     modality="asserted")
        interval = self.published if kind == "S" else None
        for mark in marks:
            key, _, value = mark.partition(":")
            if key == "d":
                interval = days(value, self.published)
            elif key in LISTS:
                event[LISTS[key]] = value.split(",") if value else []
            elif key in ("n", "killed"):
                event["count" if key == "n" else key] = int(value)
            elif mark in MODALITIES:
                event["modality"] = mark
            else:
                flag, value = dict(plan=("planned", True), opt=("required", False), nodate=("date_is_scored", False))[mark]
                event[flag] = value
        if interval is None:
            raise ValueError(f"{self.id}: {words!r} has no date")
        event["earliest"], event["latest"] = interval
        self.gold["events"].append(event)


def build(home):
    """All texts of the folder by file name, and the annotation."""
    names = {}
    own = home / "marked" / "names.tsv"
    lists = [NAMES] + [own] * (own != NAMES and own.exists())
    for line in "\n".join(path.read_text(encoding="utf-8") for path in lists).splitlines():
        if line and not line.startswith("#"):
            name, _, what = line.partition("\t")
            names[name] = what
    gold = {"offsets": "Unicode code points into the source file, end exclusive", "articles": [], "mentions": [],
            "dates": [], "events": [], "date_alternatives": [], "relative_dates": [], "coref_triggers": [],
            "offtopic_statements": []}
    files = {}
    for path in sorted((home / "marked").glob("*.txt")):
        files[path.name] = Article(path, names, gold).text
    order = {a["id"]: n for n, a in enumerate(gold["articles"])}
    for rows in gold.values():
        if isinstance(rows, list) and rows and "start" in rows[0]:
            rows.sort(key=lambda r: (order[r["article"]], r["start"], r["end"]))
    rows_of = lambda v: "[\n" + ",\n".join("  " + json.dumps(r, ensure_ascii=False) for r in v) + "\n ]" if v else "[]"
    body = ",\n".join(f' {json.dumps(k)}: {rows_of(v) if isinstance(v, list) else json.dumps(v)}' for k, v in gold.items())
    files["gold.json"] = "{\n" + body + "\n}\n"
    return files


def main():
    words = sys.argv[1:]
    check = words[:1] == ["--check"]
    folders = words[check:]
    if len(folders) > 1 or any(word.startswith("-") for word in folders):
        return __doc__
    home = pathlib.Path(folders[0]) if folders else HOME
    files = build(home)
    if len(files) == 1:
        return f"no marked articles in {home}"
    if check:
        stale = [n for n, text in files.items() if not (home / n).exists() or (home / n).read_text(encoding="utf-8") != text]
        stale += [p.name for p in home.glob("*.txt") if p.name not in files]
        return f"not as built: {', '.join(stale)}" if stale else None
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    sys.exit(main())
