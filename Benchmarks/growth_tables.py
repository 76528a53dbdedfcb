"""Prints the figures that Benchmarks/growth left in a folder. usage: growth_tables.py FOLDER LATER SIZE…"""
import collections, math, os, sys


def read(path, header):
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    return {row[0]: row[1] for row in rows[1 if header else 0:]}


def issue_score(predicted, gold):
    """IF, its precision and recall: B-cubed without the record itself, over the records of the gold; 0 is no issue. O(n)."""
    both, inside, outside = collections.Counter(), collections.Counter(), collections.Counter()
    alone = ("", "0")
    for record, issue in gold.items():
        group = predicted.get(record, "0")
        if group not in alone:
            inside[group] += 1
        if issue not in alone:
            outside[issue] += 1
        if group not in alone and issue not in alone:
            both[group, issue] += 1
    hits = sum(n * (n - 1) / (inside[group] - 1) for (group, _), n in both.items() if inside[group] > 1)
    found = sum(n * (n - 1) / (outside[issue] - 1) for (_, issue), n in both.items() if outside[issue] > 1)
    grouped = sum(n for n in inside.values() if n > 1)
    wanted = sum(n for n in outside.values() if n > 1)
    precision, recall = hits / grouped if grouped else 0.0, found / wanted if wanted else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0, precision, recall


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    folder, later, sizes = sys.argv[1], sys.argv[2], sys.argv[3:]
    path = lambda name: os.path.join(folder, name)
    figures = {}
    with open(path("figures"), encoding="utf-8") as file:
        for line in file:
            name, count, cpu, wall, peak = line.rstrip("\n").split("\t")
            figures[name] = int(count), float(cpu), float(wall), float(peak)
    print("| records | wall s | CPU s | peak MiB | IF | precision | recall |\n|---|---|---|---|---|---|---|")
    for size in sizes:
        count, cpu, wall, peak = figures[f"run {size}"]
        score = issue_score(read(path(f"{size}.issues.tsv"), False),
                            {record: issue for record, issue in read(path(f"{size}.truth.tsv"), True).items()
                             if int(record[2:]) <= int(size)})
        print(f"| {count:,} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | " + " | ".join(f"{value:.3f}" for value in score) + " |")
    if len(sizes) > 1:
        (small, cpu, wall, peak), (large, cpu2, wall2, peak2) = (figures[f"run {size}"] for size in sizes[-2:])
        step = math.log(large / small)
        print(f"\nGrowth exponent from {small:,} to {large:,} records: CPU {math.log(cpu2 / cpu) / step:.2f}, "
              f"wall {math.log(wall2 / wall) / step:.2f}, memory {math.log(peak2 / peak) / step:.2f}")
    count, cpu, wall, peak = figures[f"add {later}"]
    score = issue_score(read(path("added.issues.tsv"), False), read(path(f"{sizes[-1]}.truth.tsv"), True))
    print(f"\n{count:,} further records to the store of {int(sizes[-1]):,}: {wall:.1f} s wall, {cpu:.1f} s CPU, "
          f"{peak:.0f} MiB; IF of all afterwards {score[0]:.3f}")
    days = [figure for name, figure in figures.items() if name.startswith("days: day")]
    whole, begin = figures["days: all in one run"], figures["days: begin"]
    daily, once = read(path("days.issues.tsv"), False), read(path("whole.issues.tsv"), False)
    truth = read(path("days.truth.tsv"), True)
    mean = [sum(day[column] for day in days) / len(days) for column in range(3)]
    print(f"\n{begin[0]:,} records, then {sum(day[0] for day in days):,} in {len(days)} runs: mean run {mean[2]:.1f} s wall, "
          f"{mean[1]:.1f} s CPU; all in one run {whole[2]:.1f} s wall, {whole[1]:.1f} s CPU")
    print(f"IF of the daily groups against those of one run {issue_score(daily, once)[0]:.3f}; "
          f"against the truth: daily {issue_score(daily, truth)[0]:.3f}, one run {issue_score(once, truth)[0]:.3f}")


if __name__ == "__main__":
    main()
