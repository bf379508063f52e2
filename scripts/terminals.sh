#!/usr/bin/env bash
# Real terminals under a virtual display, with one picture for each: xterm, a terminal of the library VTE, and
# whichever others are installed. The pictures are to be looked at: every word joined and in order, numbers and
# Latin in order, brackets round their words.
#
#   scripts/terminals.sh [FOLDER]        pictures go to FOLDER (target/terminals)
#
# Debian: apt-get install xvfb xterm sakura imagemagick fonts-dejavu-core x11-utils   (konsole mlterm kitty alacritty)
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-target/terminals}
mkdir -p "$folder"
for program in Xvfb import; do
    command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 2; }
done
cargo build --quiet --example paragraph
example=$PWD/target/debug/examples/paragraph

display=:$((90 + RANDOM % 400))
Xvfb "$display" -screen 0 900x420x24 >/dev/null 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
export DISPLAY=$display LC_ALL=C.UTF-8 NO_AT_BRIDGE=1 LIBGL_ALWAYS_SOFTWARE=1
# The terminal in which this runs is not the one that is tried.
unset TMUX STY TERM_PROGRAM TERM_PROGRAM_VERSION VTE_VERSION KONSOLE_VERSION KITTY_WINDOW_ID MLTERM \
    ALACRITTY_WINDOW_ID XTERM_VERSION WT_SESSION WEZTERM_PANE COLORTERM
sleep 1

tried=0
# picture NAME COMMAND...: runs a terminal, waits until it has drawn, takes the picture.
picture() {
    local name=$1
    shift
    command -v "$1" >/dev/null || { echo "$name: not installed"; return; }
    "$@" >"$folder/$name.log" 2>&1 &
    local terminal=$!
    sleep "${SETTLE:-4}"
    import -window root "$folder/$name.png"
    kill "$terminal" 2>/dev/null || true
    wait "$terminal" 2>/dev/null || true
    tried=$((tried + 1))
    echo "$name: $folder/$name.png"
}

picture xterm xterm -fa "DejaVu Sans Mono" -fs 12 -geometry 60x12+0+0 -e "$example"
picture vte sakura -c 60 -r 12 -e "$example"
# VTE left to reorder by itself, as an independent reading of the encoding W1.
picture vte-runs sakura -c 60 -r 12 -e "$example runs"
picture konsole konsole --nofork -e "$example"
picture mlterm mlterm --geometry 60x12 -e "$example"
picture kitty kitty -o initial_window_width=60c -o initial_window_height=12c -o remember_window_size=no "$example"
picture alacritty alacritty -o window.dimensions.columns=60 -o window.dimensions.lines=12 -e "$example"
[ "$tried" -ge 2 ] || { echo "fewer than two terminals were tried" >&2; exit 1; }
