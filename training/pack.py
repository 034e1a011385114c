"""Corpus to rows of CONTEXT + 1 tokens, each holding whole samples; the rest is <|fim_pad|>, which the loss ignores.

    pack.py TOKENIZER.json OUT.bin CONTEXT SEED FRACTION JOBS CORPUS.txt ...

A sample is a stretch of one file: as it is, or cut open at a caret in the server's own layout (layout.py), often with
snippets of its neighbours in front. FRACTION of the folders take part; another SEED gives other cuts of the same files.
"""
import array
import random
import re
import sys
import time
from collections import defaultdict
from multiprocessing import Pool
from typing import NamedTuple

from layout import context, header, held_back
from tokenizer import END, PAD, PREFIX, SUFFIX, Tokenizer

CUT_OPEN = 0.75        # the others are plain text
WITH_SNIPPETS = 0.35
WITH_PATH = 0.85
SNIPPET_LINES = 14
IDENTIFIER = re.compile(r"[A-Za-z_]\w{3,}")


class Document(NamedTuple):
    repository: str
    path: str
    text: str


class Snippet(NamedTuple):
    path: str
    text: str
    names: frozenset


def read(path):
    """Documents of a corpus file: records of `\\x01repository\\x02path\\n` and the text."""
    with open(path, encoding="utf-8", newline="") as file:
        for record in file.read().split("\x01")[1:]:
            head, _, text = record.partition("\n")
            repository, _, name = head.partition("\x02")
            yield Document(repository, name, text)


def snippets_of(document):
    lines = document.text.split("\n")
    for start in range(0, len(lines), SNIPPET_LINES):
        text = "\n".join(lines[start:start + SNIPPET_LINES]) + "\n"
        if 100 < len(text) < 1200:
            yield Snippet(document.path, text, frozenset(IDENTIFIER.findall(text)))


def most_alike(around, path, snippets, count):
    """The snippets of other files that share most names with the text around the caret, the best one last: next to it."""
    names = frozenset(IDENTIFIER.findall(around))
    scored = [(len(names & s.names) / (4 + len(s.names)) ** 0.5, i) for i, s in enumerate(snippets) if s.path != path]
    best = sorted((score, i) for score, i in scored if score > 0)[-count:]
    return [(snippets[i].path, snippets[i].text) for _, i in best]


def caret(text, random):
    """(start, end) of the answer: mostly the rest of a line, as an editor asks for it, with more text before than after."""
    kind = random.random()
    if kind < 0.10:
        start, end = sorted((random.randrange(len(text) + 1), random.randrange(len(text) + 1)))
        return start, min(end, start + 1200)

    starts = [0] + [match.end() for match in re.finditer("\n", text) if match.end() < len(text)]
    for _ in range(8):
        line = starts[int(len(starts) * max(random.random(), random.random()))]
        end = text.find("\n", line)
        end = len(text) if end < 0 else end
        if text[line:end].strip():
            break

    indented = end - len(text[line:end].lstrip())
    if kind < 0.30:
        start = indented
    elif kind < 0.60:
        borders = [i for i in range(indented + 1, end) if not (text[i - 1].isalnum() and text[i].isalnum())]
        start = random.choice(borders or [indented])
    else:
        start = random.randint(indented, end)

    if random.random() < 0.25:
        for _ in range(random.randint(1, 5)):
            following = text.find("\n", end + 1)
            end = following if following >= 0 else end
    return start, end


def sample(tokenizer, random, document, text, snippets):
    """Ids of one stretch of a document, as the server would show it, with its end."""
    start, end = caret(text, random) if len(text) > 60 and random.random() < CUT_OPEN else (None, None)
    at = len(text) // 2 if start is None else start

    ids = []
    if snippets and random.random() < WITH_SNIPPETS:
        alike = most_alike(text[max(0, at - 500):at + 500], document.path, snippets, random.choice((1, 1, 2)))
        ids = context(tokenizer, document.repository if random.random() < 0.5 else "workspace", alike)
    if ids or random.random() < WITH_PATH:
        ids += header(tokenizer, document.path)

    if start is None:
        return [*ids, *tokenizer.encode(text), END]

    start -= len(held_back(text[:start]))
    return [*ids, SUFFIX, *tokenizer.encode(text[end:]),
            PREFIX, *tokenizer.encode(text[:start]), *tokenizer.encode(text[start:end]), END]


def whole_lines(text, characters):
    """The first lines of a text that fit, or a part of its first line."""
    if len(text) <= characters:
        return text
    return text[:text.rfind("\n", 0, characters) + 1] or text[:characters]


def rows(job):
    """Fills rows with one folder after the other. Returns them as bytes."""
    tokenizer_path, width, seed, folders = job
    tokenizer, chance = Tokenizer(tokenizer_path), random.Random(seed)
    packed, row = array.array("H"), []

    def finish():
        packed.extend(row + [PAD] * (width - len(row)))
        row.clear()

    for folder in folders:
        snippets = [snippet for document in folder[:12] for snippet in snippets_of(document)]
        for document in folder:
            text = document.text
            while text.strip():
                room = width - len(row)
                part = whole_lines(text, int(room * chance.uniform(2.2, 3.2)))
                ids = sample(tokenizer, chance, document, part, snippets)
                if len(ids) > room:
                    part = whole_lines(part, max(40, int(len(part) * 0.8 * room / len(ids))))
                    ids = sample(tokenizer, chance, document, part, [])
                if len(ids) <= room:
                    row += ids
                    text = text[len(part):]
                elif not row:
                    text = text[len(part):]  # Too dense even for an empty row: left out.
                if len(ids) > room or width - len(row) < 48:
                    finish()
    if row:
        finish()
    return packed.tobytes()


def folders_of(corpora, fraction, chance):
    grouped = defaultdict(list)
    for corpus in corpora:
        for document in read(corpus):
            grouped[document.repository, document.path.rpartition("/")[0]].append(document)
    keys = sorted(grouped)
    chance.shuffle(keys)
    for key in keys:
        if chance.random() < fraction:
            chance.shuffle(grouped[key])
            yield grouped[key]


def pack(tokenizer_path, out, length, seed, fraction, jobs, corpora):
    """Writes the rows in random order; returns how many there are."""
    began, chance = time.time(), random.Random(seed)
    folders = list(folders_of(corpora, fraction, chance))
    parts = max(jobs, min(4 * jobs, len(folders) // 20))
    work = [(tokenizer_path, length + 1, seed * 1000 + i, folders[i::parts]) for i in range(parts) if folders[i::parts]]
    if jobs == 1:
        packed = b"".join(map(rows, work))
    else:
        with Pool(jobs) as pool:
            packed = b"".join(pool.imap(rows, work))

    row_bytes = 2 * (length + 1)
    order = list(range(len(packed) // row_bytes))
    chance.shuffle(order)
    with open(out, "wb") as file:
        for i in order:
            file.write(packed[i * row_bytes:(i + 1) * row_bytes])
    print(f"{out}: {sum(map(len, folders))} files, {len(order)} rows, {len(order) * length / 1e6:.1f} M tokens, {time.time() - began:.0f} s")
    return len(order)


if __name__ == "__main__":
    pack(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]), int(sys.argv[6]), sys.argv[7:])
