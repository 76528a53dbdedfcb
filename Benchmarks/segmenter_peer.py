"""What the segmenter is compared with: jieba and jieba-rs (rjieba), with their own dictionaries, one thread.

usage: segmenter_peer.py memory NAME FILE [MB]    cuts the lines of a file, all lists of words kept; FILE's first MB only
       segmenter_peer.py file NAME IN OUT         the same from file to file, words separated by two spaces
       segmenter_peer.py start NAME TEXT          initialisation and the first line
NAME is jieba or rjieba. Each mode prints one line of name=value pairs.
"""
import gc
import sys
import time


def cutter(name):
    if name == "jieba":
        import jieba
        jieba.setLogLevel(60)
        jieba.initialize()
        return lambda line: list(jieba.cut(line))
    if name == "rjieba":
        import rjieba
        return rjieba.cut
    sys.exit(f"unknown peer {name}")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    mode, name, source = sys.argv[1:4]
    if mode == "start":
        start = time.monotonic()
        cut = cutter(name)
        opened = time.monotonic()
        words = len(cut(source))
        print(f"open={opened - start} first={time.monotonic() - opened} words={words}")
    elif mode == "file":
        cut = cutter(name)
        with open(source, encoding="utf-8", newline="\n") as lines, open(sys.argv[4], "w", encoding="utf-8") as out:
            for line in lines:
                out.write("  ".join(word for word in cut(line.rstrip("\n")) if not word.isspace()))
                out.write("\n")
    else:
        limit = float(sys.argv[4]) * 1e6 if len(sys.argv) > 4 else None
        lines, size = [], 0
        for line in open(source, encoding="utf-8", newline="\n"):
            if limit is not None and size >= limit:
                break
            lines.append(line.rstrip("\n"))
            size += len(line.encode())
        cut = cutter(name)
        cut("预热一下")
        for line in lines[: len(lines) // 100]:
            cut(line)
        # No collection of garbage falls into the measured time: there is none, and it would count against the peer.
        gc.disable()
        cpu, wall = time.process_time(), time.monotonic()
        kept = []
        for line in lines:
            kept.append(cut(line))
        cpu, wall = time.process_time() - cpu, time.monotonic() - wall
        print(f"bytes={size} cpu={cpu} wall={wall} lines={len(lines)} tokens={sum(map(len, kept))}")


main()
