"""Turns the assemblies that sources.tsv marks as `decompiled` into archives of C#: current APIs and language, machine-made locals.

    decompile.py SOURCES.tsv ARCHIVES

Needs the .NET SDK; without these archives the rest of the recipe works all the same. The program is built in a folder of its
own, so that the decompiler never becomes part of the product.
"""
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from sources import read_sources

PROJECT = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="ICSharpCode.Decompiler" Version="11.0.0.9375" /></ItemGroup>
</Project>
"""


def decompile(sources, archives):
    wanted = [source for source in sources if source.split == "decompiled"
              and (Path(archives) / source.file).exists() and not (Path(archives) / source.code).exists()]
    for source in wanted:
        with tempfile.TemporaryDirectory() as scratch:
            scratch = Path(scratch)
            (scratch / "Decompile.csproj").write_text(PROJECT, encoding="utf-8")
            (scratch / "Program.cs").write_bytes(Path(__file__).with_name("Decompile.cs").read_bytes())
            subprocess.run(["dotnet", "build", "-c", "Release", "-o", scratch / "program", scratch / "Decompile.csproj"], check=True, stdout=subprocess.DEVNULL)
            with zipfile.ZipFile(Path(archives) / source.file) as package:
                package.extractall(scratch / "package")
            assemblies = sorted(path for path in (scratch / "package").rglob("*.dll") if re.search(source.include, path.as_posix()))
            subprocess.run(["dotnet", scratch / "program" / "Decompile.dll", scratch / "code", *assemblies], check=True, stdout=subprocess.DEVNULL)
            with tarfile.open(Path(archives) / source.code, "w") as archive:
                for path in sorted((scratch / "code").rglob("*.cs")):
                    archive.add(path, path.relative_to(scratch / "code").as_posix())
        print(f"{source.package}: {len(assemblies)} assemblies decompiled")


if __name__ == "__main__":
    decompile(read_sources(sys.argv[1]), sys.argv[2])
