"""The table of archives: which to fetch, their SHA-256, and which of their files to take."""
import re
from typing import NamedTuple


class Source(NamedTuple):
    split: str          # train or held; decompiled: assemblies whose decompiled code is trained on;
                        # copyright: the archive with Debian's debian/copyright of the same package
    registry: str       # debian, npm or nuget
    package: str
    version: str
    file: str           # the name under which the registry's own client saves it
    sha256: str
    licence: str        # as the package is labelled; debian/copyright overrules it per folder
    include: str        # regular expressions on paths inside the archive
    exclude: str

    @property
    def code(self):
        """The archive that holds the code; decompile.py makes it where there is none."""
        return f"{self.file}.cs.tar" if self.split == "decompiled" else self.file

    def wants(self, path):
        """Whether to take a file of the archive with the code."""
        if self.split == "copyright" or self.split != "decompiled" and not re.search(self.include or ".", path):
            return False
        return not (self.exclude and re.search(self.exclude, path, re.I))


def read_sources(path):
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    return [Source(*(row + [""] * (len(Source._fields) - len(row)))) for row in rows]
