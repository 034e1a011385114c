using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Checks.Changes;

/// <summary>The lines of a manifest that say what a project depends on. Read line by line, as people lay such files out.</summary>
internal static class ManifestLines
{
    /// <summary>Whether what the project depends on is another than before. A line that only moved is no change, nor is its comma.</summary>
    public static bool Differ(ChangedFile file, PackageFiles packages) => file is { Old: { } before, New: { } after }
        && Differ(Dependencies(before, packages), Dependencies(after, packages), packages);

    private static bool Differ(HashSet<string> before, HashSet<string> after, PackageFiles packages) => packages.OnlyAdditions ? !after.IsSubsetOf(before) : !before.SetEquals(after);

    private static HashSet<string> Dependencies(DocumentSnapshot document, PackageFiles packages)
    {
        HashSet<string> lines = new(StringComparer.Ordinal);
        var section = "";
        for (var number = 0; number < document.LineCount; number++)
        {
            var line = document.Line(number).Trim().ToString();
            if (Section(line, section) is { } name)
            {
                section = name;
            }
            else if (packages.IsDependency(line, section))
            {
                lines.Add($"{section}: {packages.Said(line)}");
            }
        }

        return lines;
    }

    // "require (" in go.mod; "[dependencies]" in TOML; "dependencies": { up to its brace in JSON.
    private static string? Section(string line, string section) => line switch
    {
        ['[', .. var name, ']'] => name.Trim('[', ']', ' '),
        ['"', .., '{'] when line.Split('"') is [_, var name, ..] => name,
        [.. var name, ' ', '('] => name,
        [')'] => "",
        ['}', ..] when section.Length > 0 && !section.Contains('.', StringComparison.Ordinal) => "",
        _ => null,
    };
}
