using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Changes;

/// <summary>One file of a change: what was there, what is there now, and which lines differ.</summary>
public sealed record ChangedFile
{
    /// <summary>Where it is now, or was if it is gone: relative to the change's root, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Where it was, if that is another place.</summary>
    public string? OldPath { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>What was there; null for what is new, and where nothing is read.</summary>
    public DocumentSnapshot? Old { get; init; }

    /// <summary>What is reviewed; null where <see cref="Skipped"/> or <see cref="Failure"/> says why not.</summary>
    public DocumentSnapshot? New { get; init; }

    /// <summary>In the order of the file. One over all lines that were asked for where the file stands as it is.</summary>
    public IReadOnlyList<Hunk> Hunks { get; init; } = [];

    /// <summary>Length of the new content in bytes, also where it is not read; 0 for what is gone.</summary>
    public long Length { get; init; }

    /// <summary>Why it is not reviewed, where that is in order.</summary>
    public SkipReason? Skipped { get; init; }

    /// <summary>One sentence: why it could not be read.</summary>
    public string? Failure { get; init; }

    /// <summary>A file of which every line is asked for, with a text that the disk need not have.</summary>
    public static ChangedFile AsItStands(string path, DocumentSnapshot text) =>
        new() { Path = path, Kind = ChangeKind.AsItStands, New = text, Hunks = [new Hunk(default, new LineSpan(0, text.LineCount))], Length = text.Text.Length };

    /// <summary>Whether a line of the new content was added or changed.</summary>
    public bool IsChanged(int line) => Hunks.Any(hunk => hunk.New.Contains(line));
}
