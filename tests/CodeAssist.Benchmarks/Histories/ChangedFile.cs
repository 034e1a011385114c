using System.Globalization;
using System.Text.RegularExpressions;

namespace CodeAssist.Benchmarks.Histories;

/// <summary>What a change did to one file.</summary>
/// <param name="OldPath">Relative to the folder before, or null for a new file.</param>
/// <param name="NewPath">Relative to the folder after.</param>
/// <param name="Hunks">From the top of the file to its end.</param>
internal sealed partial record ChangedFile(string? OldPath, string NewPath, IReadOnlyList<Hunk> Hunks)
{
    /// <summary>C# files with lines that the change added.</summary>
    public static IReadOnlyList<ChangedFile> Of(Change change)
    {
        var difference = Program.Run("git", ["-c", "core.safecrlf=false", "-c", "core.autocrlf=false", "diff", "--no-index", "--ignore-space-at-eol", "--unified=0", "--no-color", "--find-renames", change.Before, change.After]);
        var files = new List<ChangedFile>();
        string? oldPath = null;
        string? newPath = null;
        var hunks = new List<Hunk>();
        foreach (var line in difference.Split('\n').Append("diff --git"))
        {
            if (line.StartsWith("diff --git", StringComparison.Ordinal))
            {
                if (newPath is not null && newPath.EndsWith(".cs", StringComparison.Ordinal) && hunks.Exists(hunk => hunk.NewCount > 0))
                {
                    files.Add(new ChangedFile(oldPath, newPath, hunks));
                }

                (oldPath, newPath, hunks) = (null, null, []);
            }
            else if (line.StartsWith("--- a/", StringComparison.Ordinal) && hunks.Count == 0)
            {
                oldPath = Relative(line[5..], change.Before);
            }
            else if (line.StartsWith("+++ b/", StringComparison.Ordinal) && hunks.Count == 0)
            {
                newPath = Relative(line[5..], change.After);
            }
            else if (HunkHeader().Match(line) is { Success: true } header)
            {
                hunks.Add(new Hunk(Number(header, "oldStart"), Number(header, "oldCount"), Number(header, "newStart"), Number(header, "newCount")));
            }
        }

        return files;
    }

    private static string Relative(string path, string folder) => Path.GetRelativePath(folder, path.TrimEnd('\t').Trim('"'));

    // A count that is not there is one.
    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"^@@ -(?<oldStart>[0-9]+)(,(?<oldCount>[0-9]+))? \+(?<newStart>[0-9]+)(,(?<newCount>[0-9]+))? @@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HunkHeader();
}
