"""Byte-level BPE whose ids equal llama.cpp's for the pre-type `starcoder`: digits one by one, then the GPT-2 split.

That split never joins a dot with the word behind it, so a caret behind a dot stands on a token border.

    tokenizer.py train OUT.json VOCABULARY CORPUS.txt:MEGABYTES ...
"""
import heapq
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict

SPECIAL = ["<|endoftext|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>",
           "<|file_sep|>", "<|repo_name|>", "<|fim_pad|>", "<|reserved|>"]
END, PREFIX, MIDDLE, SUFFIX, FILE, REPOSITORY, PAD = range(7)


def _class_of_numbers():
    """Every character of Unicode's category N, as the inside of a regular expression's class: `\\d` is less."""
    ranges, start = [], None
    for code in range(0x110001):
        is_number = code < 0x110000 and unicodedata.category(chr(code))[0] == "N"
        if is_number and start is None:
            start = code
        elif not is_number and start is not None:
            ranges.append(f"\\U{start:08x}-\\U{code - 1:08x}")
            start = None
    return "".join(ranges)


_N = _class_of_numbers()
PIECES = re.compile(
    rf"[{_N}]|'(?:[stmd]|re|ve|ll)| ?[^\W_{_N}]+| ?(?:[^\s\w]|_)+|\s+(?![^\s{_N}])|\s+")


def _printable_bytes():
    """GPT-2's printable stand-ins for the 256 bytes."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    stand_ins, moved = {byte: chr(byte) for byte in kept}, 0
    for byte in range(256):
        if byte not in stand_ins:
            stand_ins[byte] = chr(256 + moved)
            moved += 1
    return stand_ins


BYTES = _printable_bytes()
_FROM_STAND_IN = {stand_in: byte for byte, stand_in in BYTES.items()}


class Tokenizer:
    """Text to ids and back. Special tokens are never recognised in text: a prompt splices them in as ids."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.merges = [tuple(pair) for pair in json.load(file)["merges"]]
        self.tokens = SPECIAL + [BYTES[byte] for byte in range(256)] + [a + b for a, b in self.merges]
        self._ids = {token: id for id, token in enumerate(self.tokens)}
        self._ranks = {pair: rank for rank, pair in enumerate(self.merges)}
        self._known = {}

    def encode(self, text):
        ids = []
        for piece in PIECES.findall(text):
            known = self._known.get(piece)
            if known is None:
                known = self._encode_piece(piece)
                if len(self._known) < 2_000_000:
                    self._known[piece] = known
            ids += known
        return ids

    def decode(self, ids):
        parts = (SPECIAL[id].encode() if id < len(SPECIAL) else bytes(_FROM_STAND_IN[c] for c in self.tokens[id]) for id in ids)
        return b"".join(parts).decode("utf-8", "replace")

    def _encode_piece(self, piece):
        symbols = [BYTES[byte] for byte in piece.encode("utf-8")]
        never = len(self.merges)
        while len(symbols) > 1:
            rank, at = min((self._ranks.get(pair, never), i) for i, pair in enumerate(zip(symbols, symbols[1:])))
            if rank == never:
                break
            symbols = _merged(symbols, *self.merges[rank])
        return [self._ids[symbol] for symbol in symbols]


def _merged(symbols, first, second):
    """The symbols with every pair (first, second) joined, from left to right."""
    result, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and symbols[i] == first and symbols[i + 1] == second:
            result.append(first + second)
            i += 2
        else:
            result.append(symbols[i])
            i += 1
    return result


def count_pieces(sources):
    """Counts pieces over samples that lie evenly over each `path:megabytes`."""
    counts = Counter()
    for source in sources:
        path, _, megabytes = source.partition(":")
        with open(path, "rb") as file:
            size = file.seek(0, 2)
            wanted = min(size, int(float(megabytes or 1e6) * 1e6))
            samples = max(1, min(64, wanted // 500_000))
            for k in range(samples):
                file.seek(size * k // samples)
                text = file.read(wanted // samples).decode("utf-8", "ignore")
                counts.update(PIECES.findall(re.sub(r"\x01[^\n]*\n", "", text)))
    return counts


def train(out, vocabulary, sources):
    """Learns the merges: always the most frequent neighbouring pair, over all pieces seen more than once."""
    words = [([BYTES[byte] for byte in piece.encode()], count)
             for piece, count in count_pieces(sources).items() if count > 1 and len(piece) <= 40]
    pairs, where = Counter(), defaultdict(set)
    for i, (symbols, count) in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += count
            where[pair].add(i)

    # The heap may hold stale counts; a pair is taken only if its count is still true.
    heap = [(-count, pair) for pair, count in pairs.items()]
    heapq.heapify(heap)
    merges = []
    while heap and len(merges) < vocabulary - 256 - len(SPECIAL):
        negative, pair = heapq.heappop(heap)
        if -negative != pairs.get(pair, 0):
            if pairs.get(pair, 0) > 0:
                heapq.heappush(heap, (-pairs[pair], pair))
            continue

        merges.append(pair)
        touched = set()
        for i in where.pop(pair):
            symbols, count = words[i]
            for old in zip(symbols, symbols[1:]):
                pairs[old] -= count
                touched.add(old)
            symbols = _merged(symbols, *pair)
            words[i] = (symbols, count)
            for new in zip(symbols, symbols[1:]):
                pairs[new] += count
                where[new].add(i)
                touched.add(new)
        pairs.pop(pair, None)
        for other in touched - {pair}:
            if pairs.get(other, 0) > 0:
                heapq.heappush(heap, (-pairs[other], other))

    with open(out, "w", encoding="utf-8") as file:
        json.dump({"pre": "starcoder", "merges": merges}, file, ensure_ascii=False)
    print(f"{len(words)} pieces, {len(merges)} merges")


if __name__ == "__main__" and sys.argv[1:2] == ["train"]:
    train(sys.argv[2], int(sys.argv[3]), sys.argv[4:])
