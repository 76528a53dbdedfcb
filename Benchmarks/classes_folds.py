"""Trains and applies `opinion classify` and the recipe on the same files and prints macro-F1, CPU seconds and peak memory.

usage: classes_folds.py PROGRAM SHARED PYTHON    (called by Benchmarks/classes)
"""
import csv
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile

from sklearn.metrics import f1_score

PROGRAM, SHARED, PYTHON = sys.argv[1:4]
FOLDS = 5
PEER = os.path.join(SHARED, "peers", "classes_peer.py")


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t", 2) for line in file if line.strip()]


def write(path, lines):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines("\t".join(line) + "\n" for line in lines)


# A process inherits the peak of the one that it was forked from: a bare interpreter forks the command, not this one with its libraries.
MEASURE = """
import os, sys
child = os.fork()
if child == 0:
    os.dup2(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, use = os.wait4(child, 0)
print(status, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024)
"""


def run(command, output=os.devnull):
    """CPU seconds and peak MiB of a command by itself."""
    told = subprocess.run([PYTHON, "-S", "-E", "-c", MEASURE, output, *command], stdout=subprocess.PIPE, text=True, check=True)
    status, cpu, peak = told.stdout.split()
    if status != "0":
        sys.exit(f"bench: {command[0]} failed with status {status}")
    return float(cpu), float(peak)


def f1(test, path):
    with open(path, encoding="utf-8") as file:
        guess = [line.rstrip("\n").split("\t")[1] for line in file]
    if len(guess) != len(test):
        sys.exit(f"bench: {len(test)} rows in, {len(guess)} out")
    return f1_score([row[1] for row in test], guess, average="macro", labels=sorted({row[1] for row in test}))


def compare(folder, train, test):
    """(F1, CPU, peak) of both on one split; starting the interpreter and loading libraries count as what they cost."""
    train_file, test_file = os.path.join(folder, "train.tsv"), os.path.join(folder, "test.tsv")
    out, model = os.path.join(folder, "out.tsv"), os.path.join(folder, "m.model")
    write(train_file, train)
    write(test_file, test)
    first = run([PROGRAM, "classify", "train", train_file, "--model", model])
    second = run([PROGRAM, "classify", "apply", "--with-labels", "--model", model, test_file, "--out", out])
    ours = (f1(test, out), first[0] + second[0], max(first[1], second[1]))
    use = run([PYTHON, PEER, train_file, test_file, out])
    return ours, (f1(test, out), *use)


def folds(all_rows):
    """Stratified by class, dealt out by a hash of the text, so that copies of a text stay together."""
    order = sorted(all_rows, key=lambda row: (row[1], hashlib.sha256(row[2].encode()).digest()))
    place, previous, result = -1, None, [[] for _ in range(FOLDS)]
    for row in order:
        if (row[1], row[2]) != previous:
            place, previous = (place + 1) % FOLDS, (row[1], row[2])
        result[place].append(row)
    return result


def report(name, ours, peer):
    print(f"| {name} | {ours[0]:.4f} | {peer[0]:.4f} | {ours[0] - peer[0]:+.4f} | {ours[1]:.2f} | {peer[1]:.2f}"
          f" | {ours[1] / peer[1]:.3f} | {ours[2]:.0f} | {peer[2]:.0f} | {ours[2] / peer[2]:.3f} |", flush=True)


def five(folder, name, all_rows):
    parts, results = folds(all_rows), []
    for index in range(FOLDS):
        train = [row for other in range(FOLDS) if other != index for row in parts[other]]
        results.append(compare(folder, train, parts[index]))
        report(f"{name}, fold {index + 1}", *results[-1])
    for who, number in (("opinion", 0), ("recipe", 1)):
        scores = [result[number][0] for result in results]
        print(f"{name}: {who} mean {statistics.mean(scores):.4f}, spread (standard deviation) {statistics.stdev(scores):.4f}")
    gains = [ours[0] - peer[0] for ours, peer in results]
    print(f"{name}: gain mean {statistics.mean(gains):+.4f}, spread {statistics.stdev(gains):.4f}")


def proposals(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        found = [(row["pkid"], row["type"].strip(), " ".join((row["reason"] + " " + row["content"]).split()))
                 for row in csv.DictReader(file)]
    sizes = {kind: sum(row[1] == kind for row in found) for kind in {row[1] for row in found}}
    return [list(row) for row in found if row[1] and sizes[row[1]] >= 10]


def main():
    data = os.path.join(SHARED, "data")
    train, dev = (rows(os.path.join(data, "classes", f"classes.{part}.tsv")) for part in ("train", "dev"))
    print("| split | F1 opinion | F1 recipe | gain | CPU s opinion | CPU s recipe | ratio | MiB opinion | MiB recipe | ratio |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        report("train → dev", *compare(folder, train, dev))
        five(folder, "both files", train + dev)
        if os.path.exists(os.path.join(data, "ingest", "proposals.csv")):
            five(folder, "proposals", proposals(os.path.join(data, "ingest", "proposals.csv")))


main()
