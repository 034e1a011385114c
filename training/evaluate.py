"""Completes lines of projects that training never saw, with one model or several on the same prompts.

    evaluate.py PRODUCT OUT.json TASKS SEED CORPUS.txt -- MODEL.gguf ...

Half of the tasks ask for the rest of a line, half for a whole line; files and projects take turns. An answer is right when it
is what the author wrote, character by character, but for spaces at the end. Intervals are 95 % ones of a bootstrap over files;
of two models on the same tasks the difference is bootstrapped, which is much narrower than the two by themselves.
"""
import json
import math
import random
import re
import sys
from collections import defaultdict

from host import Host
from layout import held_back, spaces_for_tabs
from pack import read

PREFIX_CHARACTERS, SUFFIX_CHARACTERS = 2000, 760     # What fits 1,024 tokens at three characters each, 72 % before the caret.
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.7)


def tasks(documents, count, seed):
    """`count` carets, in turn over projects and kinds, never two in one file before all files have had one."""
    chance, projects = random.Random(seed), defaultdict(list)
    for document in documents:
        if 1500 < len(document.text) < 60_000:
            projects[document.repository].append(document)
    for files in projects.values():
        chance.shuffle(files)

    found, misses, turn = [], 0, 0
    names = sorted(projects)
    while len(found) < count and misses < 50 * count:
        files = projects[names[turn % len(names)]]
        document = files[turn // len(names) % len(files)]
        turn += 1
        task = _task(document, "rest" if len(found) % 2 == 0 else "line", chance)
        misses += task is None
        found += [task] if task else []
    return found


def _task(document, kind, chance):
    text = spaces_for_tabs(document.text)
    lines = text.split("\n")
    at = chance.randrange(8, max(9, len(lines) - 2))
    line = lines[at] if at < len(lines) else ""
    code, indented = line.strip(), len(line) - len(line.lstrip())
    if not 8 <= len(code) <= (100 if kind == "rest" else 60) or not re.search("[A-Za-z]{3}", code):
        return None
    if code.startswith(("//", "/*", "*", "#", "using ", "[assembly")):
        return None

    column = indented
    if kind == "rest":
        borders = [i for i in range(indented + 2, len(line) - 2) if not (line[i - 1].isalnum() and line[i].isalnum())]
        if not borders:
            return None
        column = chance.choice(borders)
    start = sum(len(l) + 1 for l in lines[:at]) + column
    end = start + len(line) - column
    return {"kind": kind, "project": document.repository, "path": document.path, "wanted": text[start:end].rstrip(),
            "prefix": _window_before(text[:start]), "suffix": _window_after(text[end:])}


def _window_before(text):
    window = text[-PREFIX_CHARACTERS:]
    return window if len(text) <= PREFIX_CHARACTERS else window[window.find("\n") + 1:]


def _window_after(text):
    window = text[:SUFFIX_CHARACTERS]
    return window if len(text) <= SUFFIX_CHARACTERS else window[:window.rfind("\n") + 1]


def answer(host, model, task):
    prefix, back = task["prefix"], held_back(task["prefix"])
    text, log_probability, usage = host.complete(model, task["path"], prefix[:len(prefix) - len(back)], task["suffix"])
    text = text[1:] if back and text.startswith(" ") else text
    return {"text": text.rstrip(), "probability": math.exp(log_probability), "right": text.rstrip() == task["wanted"],
            "milliseconds": usage["totalMilliseconds"]}


def interval(groups, statistic, rounds=1000):
    """95 % bootstrap interval of a statistic of a flat list, resampling whole groups (files)."""
    chance, groups = random.Random(0), list(groups)
    values = sorted(statistic([item for group in chance.choices(groups, k=len(groups)) for item in group]) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]


def share(items):
    return sum(items) / len(items) if items else 0.0


def by_file(results):
    files = defaultdict(list)
    for result in results:
        files[result["project"], result["path"]].append(result)
    return files.values()


def report(results, models):
    """Prints a table and returns the figures: per kind and model, and of the last model against the first."""
    figures = {}
    for kind in ("rest", "line"):
        chosen = [result for result in results if result["kind"] == kind]
        for k, model in enumerate(models):
            def right(result):
                return result["answers"][k]["right"]
            low, high = interval(by_file(chosen), lambda items: share([right(r) for r in items]))
            figure = {"tasks": len(chosen), "exact": share([right(r) for r in chosen]), "interval": [low, high], "shown": {}}
            for threshold in THRESHOLDS:
                sure = [r for r in chosen if r["answers"][k]["probability"] >= threshold]
                figure["shown"][str(threshold)] = [len(sure) / len(chosen), share([right(r) for r in sure])]
            figures[f"{kind}/{model}"] = figure
            shown = "; ".join(f"≥ {t}: {100 * e:.0f} % of {100 * c:.0f} %" for t, (c, e) in figure["shown"].items())
            print(f"{kind} {model}: {100 * figure['exact']:.1f} % [{100 * low:.1f}, {100 * high:.1f}] of {len(chosen)}; {shown}")

        if len(models) > 1:
            def gain(items):
                return share([r["answers"][-1]["right"] - r["answers"][0]["right"] for r in items])
            low, high = interval(by_file(chosen), gain)
            figures[f"{kind}/gain"] = {"difference": gain(chosen), "interval": [low, high]}
            print(f"{kind}, last model less first: {100 * gain(chosen):+.1f} points [{100 * low:+.1f}, {100 * high:+.1f}]")
    return figures


def draw(results, count=20):
    """Completions drawn at random, as they fell, as rows of a Markdown table: of the last model."""
    def cell(text):
        return f"`{text.strip()[-46:]}`".replace("|", "\\|") if text.strip() else "(indentation)"
    rows = ["| before the caret | wanted | model (probability) |", "|---|---|---|"]
    for result in random.Random(1).sample(results, min(count, len(results))):
        got = result["answers"][-1]
        verdict = "**right**" if got["right"] else cell(got["text"][:46]) if got["text"].strip() else "nothing"
        rows.append(f"| {cell(result['prefix'].rpartition(chr(10))[2])} | {cell(result['wanted'][:46])} | {verdict} ({got['probability']:.2f}) |")
    return "\n".join(rows)


def evaluate(product, out, count, seed, corpora, models):
    results = tasks([document for corpus in corpora for document in read(corpus)], count, seed)
    for result in results:
        result["answers"] = []
    with Host(product) as host:
        for model in models:
            host.load(model)
            for result in results:
                result["answers"].append(answer(host, model, result))
            host.unload(model)

    figures = report(results, models)
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"figures": figures, "drawn": draw(results), "results": results}, file, indent=1, ensure_ascii=False)
    return figures


if __name__ == "__main__":
    split = sys.argv.index("--")
    evaluate(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:split], sys.argv[split + 1:])
