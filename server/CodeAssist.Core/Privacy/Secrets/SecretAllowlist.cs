using System.Buffers;
using System.Text.RegularExpressions;

namespace CodeAssist.Core.Privacy.Secrets;

/// <summary>What a rule finds and what is no secret all the same: examples, variables, words.</summary>
internal sealed class SecretAllowlist
{
    private readonly bool _needsAll;
    private readonly string _target;
    private readonly Lazy<Regex[]> _paths;
    private readonly Lazy<Regex[]> _texts;
    private readonly Lazy<SearchValues<string>>? _words;

    public SecretAllowlist(RuleTable table)
    {
        _needsAll = string.Equals(table.Text("condition"), "AND", StringComparison.OrdinalIgnoreCase);
        _target = table.Text("regexTarget");
        _paths = Compiled(table.List("paths"));
        _texts = Compiled(table.List("regexes"));
        _words = table.List("stopwords") is { Count: > 0 } words ? new(() => SearchValues.Create([.. words], StringComparison.OrdinalIgnoreCase)) : null;
    }

    /// <param name="find">The secret and where it was found.</param>
    /// <param name="paths">The files that the text comes from; several may have become one request.</param>
    public bool Allows(in SecretFind find, IReadOnlyCollection<string> paths)
    {
        List<bool> answers = [];

        // A request of several files is only excused by a path if all of them are.
        if (_paths.Value.Length > 0)
        {
            answers.Add(paths.Count > 0 && paths.All(path => Array.Exists(_paths.Value, pattern => pattern.IsMatch(path))));
        }

        if (_texts.Value.Length > 0)
        {
            var target = _target switch { "match" => find.Match, "line" => find.Line, _ => find.Secret };
            answers.Add(Array.Exists(_texts.Value, pattern => pattern.IsMatch(target)));
        }

        if (_words is not null)
        {
            answers.Add(find.Secret.AsSpan().ContainsAny(_words.Value));
        }

        return _needsAll ? answers.TrueForAll(answer => answer) : answers.Contains(true);
    }

    private static Lazy<Regex[]> Compiled(IReadOnlyList<string> patterns) => new(() => [.. patterns.Select(SecretPattern.Compile)]);
}
