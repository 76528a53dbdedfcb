# The two commands a newcomer needs: `make demo` and `make test`. Each sets up what it needs.
PREFIX ?= /usr/local
SWIFT_FLAGS = -c release --explicit-target-dependency-import-check=error
BIN = .build/release/opinion
SWIFT_SOURCES = Package.swift Sources Tests corpus/generator Fuzz Benchmarks/SegmenterBench/Package.swift \
	Benchmarks/SegmenterBench/Sources/SegmenterBench

# Of make fuzz: seconds for each target, and the targets (none: all).
SECONDS = 20
TARGETS =

.PHONY: demo test setup build lint format install uninstall sample dictionary model bench bench-classes bench-segmenter bench-ingest bench-growth fuzz docs clean

demo: build
	@scripts/demo $(BIN)

test: setup
	swift build $(SWIFT_FLAGS) --build-tests
	swift test $(SWIFT_FLAGS) --skip-build

setup:
	@scripts/setup

build: setup
	swift build $(SWIFT_FLAGS)

lint:
	swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@if command -v python3 >/dev/null; then Benchmarks/check-issues; else echo "lint: no python3, check-issues skipped"; fi

format:
	swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

# Puts the program and its data where it runs from any folder: make install PREFIX=$$HOME/.local
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/opinion
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/opinion
	cp -r dicts templates rules $(DESTDIR)$(PREFIX)/share/opinion/
	install -m 644 /usr/share/javascript/chart.js/chart.min.js $(DESTDIR)$(PREFIX)/share/opinion/templates/chart.min.js

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/opinion $(DESTDIR)$(PREFIX)/share/opinion

# Rebuilds the sample corpus from its hand-written pieces (corpus/README.md).
sample: setup
	swift run $(SWIFT_FLAGS) sample-corpus corpus/sample

# Rebuilds the general word list: make dictionary CORPUS=silver.train.txt.gz WORDS=words.txt.gz (dicts/README.md).
dictionary: build
	gzip -dc $(CORPUS) > .build/corpus.txt
	gzip -dc $(WORDS) | $(BIN) dictionary compile - --min-frequency 4 --convention dicts/convention.txt \
		--corpus .build/corpus.txt --out dicts/general.words

# Rebuilds word list and model: make model CORPUS=silver.train.txt.gz WORDS=words.txt.gz (dicts/README.md).
model: dictionary
	$(BIN) segmenter train .build/corpus.txt --words dicts/general.words --convention dicts/convention.txt \
		--epochs 5 --pairs 200000 --seed 1 --out dicts/segmenter.model

bench: build
	@Benchmarks/issues $(BIN)

# The classifier beside jieba and LinearSVC, five folds (docs/guides/Classify.md).
bench-classes: build
	@Benchmarks/classes $(BIN)

# The pages of the ChineseSegmenter library, as a static site in .build/docs.
docs: setup
	OPINION_DOCS=1 swift package --disable-sandbox --allow-writing-to-directory .build/docs generate-documentation \
		--target ChineseSegmenter --output-path .build/docs --warnings-as-errors

# The segmenter beside jieba-rs and jieba (Benchmarks/README.md).
bench-segmenter: build
	@Benchmarks/segmenter $(BIN)

# Ingest beside pandas and openpyxl (Benchmarks/README.md).
bench-ingest: build
	@Benchmarks/ingest $(BIN)

# Time, memory and IF on made-up corpora of up to a million records, and the daily path (Benchmarks/README.md).
bench-growth: build
	@Benchmarks/growth $(BIN)

# Random input with libFuzzer, for so many seconds a target: make fuzz SECONDS=20 TARGETS="segmenter model" (Fuzz/README.md).
fuzz: setup
	@Fuzz/run $(SECONDS) $(TARGETS)

clean:
	rm -rf .build out
