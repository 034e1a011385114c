using System.Globalization;
using System.Text.RegularExpressions;

namespace CodeAssist.Core.LocalModels;

/// <summary>The name of a file of a model that lies in several, as llama.cpp's gguf-split writes it: <c>NAME-00001-of-00003.gguf</c>.</summary>
/// <param name="Stem">What stands before the numbers, folders included.</param>
/// <param name="Number">Of this file, from 1.</param>
/// <param name="Count">How many there are, at least two.</param>
public sealed partial record SplitName(string Stem, int Number, int Count)
{
    private const int Most = 512;

    /// <param name="path">A path, or just a name.</param>
    /// <returns>Null where it is not called like one of several.</returns>
    public static SplitName? Of(string path) =>
        Pattern().Match(path) is { Success: true } match
            && int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is var number && int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) is var count
            && number >= 1 && number <= count && count is > 1 and <= Most
            ? new SplitName(match.Groups["stem"].Value, number, count)
            : null;

    /// <summary>The paths of all files of a model, by that of its first; of an ordinary one just that.</summary>
    public static IReadOnlyList<string> AllOf(string path) => Of(path) is { } name ? [.. Enumerable.Range(1, name.Count).Select(name.Part)] : [path];

    /// <summary>The path of another of these files.</summary>
    /// <param name="number">Its number, from 1.</param>
    public string Part(int number) => string.Create(CultureInfo.InvariantCulture, $"{Stem}-{number:00000}-of-{Count:00000}.gguf");

    [GeneratedRegex("^(?<stem>.+)-(?<number>[0-9]{5})-of-(?<count>[0-9]{5})[.]gguf$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
