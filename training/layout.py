"""The prompt as the server sends it (`FimPromptBuilder`, docs/prompts.md); packing, evaluation and parity all build it here.

    [<|repo_name|>REPOSITORY\\n (<|file_sep|>PATH\\nSNIPPET)*] <|file_sep|>PATH\\n<|fim_suffix|>SUFFIX<|fim_prefix|>PREFIX

The answer follows PREFIX at once. There is no marker for the middle: a small model learns this as ordinary text, and typing
only appends to what is cached.
"""
import re

from tokenizer import FILE, PREFIX, REPOSITORY, SUFFIX


def held_back(prefix):
    """A prefix that ends in a space is told without it, since tokens begin with their space; the answer begins with it."""
    return " " if prefix.endswith(" ") else ""


def spaces_for_tabs(code):
    """Leading tabs become four spaces each, as `PromptIndentation` does."""
    return re.sub(r"^[ \t]+", lambda match: match.group().replace("\t", "    "), code, flags=re.M)


def header(tokenizer, path):
    return [FILE, *tokenizer.encode(path + "\n")]


def context(tokenizer, repository, snippets):
    """What comes before the file: snippets of other files as (path, text)."""
    if not snippets:
        return []
    ids = [REPOSITORY, *tokenizer.encode(repository + "\n")]
    for path, text in snippets:
        ids += [FILE, *tokenizer.encode(path + "\n" + text)]
    return ids


def prompt(tokenizer, path, prefix, suffix, repository="", snippets=()):
    """Ids up to the caret. The answer to it begins with `held_back(prefix)`."""
    told = prefix[:len(prefix) - len(held_back(prefix))]
    return [*context(tokenizer, repository, snippets), *header(tokenizer, path),
            SUFFIX, *tokenizer.encode(suffix), PREFIX, *tokenizer.encode(told)]
