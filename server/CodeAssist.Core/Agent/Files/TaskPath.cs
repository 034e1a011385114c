using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CodeAssist.Core.Agent.Files;

/// <summary>A path beneath the root of a task, checked by its words alone: it means the same file on every system, or it is none.</summary>
/// <remarks>That nothing on the way is a link is checked by whoever opens it.</remarks>
public sealed record TaskPath
{
    /// <summary>In UTF-16 code units.</summary>
    public const int Longest = 1024;

    private const int LongestName = 255;

    // Devices in every folder of Windows, with any ending.
    private static readonly string[] _devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

    private TaskPath(string text) => Text = text;

    /// <summary>The root itself.</summary>
    public static TaskPath Root { get; } = new("");

    /// <summary>With forward slashes; empty for the root.</summary>
    public string Text { get; }

    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>The folder that it lies in.</summary>
    public TaskPath Folder => Text.LastIndexOf('/') is > 0 and var slash ? new TaskPath(Text[..slash]) : Root;

    public IEnumerable<string> Names => Text.Length == 0 ? [] : Text.Split('/');

    /// <param name="written">As a model wrote it.</param>
    /// <param name="path">The path; "." and an empty text are the root.</param>
    /// <param name="objection">One sentence that names the rule which it breaks.</param>
    public static bool TryParse(string written, [NotNullWhen(true)] out TaskPath? path, [NotNullWhen(false)] out string? objection)
    {
        path = null;
        objection = Objection(written);
        if (objection is not null)
        {
            return false;
        }

        var names = written.Split('/').Where(name => name is not "" and not ".").ToList();
        objection = names.Select(name => ObjectionTo(name, written)).FirstOrDefault(problem => problem is not null);
        path = objection is null ? new TaskPath(string.Join('/', names)) : null;
        return path is not null;
    }

    /// <summary>A file or folder in this one, by its name as a disk has it.</summary>
    /// <returns>Null for a name that no path of a task may have.</returns>
    public TaskPath? Below(string name) => ObjectionTo(name, name) is null && !name.Contains('/', StringComparison.Ordinal) ? new TaskPath(Text.Length == 0 ? name : $"{Text}/{name}") : null;

    public override string ToString() => Text;

    private static string? Objection(string written) =>
        written.Length > Longest ? "The path is longer than any path of a project."
        : written.Contains('\0', StringComparison.Ordinal) ? "The path holds a zero."
        : written.StartsWith('/') || written.StartsWith('~') || (written.Length > 1 && written[1] is ':') || written.Contains("://", StringComparison.Ordinal)
            ? $"'{Shown(written)}' does not begin at the root of this task; paths are relative to it."
        : written.Contains('\\', StringComparison.Ordinal) ? $"'{Shown(written)}' holds a backslash; folders are separated by '/'."
        : null;

    private static string? ObjectionTo(string name, string written) =>
        name is ".." ? $"'{Shown(written)}' leads out of its folder with '..'."
        : name.Length > LongestName || Encoding.UTF8.GetByteCount(name) > LongestName ? $"'{Shown(name)}' is longer than a name can be."
        : name.Any(character => char.IsControl(character) || "<>:\"|?*\\".Contains(character, StringComparison.Ordinal)) ? $"'{Shown(name)}' holds a character that no name may hold."
        : !IsWhole(name) ? $"'{Shown(name)}' is no text."
        : name[^1] is ' ' or '.' || name[0] is ' ' ? $"'{Shown(name)}' begins or ends with a blank or a dot, which some systems leave out."
        : !string.Equals(PlainName.Of(name), name.ToLowerInvariant(), StringComparison.Ordinal) ? $"'{Shown(name)}' holds characters that look like others, or like none."
        : IsDevice(name) ? $"'{Shown(name)}' is the name of a device."
        : IsShortName(name) ? $"'{Shown(name)}' can be the short name of another file."
        : null;

    private static bool IsWhole(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ').ToLowerInvariant();
        return _devices.Contains(stem, StringComparer.Ordinal) || (stem.Length == 4 && stem[..3] is "com" or "lpt" && (char.IsDigit(stem[3]) || stem[3] is '¹' or '²' or '³'));
    }

    // "GIT~1" of Windows.
    private static bool IsShortName(string name)
    {
        var tilde = name.IndexOf('~', StringComparison.Ordinal);
        return tilde is > 0 and <= 6 && tilde + 1 < name.Length && char.IsAsciiDigit(name[tilde + 1]);
    }

    private static string Shown(string text) => new([.. text.Take(120).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character)]);
}
