#!/usr/bin/env python3
"""Fits the weights of the edge score and says how well they do on issues that they were not fitted to.

usage: edge_weights.py PAIRS.tsv GOLD.tsv STORE [feature to leave out ...]
PAIRS.tsv  from `opinion explain --pairs PAIRS.tsv --store STORE` (the annotated messages in the store)
STORE      that store: informants' reports stand in PAIRS.tsv by id, in GOLD.tsv by number
GOLD.tsv   header line, then record number <TAB> one issue per annotator (0 = in no issue)

Needs numpy and scikit-learn. Issues (joined over annotators) and lone records are dealt into five parts; each part is
judged by weights fitted without the pairs that touch it; all records of the file are grouped, and the part's are scored among all
annotated ones, so that strays between parts count. Pairs of large issues weigh less, as in the figure IF.
"""
import collections, heapq, os, sqlite3, sys
os.environ.setdefault("OMP_NUM_THREADS", "1")
import numpy as np
from sklearn.linear_model import LogisticRegression

LIMITS = (0.16, 0.18, 0.20, 0.22, 0.25, 0.28)
UNSCORED, DAMPING, LEAST = 0.02, 0.5, 0.03  # as in DampedLinkage and IssueClusterer


def read(pairs_file, gold_file, store):
    rows = [line.rstrip("\n").split("\t") for line in open(gold_file, encoding="utf-8")][1:]
    at = {row[0]: i for i, row in enumerate(rows)}
    gold = [[row[1 + a] if row[1 + a] != "0" else "alone " + row[0] for row in rows] for a in range(len(rows[0]) - 1)]
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as database:
        numbers = dict(database.execute("SELECT id, number FROM record WHERE number IS NOT NULL"))
    copies, pairs, values = [], [], []
    with open(pairs_file, encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")[2:]
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            pair = tuple(at.setdefault(numbers.get(name, name), len(at)) for name in fields[:2])
            if len(fields) == 2:
                copies.append(pair)
            else:
                pairs.append(pair)
                values.append([float(x) for x in fields[2:]])
    return gold, len(at), copies, np.array(pairs), np.array(values), names


def join(count, pairs):
    parent = list(range(count))

    def root(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a
    for a, b in pairs:
        parent[max(root(a), root(b))] = min(root(a), root(b))
    return np.array([root(a) for a in range(count)])


def groups(count, pairs, probability, copies, limit):
    """DampedLinkage in Python."""
    size, version, label = [1] * count, [0] * count, list(range(count))
    ties = [dict() for _ in range(count)]
    heap = []
    for (a, b), p in zip(pairs, probability):
        if p >= LEAST:
            ties[a][b] = ties[b][a] = (p - UNSCORED, 1)
            if p >= limit:
                heapq.heappush(heap, (-p, min(a, b), max(a, b), 0, 0))
    joined = []
    while heap:
        _, a, b, va, vb = heapq.heappop(heap)
        if (version[a], version[b]) != (va, vb):
            continue
        to, gone = (a, b) if len(ties[a]) >= len(ties[b]) else (b, a)
        joined.append((to, gone))
        size[to] += size[gone]
        version[to] += 1
        version[gone] = -1
        for c, (s, n) in ties[gone].items():
            if c != to:
                s0, n0 = ties[to].get(c, (0, 0))
                ties[to][c] = (s0 + s, n0 + n)
                ties[c].pop(gone, None)
        ties[to].pop(gone, None)
        ties[gone] = {}
        for c, (s, n) in ties[to].items():
            ties[c][to] = (s, n)
            mean = UNSCORED + s / (n + DAMPING * (size[to] * size[c] - n))
            if mean >= limit:
                x, y = min(to, c), max(to, c)
                heapq.heappush(heap, (-mean, x, y, version[x], version[y]))
    return join(count, joined + copies)


def shares(label, truth):
    """Precision of each record that the grouping puts with others, recall of each that the truth does."""
    p, g = collections.defaultdict(set), collections.defaultdict(set)
    for i, (a, b) in enumerate(zip(label, truth)):
        p[a].add(i)
        g[b].add(i)
    same = [len(p[a] & g[b]) - 1 for a, b in zip(label, truth)]
    return ({i: same[i] / (len(p[a]) - 1) for i, a in enumerate(label) if len(p[a]) > 1},
            {i: same[i] / (len(g[b]) - 1) for i, b in enumerate(truth) if len(g[b]) > 1})


def figures(parts):
    rows = []
    for precision, recall in parts:
        p, r = np.mean(list(precision.values())), np.mean(list(recall.values()))
        rows.append((2 * p * r / (p + r), p, r))
    return np.mean(rows, axis=0)


def fit(x, y, w):
    mean, scale = x.mean(0), np.maximum(x.std(0), 1e-9)
    z = (x - mean) / scale
    rows, labels = np.concatenate([z, z]), np.repeat([1, 0], len(z))
    weight = np.concatenate([w * y, w * (1 - y)])
    model = LogisticRegression(C=0.3, max_iter=2000).fit(rows[weight > 0], labels[weight > 0], weight[weight > 0])
    weights = model.coef_[0] / scale
    return weights, model.intercept_[0] - weights @ mean


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    gold, everything, copies, pairs, x, names = read(*sys.argv[1:4])
    kept = [i for i, name in enumerate(names) if name not in sys.argv[4:]]
    x, names, count = x[:, kept], [names[i] for i in kept], len(gold[0])
    known = (pairs < count).all(axis=1)  # annotated records come first
    left, right = pairs[known, 0], pairs[known, 1]
    y = np.mean([[g[a] == g[b] for a, b in pairs[known]] for g in gold], axis=0)
    sizes = [collections.Counter(g) for g in gold]
    largest = np.array([max(s[g[i]] for s, g in zip(sizes, gold)) for i in range(count)])
    w = np.where(y > 0, 1 / np.maximum(1, np.minimum(largest[left], largest[right]) - 1), 1.0)
    chains = [(a, b) for g in gold for a, b in zip(sorted(range(count), key=lambda i: g[i])[:-1],
                                                  sorted(range(count), key=lambda i: g[i])[1:]) if g[a] == g[b]]
    matter = join(count, chains)
    kinds = sorted(set(matter))
    part = dict(zip(kinds, np.random.default_rng(0).permutation(len(kinds)) % 5))
    fold = np.array([part[m] for m in matter])
    logit = lambda weights, bias: 1 / (1 + np.exp(-(x @ weights + bias)))
    result = {limit: [({}, {}) for _ in gold] for limit in LIMITS}
    for f in range(5):
        use = (fold[left] != f) & (fold[right] != f)
        probability = logit(*fit(x[known][use], y[use], w[use]))
        for limit in LIMITS:
            label = groups(everything, pairs, probability, copies, limit)[:count]
            for a, g in enumerate(gold):
                for into, found in zip(result[limit][a], shares(label, g)):
                    into.update({i: v for i, v in found.items() if fold[i] == f})
    weights, bias = fit(x[known], y, w)
    probability = logit(weights, bias)
    print("limit\theld out: IF\tprecision\trecall\tfitted: IF\tprecision\trecall")
    for limit in LIMITS:
        label = groups(everything, pairs, probability, copies, limit)[:count]
        own = figures([shares(label, g) for g in gold])
        print(f"{limit}\t" + "\t".join(f"{v:.4f}" for v in (*figures(result[limit]), *own)))
    print(f"bias\t{bias:.3f}")
    for name, value in zip(names, weights):
        print(f".{name}: {value:.3f},")


main()
