using System.Globalization;
using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Server.Delegating.Output;

/// <summary>What of a task's changes can be taken back alone.</summary>
/// <param name="Change">The file.</param>
/// <param name="Place">One place of it; null for all of it.</param>
internal sealed record UndoChoice(FileDifference Change, DifferingPlace? Place)
{
    /// <summary>Both names of a file that has another one now.</summary>
    public IReadOnlyList<string> Paths => PathsOf(Change);

    public string Title => Place is null ? Change.Path : string.Create(CultureInfo.InvariantCulture, $"{Change.Path}, from line {Place.Line + 1} on");

    public string Size => string.Create(CultureInfo.InvariantCulture, $"+{Place?.Added ?? Change.AddedLines} -{Place?.Removed ?? Change.RemovedLines}");

    /// <summary>The first line that differs; what happened to a file as a whole.</summary>
    public string Detail => Place is null ? Change.Kind.ToString() : Place.Diff.Split('\n').Skip(1).First(line => line is ['+' or '-', ..]).Trim();

    /// <summary>Every file, and below it its places where it has several.</summary>
    public static IReadOnlyList<UndoChoice> Of(IReadOnlyList<FileDifference> changes) =>
        [.. changes.SelectMany(change => change.Places.Where(_ => change.Places.Count > 1).Select(place => new UndoChoice(change, place)).Prepend(new UndoChoice(change, null)))];

    public static IReadOnlyList<string> PathsOf(FileDifference change) => change.OldPath is { } old ? [old, change.Path] : [change.Path];
}
