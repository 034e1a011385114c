using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Review.Anchoring;

/// <summary>Believes a reviewer's place only where the text bears it out. Nothing is ever moved to a place that only looks fitting.</summary>
/// <remarks>
/// A quote must stand in scope at the line that was named, or, if not there, at exactly one place in scope. A quote that stands at several leaves the file as all that is
/// certain; one that stands nowhere was not read, and whoever did not read a line has nothing to say on it.
/// </remarks>
/// <param name="change">With hunks as far as anybody asked for (<see cref="Scope"/>).</param>
/// <param name="scope">Which lines that is.</param>
internal sealed class AnchorCheck(ChangeSet change, ReviewScope scope)
{
    private readonly Dictionary<string, ChangedFile> _files = change.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    public Anchor Check(Claim claim)
    {
        if (!_files.TryGetValue(claim.Path, out var file))
        {
            return scope is ReviewScope.All && IsPlain(claim.Path) ? new Anchor.WholeFile() : new Anchor.Dropped(DropReason.UnknownFile);
        }

        if (claim.Place is ClaimedPlace.WholeFile)
        {
            return new Anchor.WholeFile();
        }

        if (file.New is not { } text)
        {
            return new Anchor.Dropped(DropReason.FileNotRead);
        }

        return claim.Place switch
        {
            ClaimedPlace.At(var range) => At(text, file, range),
            ClaimedPlace.Quoted(var quote, var line) => Quoted(text, file, quote, line),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Anchor At(DocumentSnapshot text, ChangedFile file, TextRange range)
    {
        if (!text.Contains(range.Start) || !text.Contains(range.End) || range.End < range.Start)
        {
            return new Anchor.Dropped(DropReason.NoSuchPlace);
        }

        return Scope.Touches(file, range) ? new Anchor.InText(range) : new Anchor.Dropped(DropReason.OutsideScope);
    }

    private static Anchor Quoted(DocumentSnapshot text, ChangedFile file, string quote, int? line)
    {
        var places = QuoteSearch.Find(text, quote).ToList();
        var inScope = places.Where(range => Scope.Touches(file, range)).ToList();
        var stated = inScope.FindIndex(range => range.Start.Line == line);
        if (stated >= 0)
        {
            return new Anchor.InText(inScope[stated]);
        }

        return inScope switch
        {
            [var only] => new Anchor.InText(only),
            [] => new Anchor.Dropped(places.Count == 0 ? DropReason.QuoteNotFound : DropReason.OutsideScope),
            _ => new Anchor.WholeFile(),
        };
    }

    /// <summary>Whether a path that no change vouches for is one of a file beneath the root, in the one way in which we write it.</summary>
    private static bool IsPlain(string path) =>
        path.Length > 0 && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal)
        && path.Split('/').All(part => part is not ("" or "." or ".."));
}
