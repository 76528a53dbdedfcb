"""Measures and prints the tables of `Benchmarks/segmenter`, which see. Stays small: a child's peak memory starts from ours.

usage: segmenter_tables.py [--markdown] [--only=PART,…] PROGRAM TIMER SHARED
"""
import collections
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# What is asked of the program. Whoever changes its options changes them here.
TEXT_MB = 24  # the text of the speed tests
JIEBA_MB = 3  # jieba is slow: its rate is taken on the beginning
ROUNDS = 5  # alternating
COUNTED_BYTES = 200_000  # about as long is the text that instructions are counted on
FIRST_LINE = "小区电梯经常故障，希望尽快加装。"
MODEL, WORDS = "dicts/segmenter.model", "dicts/general.words"
SEGMENT_FLAGS = []  # opinion segment FILE --out FILE …
TRAIN_FLAGS = ["--jackknife", "--learner", "field", "--epochs", "10"]  # opinion segmenter train CORPUS --words LIST --out MODEL …
PEER = [sys.executable, "Benchmarks/segmenter_peer.py"]

arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
markdown = "--markdown" in sys.argv
parts = ["speed", "files", "start", "threads", "accuracy", "closed", "instructions"]
for argument in sys.argv[1:]:
    if argument.startswith("--only="):
        parts = argument.removeprefix("--only=").split(",")
program, timer, shared = arguments
gold = {"PKU test": f"{shared}/data/segmentation/pku.test.gold.txt",
        "domain dev": f"{shared}/data/segmentation/domain.dev.gold.txt"}
# Byte-code of the peers' libraries is compiled before anything is measured.
environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="", PYTHONHASHSEED="0")


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def values(command):
    """The name=value pairs that a command prints."""
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"bench: {command[0]} failed with status {done.returncode}: {done.stderr.strip()[-500:]}")
    return {name: float(value) for name, value in re.findall(r"(\w+)=([-+.\de]+)", done.stdout)}


def whole(command):
    """CPU seconds, wall seconds and peak MB (of 1,048,576 bytes) of a process from start to end."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    complaint = child.stderr.read()
    _, status, use = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = status
    if status:
        sys.exit(f"bench: {command[0]} failed with status {status}: {complaint.decode()[-500:]}")
    return use.ru_utime + use.ru_stime, wall, use.ru_maxrss / 1024


def spread(numbers, digits=1):
    """Median, and smallest to largest in brackets."""
    low, middle, high = min(numbers), statistics.median(numbers), max(numbers)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def table(title, columns, rows):
    print(f"\n{'**' if markdown else ''}{title}{'**' if markdown else ''}\n")
    if markdown:
        print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|")
    else:
        print("\t".join(columns))
    for row in rows:
        print("| " + " | ".join(row) + " |" if markdown else "\t".join(row))


def rate(figures):
    return figures["bytes"] / figures["cpu"] / 1e6


def speed(text):
    ours, rjieba, jieba = [], [], []
    for turn in range(ROUNDS):
        note(f"library call, round {turn + 1} of {ROUNDS}")
        ours.append(rate(values([timer, "memory", MODEL, WORDS, text])))
        rjieba.append(rate(values(PEER + ["memory", "rjieba", text])))
        jieba.append(rate(values(PEER + ["memory", "jieba", text, str(JIEBA_MB)])))
    middle = statistics.median
    table(f"Library call, one thread, results kept in memory: MB/s of CPU time, {ROUNDS} alternating rounds, "
          "median (least–most)",
          ["segmenter", "MB/s", "× rjieba", "× jieba"],
          [[name, spread(rates), spread([a / b for a, b in zip(rates, rjieba)], 2), f"{middle(rates) / middle(jieba):.1f}"]
           for name, rates in (("this", ours), ("rjieba", rjieba), ("jieba", jieba))])


def files(text, folder):
    size = os.path.getsize(text) / 1e6
    figures = {"opinion segment": [], "rjieba": []}
    for turn in range(ROUNDS):
        note(f"file to file, round {turn + 1} of {ROUNDS}")
        figures["opinion segment"].append(whole([program, "segment", text, "--out", f"{folder}/a", *SEGMENT_FLAGS]))
        figures["rjieba"].append(whole(PEER + ["file", "rjieba", text, f"{folder}/b"]))
    table(f"From file to file, {size:.1f} MB, start included, {ROUNDS} alternating rounds",
          ["program", "MB/s of CPU time", "MB/s of wall time", "peak MiB"],
          [[name, spread([size / cpu for cpu, _, _ in runs]), spread([size / wall for _, wall, _ in runs]),
            spread([peak for _, _, peak in runs])] for name, runs in figures.items()])


def start(folder):
    line = f"{folder}/line"
    with open(line, "w", encoding="utf-8") as out:
        out.write(FIRST_LINE + "\n")
    rows = []
    commands = {"this": [timer, "start", MODEL, WORDS, FIRST_LINE],
                "rjieba": PEER + ["start", "rjieba", FIRST_LINE], "jieba": PEER + ["start", "jieba", FIRST_LINE]}
    commands["opinion segment"] = [program, "segment", line, "--out", f"{folder}/a", *SEGMENT_FLAGS]
    found, inside = {name: [] for name in commands}, {name: [] for name in commands}
    for turn in range(ROUNDS * 2):
        for name, command in commands.items():
            if turn % 2 == 0:
                found[name].append(whole(command)[:2])
            elif name != "opinion segment":
                figures = values(command)
                inside[name].append((figures["open"], figures["first"]))
    for name, runs in found.items():
        rows.append([name, *(spread([run[part] * 1000 for run in inside[name]], 2) if inside[name] else "–"
                             for part in (0, 1)),
                     spread([wall * 1000 for _, wall in runs]), spread([cpu * 1000 for cpu, _ in runs])])
    table("Start to first token, files in the page cache, ms",
          ["segmenter", "opening model and words", "first line", "whole process", "its CPU time"], rows)


def threads(text):
    ratios, one, two = [], [], []
    for turn in range(ROUNDS):
        note(f"threads, round {turn + 1} of {ROUNDS}")
        a = values([timer, "threads", MODEL, WORDS, text, "1"])
        b = values([timer, "threads", MODEL, WORDS, text, "2"])
        one.append(a["bytes"] / a["wall"] / 1e6)
        two.append(b["bytes"] / b["wall"] / 1e6)
        ratios.append((a["wall"] / b["wall"], b["cpu"] / b["wall"]))
    busy = statistics.median(cores for _, cores in ratios)
    table(f"Two threads beside one, library call, MB/s of wall time; the two had {busy:.2f} cores "
          f"(load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)",
          ["one thread", "two threads", "ratio"], [[spread(one), spread(two), spread([r for r, _ in ratios], 2)]])


def f1(path, *flags):
    done = subprocess.run([program, "segmenter", "eval", path, "--format", "json", "--errors", "0", *flags],
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"bench: eval failed: {done.stderr.strip()[-500:]}")
    return f"{json.loads(done.stdout)['f1']:.4f}"


def peer_f1(path, folder):
    with open(path, encoding="utf-8-sig") as lines, open(f"{folder}/gold", "w", encoding="utf-8") as out:
        # jieba drops white space; lines are joined without it and the gold keeps the same text.
        out.writelines(" ".join(line.split()) + "\n" for line in lines if line.strip())
    with open(f"{folder}/gold", encoding="utf-8") as lines, open(f"{folder}/joined", "w", encoding="utf-8") as out:
        out.writelines("".join(line.split()) + "\n" for line in lines)
    with open(f"{folder}/joined") as source, open(f"{folder}/cut", "w") as out:
        subprocess.run([sys.executable, f"{shared}/peers/segment_peer.py", "--cut", "jieba"], stdin=source, stdout=out,
                       check=True, env=environment)
    done = subprocess.run([sys.executable, f"{shared}/tools/score_segmentation.py", f"{folder}/gold", f"{folder}/cut"],
                          capture_output=True, text=True)
    found = re.search(r"F1 ([.\d]+)", done.stdout)
    return found.group(1) if found else f"failed: {(done.stdout + done.stderr).strip()[-80:]}"


def accuracy(folder):
    note("accuracy")
    rows = []
    if "accuracy" in parts:
        rows = [[f"{name}, shipped model", f1(path), peer_f1(path, folder)] for name, path in gold.items()]
    if "closed" in parts:
        note("closed test: training")
        corpus, words = f"{shared}/data/segmentation/pku98.train.txt", f"{folder}/closed.txt"
        counts = collections.Counter()
        with open(corpus, encoding="utf-8") as lines:
            for line in lines:
                counts.update(line.split())
        with open(f"{shared}/data/segmentation/pku.train.words.txt", encoding="utf-8-sig") as lines, \
                open(words, "w", encoding="utf-8") as out:
            # The words of the training text with their counts in it; `#` would begin a comment.
            out.writelines(f"{word} {counts[word]}\n" for line in lines for word in line.split()[:1] if word[0] != "#")
        del counts
        model = f"{folder}/closed.model"
        done = subprocess.run([program, "segmenter", "train", corpus, "--words", words, "--out", model, *TRAIN_FLAGS],
                              capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"bench: training failed: {done.stderr.strip()[-500:]}")
        rows.append([f"PKU test, closed (`train {' '.join(TRAIN_FLAGS)}`)",
                     f1(gold["PKU test"], "--model", model, "--words", words), "–"])
    table("F1 of words", ["text", "this", "jieba"], rows)


def callgrind(text, folder, times):
    """Instructions of one run: all, and by function with and without what it calls."""
    out = f"{folder}/callgrind.{times}"
    run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", timer, "repeat", MODEL, WORDS,
                          text, str(times)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"bench: valgrind failed: {run.stderr.strip()[-500:]}")
    found = []
    for inclusive in ("no", "yes"):
        shown = subprocess.run(["callgrind_annotate", "--auto=no", f"--inclusive={inclusive}", "--threshold=100", out],
                               capture_output=True, text=True).stdout
        counts = collections.Counter()
        for line in shown.splitlines():
            match = re.match(r"\s*([\d,]+)\s+\([\s\d.]+%\)\s+(?:\S*?:)?(.+?)(?: \[[^\]]*\])?$", line)
            if match:
                # A function stands there once for each file that it has code of: its own costs add up, what it calls
                # is in the largest.
                name, count = match.group(2).split("'")[0], int(match.group(1).replace(",", ""))
                counts[name] = max(counts[name], count) if inclusive == "yes" else counts[name] + count
        found.append(counts)
    characters = float(re.search(r"characters=(\d+)", run.stdout).group(1))
    own, inclusive = found
    total = own.pop("PROGRAM TOTALS", 0)
    return characters, total, own, inclusive


def instructions(text, folder):
    if shutil.which("valgrind") is None:
        note("instructions are not counted: valgrind is not installed (apt-get install valgrind)")
        return
    note("counting instructions")
    short = f"{folder}/short"
    # Lines from all over the text, so that newspaper and messages have their share.
    step = max(1, os.path.getsize(text) // COUNTED_BYTES)
    with open(text, "rb") as source, open(short, "wb") as out:
        out.writelines(line for number, line in enumerate(source) if number % step == 0)
    characters, once, own_once, all_once = callgrind(short, folder, 1)
    _, twice, own_twice, all_twice = callgrind(short, folder, 2)
    # Mangled names of the library begin so.
    names = [name for name in all_twice if re.match(r"(\$s|_\$s)16ChineseSegmenter", name)]
    names.sort(key=lambda name: all_once[name] - all_twice[name])
    shown = subprocess.run(["swift", "demangle", "--compact", "--simplified"], input="\n".join(names), text=True,
                           capture_output=True).stdout.splitlines() if shutil.which("swift") else names
    rows = [["everything", f"{(twice - once) / characters:.1f}", ""]]
    for name, readable in list(zip(names, shown))[:10]:
        # Without its argument list a Swift name fits a column.
        readable = re.sub(r"\(.*", "", readable).replace("specialized ", "").strip()
        rows.append([f"`{readable}`", f"{(all_twice[name] - all_once[name]) / characters:.1f}",
                     f"{(own_twice[name] - own_once[name]) / characters:.1f}"])
    table(f"Instructions per character (callgrind: {characters:.0f} characters segmented twice less once)",
          ["function", "with what it calls", "itself"], rows)


with tempfile.TemporaryDirectory() as folder:
    text = f"{folder}/text"
    with open(text, "wb") as out:
        subprocess.run([sys.executable, "Benchmarks/segmenter_text.py", shared, str(TEXT_MB)], stdout=out, check=True)
    if "speed" in parts:
        speed(text)
    if "files" in parts:
        files(text, folder)
    if "start" in parts:
        start(folder)
    if "threads" in parts:
        threads(text)
    if "accuracy" in parts or "closed" in parts:
        accuracy(folder)
    if "instructions" in parts:
        instructions(text, folder)
