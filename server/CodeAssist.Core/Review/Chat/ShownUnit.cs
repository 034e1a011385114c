using System.Globalization;
using System.Text;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Core.Review.Chat;

/// <summary>A piece of a changed file as a model is shown it: numbered lines, <c>+</c> before those that changed, and with <c>-</c> what stood there before.</summary>
public sealed class ShownUnit
{
    /// <summary>Lines of one place that were taken out and are shown; more say little on what is there now.</summary>
    private const int MostRemoved = 30;

    private ShownUnit(ChangedFile file, ReviewUnit unit, string shown, string content)
    {
        (File, Unit, Shown, Content) = (file, unit, shown, content);
        Uses = string.Concat(unit.Signatures.Select(member => $"uses {member.Signature}{Place(member)}\n"));
    }

    public ChangedFile File { get; }

    public ReviewUnit Unit { get; }

    /// <summary>The heads of what it uses, each on a line before its own; empty where there are none.</summary>
    public string Uses { get; }

    /// <summary>Its lines as the model reads them, each with a line feed.</summary>
    public string Shown { get; }

    /// <summary>The same without the lines' numbers: equal wherever in the file the piece has moved.</summary>
    public string Content { get; }

    /// <param name="file">With its new content.</param>
    /// <param name="unit">One of its pieces.</param>
    public static ShownUnit Of(ChangedFile file, ReviewUnit unit)
    {
        var (shown, content) = (new StringBuilder(), new StringBuilder());
        // Of a file that is looked at as a whole nobody knows any more what stood where.
        var taken = file.Hunks.Where(hunk => hunk.New.Count < file.New!.LineCount).ToLookup(hunk => hunk.New.Start, hunk => hunk.Old);
        var end = Math.Min(unit.Lines.End, file.New!.LineCount);
        for (var line = unit.Lines.Start; line < end; line++)
        {
            AddRemoved(line);
            var isChanged = unit.Changed.Any(span => span.Contains(line));
            Add(isChanged ? '+' : ' ', (line + 1).ToString(CultureInfo.InvariantCulture), file.New.Line(line));
        }

        if (end == file.New.LineCount)
        {
            AddRemoved(end);
        }

        return new ShownUnit(file, unit, shown.ToString(), content.ToString());

        void AddRemoved(int line)
        {
            foreach (var lines in file.Old is null ? [] : taken[line])
            {
                var most = Math.Min(lines.End, Math.Min(file.Old!.LineCount, lines.Start + MostRemoved));
                for (var before = lines.Start; before < most; before++)
                {
                    Add('-', "", file.Old.Line(before));
                }

                if (lines.End > most)
                {
                    Add('-', "", string.Create(CultureInfo.InvariantCulture, $"({lines.End - most} more lines)"));
                }
            }
        }

        void Add(char mark, string number, ReadOnlySpan<char> text)
        {
            shown.Append(CultureInfo.InvariantCulture, $"{mark}{number,5}| ").Append(text).Append('\n');
            content.Append(mark).Append(text).Append('\n');
        }
    }

    private string Place(UsedMember member) => string.Equals(member.Path, File.Path, StringComparison.Ordinal) ? ""
        : member.Owner.Length > 0 ? $" of {member.Owner}, {member.Path}" : $" of {member.Path}";
}
