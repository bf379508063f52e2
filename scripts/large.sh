#!/usr/bin/env bash
# How the program does on large collections: import, first frame, keys, search, memory, idling; with newsboat and
# lnav beside it where they are installed. Prints one line for each figure: what, how many articles, name, value.
#
#   scripts/large.sh                      1,000, 10,000 and 100,000 articles
#   SIZES="1000 5000" scripts/large.sh    others
#   OTHERS=0 scripts/large.sh             without the other programs
#   KEEP=DIR scripts/large.sh             keeps articles and libraries there for another run
#
# Needs 3 GB of disk for 100,000. All programs get the same articles (examples/make_articles.rs), the same window
# of 40x140 and the same keys, and are measured by the same program (examples/measure.rs).
set -euo pipefail
cd "$(dirname "$0")/.."
sizes=${SIZES:-1000 10000 100000}
place=${KEEP:-$(mktemp -d)}
[ -n "${KEEP:-}" ] || trap 'rm -rf "$place"' EXIT
mkdir -p "$place/home"

if [ -z "${RASID:-}" ]; then
    cargo build --release --locked --bin rasid --example make_articles --example measure
    RASID=$PWD/target/release/rasid
fi
examples=${EXAMPLES:-$PWD/target/release/examples}

# A home of their own, so that no setting and no library of the reader's is used or changed.
clean() { env -i PATH="$PATH" HOME="$place/home" LC_ALL=C.UTF-8 TERM=xterm-256color "$@"; }
figures() { # WHAT SIZE COMMAND…: the figures that a measurement prints, each with what it is of
    local what=$1 size=$2
    shift 2
    clean "$@" | awk -F'\t' -v what="$what" -v size="$size" 'NF == 2 { print what "\t" size "\t" $1 "\t" $2 }'
}

printf 'machine\t-\tprocessors\t%s\n' "$(nproc)"
printf 'machine\t-\tload\t%s\n' "$(cut -d' ' -f1 /proc/loadavg)"

figures "rasid, built-in corpus" 5 "$examples/measure" screen --count 100 --search بغداد -- "$RASID"

for size in $sizes; do
    articles=$place/$size.jsonl library=$place/$size.db
    [ -s "$articles" ] || "$examples/make_articles" "$size" > "$articles"
    rm -f "$library" "$library"-*
    figures "rasid import" "$size" "$examples/measure" run -- "$RASID" import --library "$library" "$articles"
    printf 'rasid import\t%s\tlibrary_mb\t%s\n' "$size" "$(du -m "$library" | cut -f1)"
    figures "rasid" "$size" "$examples/measure" screen --count 200 --search بغداد -- "$RASID" --library "$library"
    # Keys that ask for much. The screen shows the key at once (echo), and the answer when it comes.
    much() { # WHAT SILENCE COUNT BEFORE KEYS
        figures "rasid, $1" "$size" "$examples/measure" screen --silence "$2" --count "$3" --before "$4" --keys "$5" \
            -- "$RASID" --library "$library"
    }
    much "end and beginning of the articles" 60 40 1 Gg
    much "list of names" 60 100 3 j
    much "timeline" 60 100 4 j
    much "end and beginning of the timeline" 400 20 4 Gg
    much "closer and wider look at the time" 60 40 4 +-
    much "narrowed to a frequent name, and back" 2000 6 3 fx
    much "page of a frequent name, and back" 2000 6 3 $'p\x1b'
    much "its words by outlet, and back" 2000 6 3 $'W\x1b'
    much "typing into the search" 60 40 / ب
    if [ "${OTHERS:-1}" != 0 ] && command -v newsboat > /dev/null; then
        feed=$place/$size.rss cache=$place/$size.newsboat
        [ -s "$feed" ] || "$examples/make_articles" "$size" --feed > "$feed"
        echo "file://$feed" > "$place/urls"
        [ -s "$cache" ] || clean newsboat -q -u "$place/urls" -c "$cache" -C /dev/null -x reload > /dev/null
        figures "newsboat" "$size" "$examples/measure" screen --before $'\r' --count 100 \
            -- newsboat -q -u "$place/urls" -c "$cache" -C /dev/null
    fi
    if [ "${OTHERS:-1}" != 0 ] && command -v lnav > /dev/null; then
        figures "lnav" "$size" "$examples/measure" screen --count 100 --search بغداد -- lnav "$articles"
    fi
done
