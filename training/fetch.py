"""Fetches the archives of sources.tsv with the registries' own clients and checks each by its SHA-256.

    fetch.py SOURCES.tsv ARCHIVES

Which servers are asked is the business of this machine's configuration of apt, npm and dotnet. An archive that is no longer
there is reported and left out: the others still make a corpus. An archive with another content is refused.
"""
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from licences import label_of
from sources import read_sources


def digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            sha.update(block)
    return sha.hexdigest()


def fetch(sources, archives):
    """Returns the names of the files that could not be had."""
    archives = Path(archives).resolve()
    archives.mkdir(parents=True, exist_ok=True)
    clients = {"debian": _Debian, "npm": _Npm, "nuget": _NuGet}
    missing = [source for source in sources if not (archives / source.file).exists()]
    for registry, client in clients.items():
        packages = sorted({(source.package, source.version) for source in missing if source.registry == registry})
        if packages:
            with tempfile.TemporaryDirectory() as scratch:
                client(Path(scratch)).fetch(packages, archives)

    absent = []
    for source in sources:
        path = archives / source.file
        if not path.exists():
            absent.append(source.file)
        elif digest(path) != source.sha256:
            raise SystemExit(f"{path} has another content than sources.tsv pins; delete it, or look into why")
        elif source.registry != "debian" and label_of(path) != source.licence:
            raise SystemExit(f"{path} names the licence {label_of(path)}, sources.tsv {source.licence}")
    print(f"{len(sources) - len(absent)} archives in {archives}" + (f"; not to be had: {', '.join(absent)}" if absent else ""))
    return absent


def _run(*command, cwd):
    return subprocess.run([str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


class _Debian:
    """Asks apt for sources, from the same servers as its packages and without touching the machine's own lists."""

    def __init__(self, scratch):
        parts = scratch / "parts"
        for folder in (parts, scratch / "lists" / "partial"):
            folder.mkdir(parents=True)
        for path in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
            if path.suffix in (".list", ".sources") and path.exists():
                text = path.read_text(encoding="utf-8")
                text = re.sub(r"^Types:.*", "Types: deb-src", text, flags=re.M) if path.suffix == ".sources" else re.sub(r"^deb\b", "deb-src", text, flags=re.M)
                (parts / path.name).write_text(text, encoding="utf-8")
        self._options = ["-q", "-o", "Dir::Etc::SourceList=/dev/null", "-o", f"Dir::Etc::SourceParts={parts}", "-o", f"Dir::State::Lists={scratch}/lists"]

    def fetch(self, packages, archives):
        _run("apt-get", *self._options, "update", cwd=archives)
        for name, version in packages:
            # Goes on with a package's other files where one is gone.
            _run("apt-get", *self._options, "source", "--download-only", f"{name}={version}", cwd=archives)


class _Npm:
    def __init__(self, scratch):
        pass

    def fetch(self, packages, archives):
        for name, version in packages:
            _run("npm", "pack", "--silent", f"{name}@{version}", cwd=archives)


class _NuGet:
    """Lets `dotnet restore` put packages into a folder of their own."""

    def __init__(self, scratch):
        self._scratch = scratch

    def fetch(self, packages, archives):
        for name, version in packages:
            folder = self._scratch / name
            folder.mkdir()
            (folder / "get.csproj").write_text(
                '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>'
                f'<ItemGroup><PackageDownload Include="{name}" Version="[{version}]" /></ItemGroup></Project>', encoding="utf-8")
            _run("dotnet", "restore", "get.csproj", "--packages", folder / "packages", cwd=folder)
            for package in (folder / "packages").rglob(f"{name.lower()}.{version}.nupkg"):
                shutil.move(package, archives / package.name)


if __name__ == "__main__":
    fetch(read_sources(sys.argv[1]), sys.argv[2])
