# What is done with the project, by name. `just` lists it.

_default:
    @just --list --unsorted

# Open the program on the built-in corpus
run *ARGS:
    cargo run --release -- {{ARGS}}

# All tests
test:
    cargo test --locked

# What continuous integration runs: style, lints, docs, tests
ci:
    bash .ci/run

# Format the code
fmt:
    cargo fmt

# Lints as errors
lint:
    cargo clippy --locked --all-targets -- -D warnings

# Build the documentation of all rooms
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

# Speed: layout, analysis, library
bench *ARGS:
    cargo bench {{ARGS}}

# Large collections, with newsboat and lnav beside: import, first frame, keys, search, memory
large:
    bash scripts/large.sh

# Real terminals under a virtual display, one picture each
terminals *ARGS:
    bash scripts/terminals.sh {{ARGS}}

# Look for input that breaks a target of fuzz/ (needs cargo-fuzz; no nightly)
fuzz TARGET SECONDS="600":
    mkdir -p fuzz/corpus/{{TARGET}}
    cargo fuzz run -s none {{TARGET}} fuzz/corpus/{{TARGET}} fuzz/seeds/{{TARGET}} -- -max_total_time={{SECONDS}} -max_len=16384

# Dependencies, by deny.toml (needs cargo-deny); `just deny advisories` where RustSec's database can be had
deny *CHECKS="bans licenses sources":
    cargo deny --locked check {{CHECKS}}

# A folder of hostile files for looking at; the tests make one of their own
hostile FOLDER:
    RASID_KEEP={{FOLDER}} cargo test --test hostile every_file
