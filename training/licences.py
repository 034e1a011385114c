"""Who allows what: the licence of every folder, from the archives' own copyright files.

Debian writes one debian/copyright per package (the DEP-5 form: paragraphs of path patterns, the last match counts). npm and
NuGet archives name one licence for the whole package in their manifest. Where neither is there, the label of sources.tsv holds.
"""
import json
import re
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

from sources import Source

PERMISSIVE = re.compile(r"expat|mit|x11|apache|bsd|ms-pl|zlib|isc|unicode|public-domain|boost", re.I)
TEXTS = [  # for short names that say nothing, such as "other"
    ("Zlib", "Permission is granted to anyone to use this software for any purpose"),
    ("Expat", "Permission is hereby granted, free of charge, to any person obtaining"),
    ("BSD", "Redistribution and use in source and binary forms"),
]


def is_permissive(licence):
    """Whether one of the alternatives of a licence expression consists of permissive licences alone."""
    alternatives = re.split(r"\s+or\s+|\|", licence, flags=re.I)
    return any(all(PERMISSIVE.search(part) and not re.search("gpl", part, re.I) for part in re.split(r"\s+and\s+|,", alternative, flags=re.I))
               for alternative in alternatives)


class CopyrightFile:
    """One debian/copyright."""

    def __init__(self, text):
        paragraphs = [_fields(paragraph) for paragraph in re.split(r"\n\s*\n", text)]
        texts = {p["License"][0].strip(): p["License"][1:] for p in paragraphs if "License" in p and "Files" not in p}
        self._patterns = []
        for paragraph in paragraphs:
            if "Files" not in paragraph or "License" not in paragraph:
                continue
            name, *body = paragraph["License"]
            licence = _named(name.strip(), "\n".join(body or texts.get(name.strip(), [])))
            for pattern in re.split(r"[\s,]+", " ".join(paragraph["Files"]).strip()):
                self._patterns.append((_expression(pattern.removeprefix("./")), licence))

    def licence_of(self, path):
        """Of a path from the root of the source, or None where no pattern matches."""
        return next((licence for expression, licence in reversed(self._patterns) if expression.fullmatch(path)), None)


def _fields(paragraph):
    fields, name = {}, None
    for line in paragraph.split("\n"):
        match = re.match(r"([A-Z][\w-]*):(.*)", line)
        if match:
            name = match.group(1)
            fields[name] = [match.group(2)]
        elif name:
            fields[name].append(line)
    return fields


def _expression(pattern):
    """DEP-5: a star also matches slashes."""
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))


def _named(name, body):
    if PERMISSIVE.search(name) or re.search("gpl", name, re.I):
        return name
    flowing = re.sub(r"\s+", " ", body)
    return next((known for known, words in TEXTS if words in flowing), name)


class Manifest:
    """Answers which files may be used, and counts what was."""

    def __init__(self, archives):
        self._archives, self._files = Path(archives), {}
        self._characters, self._counts = Counter(), Counter()

    def permits(self, source: Source, path):
        return is_permissive(self.licence_of(source, path)[0])

    def add(self, source: Source, path, characters):
        key = source.package, source.version, _folder(path), *self.licence_of(source, path), source.split
        self._characters[key] += characters
        self._counts[key] += 1

    def licence_of(self, source: Source, path):
        """(licence, where that is written)."""
        if source.registry == "debian":
            copyright_file = self._copyright_file(source.package)
            licence = copyright_file and copyright_file.licence_of(path.removeprefix("./").partition("/")[2])
            if licence:
                return licence, "debian/copyright"
        return source.licence, "label"

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("# package\tversion\tfolder\tlicence\twritten in\tsplit\tfiles\tcharacters\n")
            for key in sorted(self._counts):
                file.write("\t".join([*key, str(self._counts[key]), str(self._characters[key])]) + "\n")

    def _copyright_file(self, package):
        if package not in self._files:
            self._files[package] = None
            for archive in self._archives.glob(f"{package}_*.debian.tar.*"):
                with tarfile.open(archive) as tar:
                    text = tar.extractfile("debian/copyright").read().decode("utf-8", "replace")
                self._files[package] = CopyrightFile(text)
        return self._files[package]


def _folder(path):
    """The first three folders below the archive's own."""
    return "/".join(path.removeprefix("./").split("/")[1:-1][:3]) or "."


def label_of(archive):
    """The licence that an npm or NuGet archive names for itself; sources.tsv must say the same."""
    archive = Path(archive)
    if archive.suffix == ".nupkg":
        with zipfile.ZipFile(archive) as zipped:
            nuspec = zipped.read(next(name for name in zipped.namelist() if name.endswith(".nuspec"))).decode()
        match = re.search(r'<license type="expression">([^<]+)<', nuspec)
        return match and match.group(1)
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile("package/package.json")).get("license")
