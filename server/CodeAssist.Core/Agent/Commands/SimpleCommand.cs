namespace CodeAssist.Core.Agent.Commands;

/// <summary>A program and its arguments, with nothing around them.</summary>
/// <param name="Words">The program first. Never empty.</param>
public sealed record SimpleCommand(IReadOnlyList<string> Words)
{
    /// <summary>As it was named.</summary>
    public string Program => Words[0];

    public IEnumerable<string> Arguments => Words.Skip(1);

    /// <summary>The program's name as tables have it: without the folders where systems keep programs, without Windows' endings, in small letters.</summary>
    /// <remarks>A program in any other folder keeps its path: it is not the one that everybody knows by that name.</remarks>
    public string Name { get; } = NameOf(Words[0]);

    public bool Equals(SimpleCommand? other) => other is not null && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    public override int GetHashCode() => Words.Aggregate(0, (hash, word) => HashCode.Combine(hash, word.GetHashCode(StringComparison.Ordinal)));

    public override string ToString() => CommandWords.Join(Words);

    private static string NameOf(string program)
    {
        string[] folders = ["/bin/", "/usr/bin/", "/usr/local/bin/", "/sbin/", "/usr/sbin/", @"C:\Windows\System32\", @"C:\Windows\"];
        var folder = Array.Find(folders, folder => program.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && program.IndexOfAny(['/', '\\'], folder.Length) < 0);
        var name = program[(folder?.Length ?? 0)..].ToLowerInvariant();
        foreach (var ending in (string[])[".exe", ".cmd", ".bat", ".com"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
            {
                return name[..^ending.Length];
            }
        }

        return name;
    }
}
