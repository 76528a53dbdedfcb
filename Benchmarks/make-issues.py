#!/usr/bin/env python3
"""Writes made-up citizens' records with the issues that they are about: always the same for the same size and seed.

usage: Benchmarks/make-issues.py SIZE OUT.csv TRUTH.tsv [--seed N] [--later COUNT LATER.csv]

SIZE records go to OUT.csv in the order of their time, the truth to TRUTH.tsv: a header line, then record number <TAB>
issue, 0 for a record that is about nothing that another is about. An issue is one thing (an estate, a road, a policy …)
and one problem. --later writes COUNT further records of the same city, the latest ones, to a second file; the truth names
these too.

Sizes of issues follow a power law: two in five records are alone, most issues have 2 to 5, the largest a few per mille of
all. The things of a city grow with the power 0.66 of the records, so that the same thing with another problem and the same
problem at another thing are common. One person writes again about the same matter; campaigns send one text under many
names; form letters differ in the place only, and are different issues. Time: linear in the records.
"""
import csv, io, multiprocessing, os, random, sys
from array import array
from datetime import datetime, timedelta

from issue_texts import Problems, Writer
from issue_world import SHARES, build

HEADER = ["编号", "受理时间", "姓名", "联系电话", "诉求类型", "区县", "乡镇街道", "标题", "内容"]
START, DAYS = datetime(2022, 1, 1), 3 * 365
MASK = (1 << 64) - 1
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英红梅文斌波宁飞玲婷浩宇晨"


class Ease:
    """How clearly people write. The shares are set so that grouping is about as hard as on real messages."""
    full = 0.62        # the name in full, not in another form
    misspelt = 0.05
    untitled = 0.03
    vague = 0.05       # a title that says nothing
    bare = 0.10        # a title without the thing
    plain = 0.05       # a title without the problem
    told = 0.6         # a title with what happens instead of the problem's usual name
    repeated = 0.85    # the thing again in the body where the title has it
    shared = 0.75      # tells it with the sentences that the issue is known for
    facts = 6          # names up to so many facts of this issue: a firm, a road beside it, a date
    stories = 8        # and up to so many of its stories: who did what, and what came of it
    second = 0.25      # a second sentence on the problem
    demands = 0.2      # says what should be done
    halves = 0.8       # only half of a sentence on the problem
    history = 0.2      # says whom it was told before
    asides = 0.15
    slips = 0.18
    faults = 0.72      # issues on a part of a thing
    troubled = 1.05    # exponent: how much more often some things are in trouble than others
    alone = 0.40       # records that are alone
    tail = 2.25        # exponent of the sizes of issues from 2
    largest = 0.004    # of all records
    form = 0.015       # issues told in a form letter that others use for other places
    campaign = 0.06    # of the issues of six and more


def mixed(*numbers):
    """A seed that depends on all the numbers."""
    value = 0x9E3779B97F4A7C15
    for number in numbers:
        value = ((value ^ number) * 0xBF58476D1CE4E5B9) & MASK
        value ^= value >> 29
    return value


class Seeded(random.Random):
    """A generator that is seeded anew for every record: with an integer, and nothing else, so without a look at its type."""
    seed = random.Random.__mro__[1].seed


class Corpus:
    """The plan of a corpus; each record's text follows from the plan and the seed alone, so any process can write it."""

    def __init__(self, total, seed):
        self.total, self.seed = total, seed
        self.rng = random.Random(mixed(seed, 1))
        self.world = build(int(40 * total ** 0.66) + 40, random.Random(mixed(seed, 2)))
        self.catalogue = Problems()
        self.writer = Writer(self.world)
        self.scratch = Seeded()
        self.rnd = self.scratch.random
        self.known = {}
        self.things, self.problems, self.forms = [], [], {}
        self.sizes, self.campaigns = array("I"), {}
        self.plan()

    def sizes_of_issues(self):
        """Yields sizes that add up to the whole: 1 for records that are alone."""
        rnd, left = self.rng.random, self.total
        most = max(6, int(self.total * Ease.largest))

        def several():
            while True:
                size = max(2, int(1.5 * (1 - rnd()) ** (-1 / (Ease.tail - 1)) + 0.5))
                if size <= most:
                    return size
        mean = sum(several() for _ in range(5_000)) / 5_000
        # Of so many issues one is alone, so that their records are the share wanted.
        alone = Ease.alone * mean / (Ease.alone * mean + 1 - Ease.alone)
        while left:
            size = 1 if rnd() < alone else min(left, several())
            yield size
            left -= size

    def choose(self, type, problem=None):
        """A thing and a problem that no issue is about yet, or nothing after a few tries. Some things are in trouble more
        often, some problems are more common. problem: a pair of numbers as found here, for a form letter."""
        rnd, things, kinds = self.rng.random, self.world[type], self.catalogue.kinds[type]
        parts = self.catalogue.parts.get(type, ())
        for _ in range(6):
            thing = int(len(things) * rnd() ** Ease.troubled)
            if problem:
                number, fault = problem
            elif parts and rnd() < Ease.faults:
                number, fault = 64 + int(len(parts) * rnd() ** 1.3), int(len(self.catalogue.faults) * rnd())
            else:
                number, fault = int(len(kinds) * rnd() ** 2.2), None
            # One fault of a part at a thing: two might be one matter.
            key = (thing * 256 + number) * 16 + self.types.index(type)
            if key not in self.used:
                self.used.add(key)
                kind = kinds[number] if fault is None else self.catalogue.fault(type, number - 64, fault)
                return things[thing], kind, (number, fault)
        return None

    def plan(self):
        """Decides the issues: what each is about, its size and how it goes through time; then all records by time."""
        rnd, rng = self.rng.random, self.rng
        self.types, self.used = list(SHARES), set()
        weights = [SHARES[type] for type in self.types]
        events, form = [], None
        horizon = DAYS * 1440
        for issue, size in enumerate(self.sizes_of_issues()):
            found = None
            if form and form[2] > 0 and rnd() < 0.5:
                found = self.choose(form[0], form[1])
                if found:
                    self.forms[issue] = form[3]
                    form[2] -= 1
            elif rnd() < Ease.form / 8 and size < 12:
                # A form letter goes round: of the next issues every other one is told with it.
                type = rng.choices(self.types, weights)[0]
                if type != "policy":
                    found = self.choose(type)
                    places = int(3 * (1 - rnd()) ** -0.9) % 200
                    form = found and [type, found[2], places, mixed(self.seed, 3, issue)]
            while not found:
                found = self.choose(rng.choices(self.types, weights)[0])
            self.things.append(found[0])
            self.problems.append(found[1])
            self.sizes.append(size)
            if size >= 6 and issue not in self.forms and rnd() < Ease.campaign:
                self.campaigns[issue] = 0.3 + 0.6 * rnd()
            # A matter runs from a week to a year, with up to three bursts.
            span = min(horizon - 1, int(10_080 * 52 ** rnd()))
            start = int(rnd() * (horizon - span * 0.3)) if size > 1 else int(rnd() * horizon)
            bursts = [start + int(span * rnd()) for _ in range(1 + int(rnd() * 3))]
            times = []
            for _ in range(size):
                if rnd() < 0.55:
                    minute = bursts[int(rnd() * len(bursts))] + int(rng.expovariate(1 / 5_000))
                else:
                    minute = start + int(span * rnd())
                while minute >= horizon:
                    minute = start + (minute - start) // 2 - 1 if start < horizon - 2 else horizon - 1
                times.append(max(0, minute))
            events.extend((minute * 60 + int(rnd() * 60) << 32) | issue for minute in times)
        events.sort()
        self.events = array("Q", events)
        self.orders = self.count_orders()
        self.used = None

    def person(self, issue, order):
        """Who wrote an issue's record of this order: most write once, some again, a few write about many things."""
        self.scratch.seed(mixed(self.seed, 4, issue, order))
        rnd = self.rnd
        again = 0.42 / (1 + order / 4)
        if order and rnd() < again:
            earlier = int(rnd() * order)
            return self.person(issue, earlier)[0], earlier, rnd() < 0.6
        if rnd() < 0.12:
            return int((1 + self.total // 60) * rnd() ** 2), None, False
        return mixed(self.seed, 5, issue, order) | 1 << 40, None, False

    def origin(self, issue, order):
        """The order of the record whose text this one repeats: its own, or of the same person's earlier one."""
        _, earlier, copied = self.person(issue, order)
        return self.origin(issue, earlier) if copied else order

    def text(self, issue, order):
        """Title and body; depends on the issue and the order only."""
        thing, kind, scratch, rnd = self.things[issue], self.problems[issue], self.scratch, self.rnd
        facts = self.known.get(issue)
        if facts is None:
            scratch.seed(mixed(self.seed, 6, issue))
            facts = self.writer.facts_of(rnd)
            if self.sizes[issue] > 1:
                if len(self.known) > 20_000:
                    self.known.clear()
                self.known[issue] = facts
        source = self.origin(issue, order) if self.sizes[issue] > 1 else order
        scratch.seed(mixed(self.seed, 7, issue, source))
        form = self.forms.get(issue)
        joined = issue in self.campaigns and rnd() < self.campaigns[issue]
        if joined or (form and rnd() < 0.85):
            scratch.seed(form or mixed(self.seed, 8, issue))
            # Whoever writes for many writes the name in full.
            if form:
                facts = self.writer.facts_of(rnd)
            title, body = self.writer.write(thing, kind, rnd, facts, FormEase)
            scratch.seed(mixed(self.seed, 9, issue, order))
            if rnd() < 0.2:
                body += self.writer.told_before(rnd, thing, facts)
            return title, body
        title, body = self.writer.write(thing, kind, rnd, facts, Ease)
        scratch.seed(mixed(self.seed, 9, issue, order))
        if source != order:
            # The same person again: the text of before, with something added, left out or put in front.
            if rnd() < 0.5:
                body += self.writer.told_before(rnd, thing, facts)
            if rnd() < 0.3:
                body = ("再次反映：", "上次的问题还没解决。", "继续投诉，")[int(rnd() * 3)] + body
            if rnd() < 0.35:
                cut = body.rfind("。", 20, len(body) - 1)
                body = body[:cut + 1] if cut > 30 else body
            if rnd() < 0.3:
                other, named, told = self.writer.title(thing, kind, rnd, facts, Ease)
                title = other if named and told else title
        if rnd() < Ease.slips:
            body = self.writer.slip(body, rnd)
            if rnd() < 0.3:
                title = self.writer.slip(title, rnd)
        return title, body

    def count_orders(self):
        """Of each record, how many of its issue came before it."""
        seen, orders = array("I", bytes(4 * len(self.sizes))), array("I")
        for event in self.events:
            issue = event & 0xFFFFFFFF
            orders.append(seen[issue])
            seen[issue] += 1
        return orders

    def row(self, number):
        """The row of the record with this number (from 0), and its issue, or 0."""
        scratch, rnd = self.scratch, self.rnd
        event = self.events[number]
        issue, second, order = event & 0xFFFFFFFF, event >> 32, self.orders[number]
        title, body = self.text(issue, order)
        scratch.seed(mixed(self.seed, 10, self.person(issue, order)[0]))
        name = SURNAMES[int(rnd() * len(SURNAMES))] + GIVEN[int(rnd() * len(GIVEN))]
        if rnd() < 0.7:
            name += GIVEN[int(rnd() * len(GIVEN))]
        phone = f"1{'35789'[int(rnd() * 5)]}{int(rnd() * 10)}0000{int(rnd() * 10_000):04d}"
        scratch.seed(mixed(self.seed, 11, number))
        thing, chance = self.things[issue], rnd()
        town = thing.town if chance < 0.82 else "" if chance < 0.96 else self.things[int(rnd() * len(self.things))].town
        if thing.type == "policy":
            town, kind = "", ("咨询", "咨询", "求助", "建议")[int(rnd() * 4)]
        else:
            kind = ("投诉", "投诉", "投诉", "求助", "求助", "咨询", "建议")[int(rnd() * 7)]
        time = START + timedelta(seconds=second)
        if rnd() < 0.1:
            name = name[0] + ("女士" if rnd() < 0.5 else "先生")
        if rnd() < 0.08:
            phone = ""
        row = [f"LX{number + 1:08d}", time.isoformat(" "), name, phone, kind, thing.district if town else "", town, title, body]
        return row, issue + 1 if self.sizes[issue] > 1 else 0

    def lines(self, span):
        """The records from the first to before the second number as lines of CSV, and their lines of truth."""
        table, truth = io.StringIO(), []
        rows = csv.writer(table, lineterminator="\n")
        for number in range(*span):
            row, issue = self.row(number)
            rows.writerow(row)
            truth.append(f"{row[0]}\t{issue}\n")
        return table.getvalue(), "".join(truth)


class FormEase(Ease):
    full, misspelt, untitled, vague, bare, plain, repeated = 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0


def main():
    arguments, options = sys.argv[1:], {}
    try:
        if "--seed" in arguments:
            at = arguments.index("--seed")
            options["seed"] = int(arguments[at + 1])
            del arguments[at:at + 2]
        if "--later" in arguments:
            at = arguments.index("--later")
            options["later"] = int(arguments[at + 1]), arguments[at + 2]
            del arguments[at:at + 3]
        size, out, truth = int(arguments[0]), arguments[1], arguments[2]
        later, later_out = options.get("later", (0, None))
        if len(arguments) != 3 or size < 1 or later < 0:
            raise ValueError
    except (ValueError, IndexError):
        sys.exit(__doc__)
    global corpus
    corpus = Corpus(size + later, options.get("seed", 1))
    # Processes begin with the plan of this one. What they write is the same whatever their number.
    with multiprocessing.get_context("fork").Pool(min(os.cpu_count() or 1, 8)) as pool, \
            open(truth, "w", encoding="utf-8") as answers:
        answers.write("message_id\tissue\n")
        for path, first, last in ((out, 0, size), (later_out, size, size + later)):
            if path is None:
                continue
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(",".join(HEADER) + "\n")
                spans = ((start, min(start + 2_000, last)) for start in range(first, last, 2_000))
                for table, issues in pool.imap(part, spans):
                    file.write(table)
                    answers.write(issues)


def part(span):
    return corpus.lines(span)


if __name__ == "__main__":
    main()
