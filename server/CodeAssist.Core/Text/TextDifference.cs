namespace CodeAssist.Core.Text;

/// <summary>What two versions of a text share at both ends, so that who knows the earlier one need not compare them.</summary>
/// <param name="before">The earlier one; not kept alive.</param>
/// <param name="prefix">Length of the beginning that both share, in UTF-16 units.</param>
/// <param name="suffix">Length of the end that both share behind that beginning, in UTF-16 units.</param>
public sealed class TextDifference(string before, int prefix, int suffix)
{
    private readonly WeakReference<string> _before = new(before);

    public int Prefix { get; } = prefix;

    public int Suffix { get; } = suffix;

    /// <summary>Whether the earlier version is this very string.</summary>
    public bool IsFrom(string text) => _before.TryGetTarget(out var before) && ReferenceEquals(before, text);
}
