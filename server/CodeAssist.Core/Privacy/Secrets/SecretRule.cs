using System.Text.RegularExpressions;

namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>How one kind of secret looks. Its pattern is compiled when one of its keywords is first met.</summary>
internal sealed class SecretRule
{
    private readonly Lazy<Regex> _pattern;
    private readonly Lazy<Regex>? _path;
    private readonly double _entropy;
    private readonly int _group;
    private readonly IReadOnlyList<SecretAllowlist> _allowlists;

    public SecretRule(RuleTable table, IEnumerable<RuleTable> allowlists)
    {
        Id = table.Text("id");
        Description = table.Text("description");
        Keywords = [.. table.List("keywords").Select(keyword => keyword.ToLowerInvariant())];
        _pattern = new(() => SecretPattern.CompileForLines(table.Text("regex")));
        _path = table.Text("path") is { Length: > 0 } path ? new(() => SecretPattern.Compile(path)) : null;
        _entropy = table.Number("entropy");
        _group = (int)table.Number("secretGroup");
        _allowlists = [.. allowlists.Select(allowlist => new SecretAllowlist(allowlist))];
    }

    public string Id { get; }

    public string Description { get; }

    /// <summary>In small letters; without one of them in the text there is nothing to find.</summary>
    public IReadOnlyList<string> Keywords { get; }

    public Regex Pattern => _pattern.Value;

    /// <summary>Whether the rule speaks of text from such files. Where nothing is known of the files, it does.</summary>
    public bool Concerns(IReadOnlyCollection<string> paths) => _path is null || paths.Count == 0 || paths.Any(path => _path.Value.IsMatch(path));

    /// <param name="text">With <see cref="SecretPattern.BeyondAscii"/> for what is not ASCII.</param>
    /// <param name="found">Where the pattern matches.</param>
    /// <param name="general">Allowlists of all rules.</param>
    /// <param name="paths">The files that the text comes from.</param>
    /// <returns>The secret's place in the text; null where it is none.</returns>
    public Range? Judge(string text, ValueMatch found, IReadOnlyList<SecretAllowlist> general, IReadOnlyCollection<string> paths)
    {
        var match = text.Substring(found.Index, found.Length).Trim('\n');
        var start = text.IndexOf(match, found.Index, StringComparison.Ordinal);
        var (offset, length) = Secret(match);
        var find = new SecretFind(match.Substring(offset, length), match, Lines(text, start, match.Length));
        if ((_entropy > 0 && Entropy(find.Secret) <= _entropy)
            || general.Any(allowlist => allowlist.Allows(find, paths))
            || _allowlists.Any(allowlist => allowlist.Allows(find, paths)))
        {
            return null;
        }

        return (start + offset)..(start + offset + length);
    }

    // The group that the rule names, else the longest one that took part (a shorter one may be the name before it), else everything.
    private (int Offset, int Length) Secret(string match)
    {
        var groups = Pattern.Match(match).Groups;
        var group = _group > 0 ? groups[_group] : groups.Cast<Group>().Skip(1).MaxBy(group => group.Length) ?? groups[0];
        return group is { Success: true, Length: > 0 } ? (group.Index, group.Length) : (0, match.Length);
    }

    private static string Lines(string text, int start, int length)
    {
        var first = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var last = text.IndexOf('\n', start + length);
        return text[first..(last < 0 ? text.Length : last)];
    }

    // Shannon's, in bits for each character.
    private static double Entropy(string text)
    {
        var entropy = 0.0;
        foreach (var group in text.GroupBy(character => character))
        {
            var share = (double)group.Count() / text.Length;
            entropy -= share * Math.Log2(share);
        }

        return entropy;
    }
}
