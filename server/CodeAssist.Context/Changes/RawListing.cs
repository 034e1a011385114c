using System.Text;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Context.Changes;

/// <summary>Reads what <c>git diff-* --raw -z</c> and <c>git ls-files -z</c> write: names are bytes, and end in a zero.</summary>
internal static class RawListing
{
    /// <summary>Each entry: <c>:100644 100644 1a2b… 3c4d… M</c>, zero, name, zero; a moved one has two names and a score behind its letter.</summary>
    public static List<Entry> Read(ReadOnlySpan<byte> output)
    {
        var entries = new List<Entry>();
        while (!output.IsEmpty)
        {
            var head = Encoding.ASCII.GetString(Next(ref output));
            if (head.Split(' ') is not [[':', .. var oldMode], var newMode, var oldId, var newId, [var status, ..]])
            {
                break;
            }

            var isMoved = status is 'R' or 'C';
            var before = isMoved ? Name(Next(ref output)) : default;
            var (name, isBroken) = Name(Next(ref output));
            entries.Add(new Entry
            {
                Path = name,
                OldPath = isMoved ? before.Name : null,
                Kind = status switch
                {
                    'A' or 'C' => ChangeKind.Added,
                    'D' => ChangeKind.Deleted,
                    'R' => ChangeKind.Renamed,
                    _ => ChangeKind.Modified,
                },
                OldType = TypeOf(oldMode),
                NewType = TypeOf(newMode),
                OldId = IdOf(oldId),
                NewId = IdOf(newId),
                HasNewMode = !string.Equals(oldMode, newMode, StringComparison.Ordinal),
                IsConflicted = status is 'U',
                IsNameBroken = isBroken || before.IsBroken,
            });
        }

        return entries;
    }

    public static List<(string Name, bool IsBroken)> ReadNames(ReadOnlySpan<byte> output)
    {
        var names = new List<(string Name, bool IsBroken)>();
        while (!output.IsEmpty)
        {
            names.Add(Name(Next(ref output)));
        }

        return names;
    }

    public static EntryType TypeOf(string mode) => mode switch
    {
        "000000" => EntryType.None,
        "120000" => EntryType.Link,
        "160000" => EntryType.Repository,
        _ => EntryType.File,
    };

    private static string? IdOf(string id) => id.AsSpan().ContainsAnyExcept('0') ? id : null;

    private static (string Name, bool IsBroken) Name(ReadOnlySpan<byte> bytes) =>
        (Encoding.UTF8.GetString(bytes), !System.Text.Unicode.Utf8.IsValid(bytes));

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> output)
    {
        var end = output.IndexOf((byte)0);
        var next = end < 0 ? output : output[..end];
        output = end < 0 ? [] : output[(end + 1)..];
        return next;
    }
}
